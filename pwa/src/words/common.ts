import type { Catalogue } from "./types.ts";

/** Words that any screen may say. */
export const common = {
  "common.back": {
    en: "Back",
    cy: { text: "Yn ôl", checked: false },
    easy: "Back",
  },
  "common.close": {
    en: "Close",
    cy: { text: "Cau", checked: false },
    easy: "Close",
  },
  "common.call": {
    en: "Call",
    cy: { text: "Ffonio", checked: false },
    easy: "Call",
  },
  "common.call_name": {
    en: "Call {name}",
    cy: { text: "Ffonio {name}", checked: false },
    easy: "Call {name}",
  },
  "common.listen": {
    en: "Listen",
    cy: { text: "Gwrando", checked: false },
    easy: "Listen",
  },
  "common.listen_stop": {
    en: "Stop",
    cy: { text: "Stopio", checked: false },
    easy: "Stop",
  },
  "common.more": {
    en: "More",
    cy: { text: "Mwy", checked: false },
    easy: "More",
  },
  "common.loading": {
    en: "One moment",
    cy: { text: "Un funud", checked: false },
    easy: "One moment",
  },
  "common.skip": {
    en: "Skip to the page itself",
    cy: { text: "Neidio i’r dudalen ei hun", checked: false },
    easy: "Skip to the page",
  },
  "common.places": {
    en: "Where to go",
    cy: { text: "Ble i fynd", checked: false },
    easy: "Where to go",
  },
  "common.new_count": {
    en: { one: "1 new", other: "{n} new" },
    cy: { text: { one: "1 newydd", other: "{n} newydd" }, checked: false },
    easy: { one: "1 new", other: "{n} new" },
  },
  "common.on": {
    en: "On",
    cy: { text: "Ymlaen", checked: false },
    easy: "On",
  },
  "common.off": {
    en: "Off",
    cy: { text: "I ffwrdd", checked: false },
    easy: "Off",
  },
} as const satisfies Catalogue;
