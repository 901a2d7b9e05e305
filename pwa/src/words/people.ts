import type { Catalogue } from "./types.ts";

/** Words of care teams and patches. */
export const people = {
  "people.record_of": {
    en: "{name}’s record",
    cy: { text: "Cofnod {name}", checked: false },
    easy: "{name}’s record",
  },
  "people.asked": {
    en: "Asked, no answer yet",
    cy: { text: "Wedi gofyn, dim ateb eto", checked: false },
    easy: "Asked. No answer yet.",
  },
  "people.asked_so": {
    en: "You asked {name} in. There is no answer yet.",
    cy: { text: "Rydych wedi gofyn i {name} ymuno. Does dim ateb eto.", checked: false },
    easy: "You asked {name}.\nThere is no answer yet.",
  },
  "people.take_back": {
    en: "Don’t ask {name} after all",
    cy: { text: "Peidio â gofyn i {name} wedi’r cyfan", checked: false },
    easy: "Do not ask {name}",
  },
  "people.member_so": {
    en: "{name} reads what the care team writes. If you take {name} out, that stops at once, on every screen.",
    cy: {
      text: "Mae {name} yn darllen yr hyn y mae’r tîm gofal yn ei ysgrifennu. Os tynnwch {name} allan, daw hynny i ben ar unwaith, ar bob sgrin.",
      checked: false,
    },
    easy: "{name} reads what the team writes.\nYou can stop that now.",
  },
  "people.take_out": {
    en: "Take {name} out of the team",
    cy: { text: "Tynnu {name} o’r tîm", checked: false },
    easy: "Take {name} out",
  },
  "people.gone_already": {
    en: "{name} is not here any more. Somebody ended it a moment ago.",
    cy: {
      text: "Nid yw {name} yma bellach. Daeth rhywun â hynny i ben funud yn ôl.",
      checked: false,
    },
    easy: "{name} is not here any more.",
  },
  "people.my_help_so": {
    en: "You read and write here for {name}. You can stop, at once. {name} can name you again.",
    cy: {
      text: "Rydych yn darllen ac yn ysgrifennu yma dros {name}. Gallwch roi’r gorau iddi, ar unwaith. Gall {name} eich enwi eto.",
      checked: false,
    },
    easy: "You write here for {name}.\nYou can stop now.",
  },
  "people.end_my_help": {
    en: "Stop helping {name}",
    cy: { text: "Rhoi’r gorau i helpu {name}", checked: false },
    easy: "Stop helping {name}",
  },
  "people.helpers_of": {
    en: "Who helps {name}",
    cy: { text: "Pwy sy’n helpu {name}", checked: false },
    easy: "Who helps {name}",
  },
  "people.helpers_of_why": {
    en: "A helper may read and write here for {name}. Only {name} says who helps.",
    cy: {
      text: "Gall cynorthwyydd ddarllen ac ysgrifennu yma dros {name}. Dim ond {name} sy’n dweud pwy sy’n helpu.",
      checked: false,
    },
    easy: "A helper can write for {name}.\n{name} says who helps.",
  },
  "people.helper_so": {
    en: "{name} may read and write here for you. You can end that now.",
    cy: {
      text: "Gall {name} ddarllen ac ysgrifennu yma drosoch. Gallwch ddod â hynny i ben nawr.",
      checked: false,
    },
    easy: "{name} reads and writes for you.\nYou can stop that now.",
  },
  "people.end_help": {
    en: "End the help of {name}",
    cy: { text: "Dod â chymorth {name} i ben", checked: false },
    easy: "Stop help from {name}",
  },
  "people.helpers": {
    en: "Who helps me",
    cy: { text: "Pwy sy’n fy helpu", checked: false },
    easy: "Who helps me",
  },
  "people.helpers_why": {
    en: "A helper may read and write here for you.",
    cy: { text: "Gall cynorthwyydd ddarllen ac ysgrifennu yma drosoch.", checked: false },
    easy: "A helper can write for you.",
  },
  "people.helper": {
    en: "Helps you",
    cy: { text: "Yn eich helpu", checked: false },
    easy: "Helps you",
  },
  "people.name_helper": {
    en: "Name a helper",
    cy: { text: "Enwi cynorthwyydd", checked: false },
    easy: "Choose a helper",
  },
  "people.you_decide": {
    en: "You decide who is in it.",
    cy: { text: "Chi sy’n penderfynu pwy sydd ynddo.", checked: false },
    easy: "You choose who is here.",
  },
  "people.ask_in": {
    en: "Ask somebody in",
    cy: { text: "Gofyn i rywun ymuno", checked: false },
    easy: "Ask somebody",
  },
  "people.ask_so": {
    en: "{name} gets a question, and can say yes or no. With a yes, {name} reads what the care team writes from then on.",
    cy: {
      text: "Mae {name} yn cael cwestiwn, ac yn gallu dweud ie neu na. Gydag ie, mae {name} yn darllen yr hyn y mae’r tîm gofal yn ei ysgrifennu o hynny ymlaen.",
      checked: false,
    },
    easy: "{name} can say yes or no.\nWith yes, {name} reads the team’s messages.",
  },
  "people.ask_name": {
    en: "Ask {name}",
    cy: { text: "Gofyn i {name}", checked: false },
    easy: "Ask {name}",
  },
  "people.helper_means": {
    en: "{name} could read everything here and write for you. You can end it on any day.",
    cy: {
      text: "Gallai {name} ddarllen popeth yma ac ysgrifennu drosoch. Gallwch ddod ag ef i ben unrhyw ddiwrnod.",
      checked: false,
    },
    easy: "{name} can read everything here.\n{name} can write for you.\nYou can stop it.",
  },
  "people.name_as_helper": {
    en: "Name {name}",
    cy: { text: "Enwi {name}", checked: false },
    easy: "Choose {name}",
  },
  "people.back_to_team": {
    en: "Back to the care team",
    cy: { text: "Yn ôl i’r tîm gofal", checked: false },
    easy: "Back to the team",
  },
  "people.nobody_to_ask": {
    en: "Nobody to ask just now",
    cy: { text: "Neb i ofyn iddo ar hyn o bryd", checked: false },
    easy: "Nobody to ask now",
  },
  "people.nobody_to_ask_why": {
    en: "People of your co-op are here as soon as they have been brought in. The secretary does that.",
    cy: {
      text: "Bydd pobl eich co-op yma cyn gynted ag y byddant wedi’u dwyn i mewn. Yr ysgrifennydd sy’n gwneud hynny.",
      checked: false,
    },
    easy: "The secretary brings people in.\nThen they are here.",
  },
  "people.you": {
    en: "{name} (you)",
    cy: { text: "{name} (chi)", checked: false },
    easy: "{name} (you)",
  },
  "people.write_patch_team": {
    en: "Write to the whole team",
    cy: { text: "Ysgrifennu at y tîm cyfan", checked: false },
    easy: "Write to the team",
  },
  "people.patch_team": {
    en: "The patch team",
    cy: { text: "Tîm y patsh", checked: false },
    easy: "The team",
  },
  "people.which_patch": {
    en: "Which patch?",
    cy: { text: "Pa batsh?", checked: false },
    easy: "Which patch?",
  },
  "people.person": { en: "Person", cy: { text: "Person", checked: false }, easy: "Person" },
  "people.leave_team": {
    en: "Leave {name}’s care team",
    cy: { text: "Gadael tîm gofal {name}", checked: false },
    easy: "Leave {name}’s team",
  },
  "people.leave_so": {
    en: "You stop reading what {name} and the team write, at once. {name} can ask you in again.",
    cy: {
      text: "Byddwch yn rhoi’r gorau i ddarllen yr hyn y mae {name} a’r tîm yn ei ysgrifennu, ar unwaith. Gall {name} ofyn i chi eto.",
      checked: false,
    },
    easy: "You stop reading their messages.\n{name} can ask you again.",
  },
  "people.leave_now": {
    en: "Leave now",
    cy: { text: "Gadael nawr", checked: false },
    easy: "Leave now",
  },
  "people.hat_secretary": {
    en: "Secretary",
    cy: { text: "Ysgrifennydd", checked: false },
    easy: "Secretary",
  },
  "people.hat_treasurer": {
    en: "Treasurer",
    cy: { text: "Trysorydd", checked: false },
    easy: "Treasurer",
  },
  "people.hat_team_starter": {
    en: "Team starter",
    cy: { text: "Cychwynnwr tîm", checked: false },
    easy: "Team starter",
  },
  "people.hat_coach": { en: "Coach", cy: { text: "Hyfforddwr", checked: false }, easy: "Coach" },
  "people.hat_reviewer": {
    en: "Reviewer",
    cy: { text: "Adolygydd", checked: false },
    easy: "reviewer",
  },
  "people.hat_on_call": {
    en: "On call",
    cy: { text: "Ar alwad", checked: false },
    easy: "On call",
  },
  "people.about_name": {
    en: "About {name}",
    cy: { text: "Am {name}", checked: false },
    easy: "About {name}",
  },
} as const satisfies Catalogue;
