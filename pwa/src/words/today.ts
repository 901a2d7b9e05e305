import type { Catalogue } from "./types.ts";

/** Words of Today. */
export const today = {
  "today.morning": {
    en: "Good morning, {name}",
    cy: { text: "Bore da, {name}", checked: false },
    easy: "Good morning, {name}",
  },
  "today.afternoon": {
    en: "Good afternoon, {name}",
    cy: { text: "Prynhawn da, {name}", checked: false },
    easy: "Good afternoon, {name}",
  },
  "today.evening": {
    en: "Good evening, {name}",
    cy: { text: "Noswaith dda, {name}", checked: false },
    easy: "Good evening, {name}",
  },
  "today.new": {
    en: "New for you",
    cy: { text: "Newydd i chi", checked: false },
    easy: "New for you",
  },
  "today.nothing_new": {
    en: "Nothing new has been written to you.",
    cy: { text: "Does dim byd newydd wedi’i ysgrifennu atoch.", checked: false },
    easy: "No new messages.",
  },
  "today.read_name": {
    en: "Read and answer {name}",
    cy: { text: "Darllen ac ateb {name}", checked: false },
    easy: "Answer {name}",
  },
  "today.write_name": {
    en: "Write to {name}",
    cy: { text: "Ysgrifennu at {name}", checked: false },
    easy: "Write to {name}",
  },
  "today.name_wrote": {
    en: "{name} wrote to you",
    cy: { text: "Ysgrifennodd {name} atoch", checked: false },
    easy: "{name} wrote to you",
  },
  "today.name_in_team": {
    en: "{name} is on your team",
    cy: { text: "Mae {name} yn eich tîm", checked: false },
    easy: "{name} is on your team",
  },
  "today.name_reads": {
    en: "What you write goes straight to {name}.",
    cy: { text: "Mae’r hyn a ysgrifennwch yn mynd yn syth at {name}.", checked: false },
    easy: "{name} reads what you write.",
  },
  "today.also": {
    en: "Also on your team",
    cy: { text: "Hefyd yn eich tîm", checked: false },
    easy: "Also on your team",
  },
  "today.is_there_too": {
    en: "{b}{name}{/b} is on your team",
    cy: { text: "Mae {b}{name}{/b} yn eich tîm", checked: false },
    easy: "{b}{name}{/b} helps you too.",
  },
  "today.no_team": {
    en: "Nobody is on your team yet",
    cy: { text: "Does neb yn eich tîm eto", checked: false },
    easy: "You have no team yet",
  },
  "today.no_team_why": {
    en: "You choose who is in it. Nobody joins without you.",
    cy: { text: "Chi sy’n dewis pwy sydd ynddo. Does neb yn ymuno heboch chi.", checked: false },
    easy: "You choose your team.",
  },
  "today.no_team_of": {
    en: "Nobody is on {name}’s team yet",
    cy: { text: "Does neb yn nhîm {name} eto", checked: false },
    easy: "{name} has no team yet",
  },
  "today.asked_names": {
    en: "You asked {names}",
    cy: { text: "Gofynnoch chi i {names}", checked: false },
    easy: "You asked {names}",
  },
  "today.asked_names_why": {
    en: "There is no answer yet. It comes here by itself.",
    cy: { text: "Does dim ateb eto. Daw yma ar ei ben ei hun.", checked: false },
    easy: "There is no answer yet.\nThe answer comes here.",
  },
  "today.see_team": {
    en: "See the care team",
    cy: { text: "Gweld y tîm gofal", checked: false },
    easy: "See the team",
  },
  "today.nothing_yet": {
    en: "Nothing here yet",
    cy: { text: "Dim byd yma eto", checked: false },
    easy: "Nothing here yet",
  },
  "today.nothing_yet_why": {
    en: "When somebody writes to you, or asks you into a care team, it is here.",
    cy: {
      text: "Pan fydd rhywun yn ysgrifennu atoch, neu’n gofyn i chi ymuno â thîm gofal, bydd yma.",
      checked: false,
    },
    easy: "New messages come here.",
  },
  "today.ask_in": {
    en: "Ask somebody in",
    cy: { text: "Gofyn i rywun ymuno", checked: false },
    easy: "Ask somebody",
  },
  "today.all_together": {
    en: "Write to the whole team",
    cy: { text: "Ysgrifennu at y tîm cyfan", checked: false },
    easy: "Write to everybody",
  },
  "today.all_together_why": {
    en: "Everybody in the care team reads it",
    cy: { text: "Mae pawb yn y tîm gofal yn ei ddarllen", checked: false },
    easy: "Your team reads it",
  },
  "today.easy_first": {
    en: "{b}{name}{/b} is on your team.",
    cy: { text: "Mae {b}{name}{/b} yn eich tîm.", checked: false },
    easy: "{b}{name}{/b} is on your team.",
  },
  "today.easy_wrote": {
    en: "{b}{name}{/b} wrote to you.",
    cy: { text: "Ysgrifennodd {b}{name}{/b} atoch.", checked: false },
    easy: "{b}{name}{/b} wrote to you.",
  },
  "today.easy_new": {
    en: "You have a {b}new message{/b}.",
    cy: { text: "Mae gennych {b}neges newydd{/b}.", checked: false },
    easy: "You have a {b}new message{/b}.",
  },
  "today.easy_team": {
    en: "See {b}all your team{/b}.",
    cy: { text: "Gweld {b}eich tîm i gyd{/b}.", checked: false },
    easy: "See {b}all your team{/b}.",
  },
  "today.asks_you": {
    en: "{name} asks you in",
    cy: { text: "Mae {name} yn gofyn i chi ymuno", checked: false },
    easy: "{name} asks you in",
  },
  "today.asks_you_why": {
    en: "{name} would like you in the care team.",
    cy: { text: "Hoffai {name} eich cael yn y tîm gofal.", checked: false },
    easy: "{name} wants you on the team.",
  },
  "today.accept": {
    en: "Yes, I’ll join",
    cy: { text: "Ie, fe ymunaf", checked: false },
    easy: "Yes",
  },
  "today.decline": { en: "Not now", cy: { text: "Nid nawr", checked: false }, easy: "Not now" },
  "today.whom_i_look_after": {
    en: "The people you look after",
    cy: { text: "Y bobl rydych yn gofalu amdanynt", checked: false },
    easy: "The people you help",
  },
  "today.i_help": {
    en: "People you help",
    cy: { text: "Pobl rydych yn eu helpu", checked: false },
    easy: "People you help",
  },
  "today.you_help": {
    en: "You help {b}{name}{/b}",
    cy: { text: "Rydych yn helpu {b}{name}{/b}", checked: false },
    easy: "You help {b}{name}{/b}",
  },
  "today.be_here_for": {
    en: "Be here for {name}",
    cy: { text: "Bod yma dros {name}", checked: false },
    easy: "Write for {name}",
  },
  "today.bring_people": {
    en: "Bring people in",
    cy: { text: "Dod â phobl i mewn", checked: false },
    easy: "Bring people in",
  },
  "today.bring_people_why": {
    en: "By e-mail, or with a card that you print",
    cy: { text: "Drwy e-bost, neu â cherdyn a argraffwch", checked: false },
    easy: "By e-mail or card",
  },
  "today.about": { en: "About", cy: { text: "Am", checked: false }, easy: "About" },
  "today.name_in_team_of": {
    en: "{name} is on {person}’s team",
    cy: { text: "Mae {name} yn nhîm {person}", checked: false },
    easy: "{name} is on {person}’s team",
  },
  "today.too_of": {
    en: "{b}{name}{/b} is on {person}’s team",
    cy: { text: "Mae {b}{name}{/b} yn nhîm {person}", checked: false },
    easy: "{b}{name}{/b} is on {person}’s team.",
  },
} as const satisfies Catalogue;
