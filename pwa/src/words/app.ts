import type { Catalogue } from "./types.ts";

/** Words of the shell: the ways, signal, versions. */
export const app = {
  "app.name": { en: "Ourpatch", cy: { text: "Ourpatch", checked: false }, easy: "Ourpatch" },
  "app.today": { en: "Today", cy: { text: "Heddiw", checked: false }, easy: "Today" },
  "app.messages": { en: "Messages", cy: { text: "Negeseuon", checked: false }, easy: "Messages" },
  "app.my_team": {
    en: "My care team",
    cy: { text: "Fy nhîm gofal", checked: false },
    easy: "My team",
  },
  "app.their_team": {
    en: "Care team",
    cy: { text: "Tîm gofal", checked: false },
    easy: "Care team",
  },
  "app.my_patch": { en: "My patch", cy: { text: "Fy mhatsh", checked: false }, easy: "My patch" },
  "app.members": { en: "Members", cy: { text: "Aelodau", checked: false }, easy: "Members" },
  "app.about_me": {
    en: "About me",
    cy: { text: "Amdanaf i", checked: false },
    easy: "About me",
  },
  "app.about_name": {
    en: "About {name}",
    cy: { text: "Ynghylch {name}", checked: false },
    easy: "About {name}",
  },
  "app.people": { en: "People", cy: { text: "Pobl", checked: false }, easy: "People" },
  "app.records": { en: "Records", cy: { text: "Cofnodion", checked: false }, easy: "Records" },
  "app.me": { en: "Me", cy: { text: "Fi", checked: false }, easy: "Me" },
  "app.no_signal": {
    en: "No signal.",
    cy: { text: "Dim signal.", checked: false },
    easy: "No signal.",
  },
  "app.no_signal_calm": {
    en: "Carry on: what you write is kept here and goes by itself.",
    cy: {
      text: "Daliwch ati: mae’r hyn a ysgrifennwch yn cael ei gadw yma ac yn mynd ar ei ben ei hun.",
      checked: false,
    },
    easy: "You can still write.\nIt goes later, by itself.",
  },
  "app.waiting_count": {
    en: { one: "1 thing waiting to be sent.", other: "{n} things waiting to be sent." },
    cy: {
      text: { one: "1 peth yn aros i gael ei anfon.", other: "{n} peth yn aros i gael eu hanfon." },
      checked: false,
    },
    easy: { one: "1 thing is waiting.", other: "{n} things are waiting." },
  },
  "app.goes_by_itself": {
    en: {
      one: "It goes by itself when the signal comes back.",
      other: "They go by themselves when the signal comes back.",
    },
    cy: {
      text: {
        one: "Bydd yn mynd ar ei ben ei hun pan ddaw’r signal yn ôl.",
        other: "Byddant yn mynd ar eu pen eu hunain pan ddaw’r signal yn ôl.",
      },
      checked: false,
    },
    easy: { one: "It goes when the signal is back.", other: "They go when the signal is back." },
  },
  "app.acting_for": {
    en: "You are here for {name}. What you write says so.",
    cy: {
      text: "Rydych yma dros {name}. Mae’r hyn a ysgrifennwch yn dweud hynny.",
      checked: false,
    },
    easy: "You are here for {name}.",
  },
  "app.act_for_myself": {
    en: "Be here for myself again",
    cy: { text: "Bod yma drosof fy hun eto", checked: false },
    easy: "Be me again",
  },
  "app.update_ready": {
    en: "There is a newer Ourpatch.",
    cy: { text: "Mae Ourpatch newydd ar gael.", checked: false },
    easy: "There is a new Ourpatch.",
  },
  "app.update_take": {
    en: "Use it now",
    cy: { text: "Ei ddefnyddio nawr", checked: false },
    easy: "Use it now",
  },
  "app.too_old": {
    en: "Ourpatch has moved on",
    cy: { text: "Mae Ourpatch wedi symud ymlaen", checked: false },
    easy: "Ourpatch is new",
  },
  "app.too_old_why": {
    en: "This page is too old to send or fetch anything. Load the new one: it takes a moment, and what you wrote is kept.",
    cy: {
      text: "Mae’r dudalen hon yn rhy hen i anfon na nôl dim. Llwythwch yr un newydd: mae’n cymryd eiliad, ac mae’r hyn a ysgrifennoch yn cael ei gadw.",
      checked: false,
    },
    easy: "This page is too old.\nLoad the new one.\nYour words are kept.",
  },
  "app.too_old_load": {
    en: "Load the new one",
    cy: { text: "Llwytho’r un newydd", checked: false },
    easy: "Load the new one",
  },
  "app.kept_words": {
    en: "Kept for you",
    cy: { text: "Wedi’i gadw i chi", checked: false },
    easy: "Kept for you",
  },
  "app.not_here": {
    en: "Nothing here",
    cy: { text: "Dim byd yma", checked: false },
    easy: "Nothing here",
  },
  "app.not_here_title": {
    en: "There is nothing here",
    cy: { text: "Does dim byd yma", checked: false },
    easy: "Nothing is here",
  },
  "app.not_here_why": {
    en: "Perhaps it was here once, or it belongs to somebody else.",
    cy: {
      text: "Efallai iddo fod yma unwaith, neu ei fod yn perthyn i rywun arall.",
      checked: false,
    },
    easy: "It may have gone.\nOr it is not yours.",
  },
  "app.go_today": {
    en: "Go to Today",
    cy: { text: "Mynd i Heddiw", checked: false },
    easy: "Go to Today",
  },
  "app.broken": {
    en: "Something broke",
    cy: { text: "Torrodd rhywbeth", checked: false },
    easy: "Something broke",
  },
  "app.broken_why": {
    en: "Something of ours broke on this page. What you wrote is kept. Open it again.",
    cy: {
      text: "Torrodd rhywbeth o’n heiddo ni ar y dudalen hon. Mae’r hyn a ysgrifennoch yn cael ei gadw. Agorwch hi eto.",
      checked: false,
    },
    easy: "Something broke.\nYour words are kept.\nOpen it again.",
  },
  "app.not_loaded": {
    en: "This page is not on your device yet. It opens when there is signal.",
    cy: {
      text: "Nid yw’r dudalen hon ar eich dyfais eto. Mae’n agor pan fydd signal.",
      checked: false,
    },
    easy: "This page needs signal.",
  },
  "app.away": {
    en: "This needs signal, and there is none just now.",
    cy: { text: "Mae angen signal ar hyn, a does dim ar hyn o bryd.", checked: false },
    easy: "This needs signal.\nThere is none now.",
  },
  "app.try_again": {
    en: "Try again",
    cy: { text: "Rhoi cynnig arall arni", checked: false },
    easy: "Try again",
  },
} as const satisfies Catalogue;
