import type { Catalogue } from "./types.ts";

/** Words of bringing people in. */
export const register = {
  "register.back": {
    en: "Back to the members",
    cy: { text: "Yn ôl i’r aelodau", checked: false },
    easy: "Back to members",
  },
  "register.count": {
    en: { one: "1 person", other: "{n} people" },
    cy: { text: { one: "1 person", other: "{n} o bobl" }, checked: false },
    easy: { one: "1 person", other: "{n} people" },
  },
  "register.class_supported": {
    en: "Gets support",
    cy: { text: "Yn cael cymorth", checked: false },
    easy: "Gets support",
  },
  "register.class_carer": { en: "Carer", cy: { text: "Gofalwr", checked: false }, easy: "Carer" },
  "register.class_community": {
    en: "Family and community",
    cy: { text: "Teulu a chymuned", checked: false },
    easy: "Family or neighbour",
  },
  "register.class_investor": {
    en: "Investor",
    cy: { text: "Buddsoddwr", checked: false },
    easy: "Investor",
  },
  "register.not_yet_here": {
    en: "Not here yet",
    cy: { text: "Ddim yma eto", checked: false },
    easy: "Not here yet",
  },
  "register.invited": {
    en: "Asked by e-mail, not here yet",
    cy: { text: "Gofynnwyd drwy e-bost, ddim yma eto", checked: false },
    easy: "Not here yet",
  },
  "register.invited_till": {
    en: "{email}, until {day}",
    cy: { text: "{email}, tan {day}", checked: false },
    easy: "{email}",
  },
  "register.take_back": {
    en: "Take back",
    cy: { text: "Tynnu’n ôl", checked: false },
    easy: "Take back",
  },
  "register.take_back_name": {
    en: "Take back the invitation of {name}",
    cy: { text: "Tynnu’n ôl wahoddiad {name}", checked: false },
    easy: "Take back for {name}",
  },
  "register.by_mail": {
    en: "Bring in by e-mail",
    cy: { text: "Dod i mewn drwy e-bost", checked: false },
    easy: "By e-mail",
  },
  "register.by_card": {
    en: "Make an enrolment card",
    cy: { text: "Gwneud cerdyn cofrestru", checked: false },
    easy: "Make a card",
  },
  "register.name": { en: "Name", cy: { text: "Enw", checked: false }, easy: "Name" },
  "register.email": {
    en: "E-mail address",
    cy: { text: "Cyfeiriad e-bost", checked: false },
    easy: "E-mail",
  },
  "register.who": { en: "Who is it?", cy: { text: "Pwy yw?", checked: false }, easy: "Who is it?" },
  "register.gets_support": {
    en: "Somebody who gets support",
    cy: { text: "Rhywun sy’n cael cymorth", checked: false },
    easy: "Gets support",
  },
  "register.is_carer": { en: "A carer", cy: { text: "Gofalwr", checked: false }, easy: "A carer" },
  "register.is_community": {
    en: "Family or neighbour, a member",
    cy: { text: "Teulu neu gymydog, yn aelod", checked: false },
    easy: "Family or neighbour",
  },
  "register.is_investor": {
    en: "An investor, a member",
    cy: { text: "Buddsoddwr, yn aelod", checked: false },
    easy: "Investor",
  },
  "register.is_none": {
    en: "Not on the members’ register",
    cy: { text: "Ddim ar gofrestr yr aelodau", checked: false },
    easy: "Not a member",
  },
  "register.patch": {
    en: "Which patch?",
    cy: { text: "Pa batsh?", checked: false },
    easy: "Which patch?",
  },
  "register.patch_none": { en: "None", cy: { text: "Dim un", checked: false }, easy: "None" },
  "register.is_secretary": {
    en: "Also a secretary",
    cy: { text: "Hefyd yn ysgrifennydd", checked: false },
    easy: "Also a secretary",
  },
  "register.is_secretary_why": {
    en: "May bring people in and see the members’ register",
    cy: { text: "Caiff ddod â phobl i mewn a gweld cofrestr yr aelodau", checked: false },
    easy: "Can bring people in",
  },
  "register.invite": {
    en: "Send the invitation",
    cy: { text: "Anfon y gwahoddiad", checked: false },
    easy: "Ask by e-mail",
  },
  "register.sent": {
    en: "On its way to {email}.",
    cy: { text: "Ar ei ffordd at {email}.", checked: false },
    easy: "The e-mail is on its way.",
  },
  "register.card_why": {
    en: "For somebody’s first device. They point its camera at the card, or type six words. It works once.",
    cy: {
      text: "Ar gyfer dyfais gyntaf rhywun. Maent yn pwyntio’r camera at y cerdyn, neu’n teipio chwe gair. Mae’n gweithio unwaith.",
      checked: false,
    },
    easy: "A card for a first device.\nIt works once.",
  },
  "register.make_card": {
    en: "Make the card",
    cy: { text: "Gwneud y cerdyn", checked: false },
    easy: "Make the card",
  },
  "register.card_for": {
    en: "{name}’s way in",
    cy: { text: "Ffordd {name} i mewn", checked: false },
    easy: "{name}’s way in",
  },
  "register.card_step_camera": {
    en: "Point the camera of the phone or tablet here:",
    cy: { text: "Pwyntiwch gamera’r ffôn neu’r llechen yma:", checked: false },
    easy: "Point the camera here:",
  },
  "register.card_code": {
    en: "The code for the camera",
    cy: { text: "Y cod ar gyfer y camera", checked: false },
    easy: "The code",
  },
  "register.card_step_words": {
    en: "No camera? Go to {address} and type these six words:",
    cy: { text: "Dim camera? Ewch i {address} a theipiwch y chwe gair hyn:", checked: false },
    easy: "Or type these words:",
  },
  "register.card_till": {
    en: "Good until {day}, and for one device.",
    cy: { text: "Yn dda tan {day}, ac ar gyfer un ddyfais.", checked: false },
    easy: "It works until {day}.",
  },
  "register.card_once": {
    en: "These words are shown only now. Print the card, or use it here at once.",
    cy: {
      text: "Dim ond nawr y dangosir y geiriau hyn. Argraffwch y cerdyn, neu defnyddiwch ef yma ar unwaith.",
      checked: false,
    },
    easy: "Print it now.\nYou see this only once.",
  },
  "register.print": { en: "Print", cy: { text: "Argraffu", checked: false }, easy: "Print" },
  "register.card_take_back": {
    en: "Make this card worthless",
    cy: { text: "Gwneud y cerdyn hwn yn ddiwerth", checked: false },
    easy: "Throw this card away",
  },
  "register.card_gone": {
    en: "This card opens nothing any more.",
    cy: { text: "Nid yw’r cerdyn hwn yn agor dim bellach.", checked: false },
    easy: "The card does not work now.",
  },
  "register.member_so": {
    en: "A lost device, or a first one? A new card lets {name} in again.",
    cy: {
      text: "Dyfais ar goll, neu un gyntaf? Mae cerdyn newydd yn gadael {name} i mewn eto.",
      checked: false,
    },
    easy: "{name} needs to come in?\nMake a card.",
  },
  "register.card_again": {
    en: "Make a card for {name}",
    cy: { text: "Gwneud cerdyn i {name}", checked: false },
    easy: "Make a card for {name}",
  },
  "register.out_so": {
    en: "Does {name} leave the co-op? Then {name} is out of every team and conversation here, at once.",
    cy: {
      text: "A yw {name} yn gadael y co-op? Yna mae {name} allan o bob tîm a sgwrs yma, ar unwaith.",
      checked: false,
    },
    easy: "Does {name} leave?\nThen it stops at once.",
  },
  "register.take_out": {
    en: "Take {name} out of the co-op",
    cy: { text: "Tynnu {name} o’r co-op", checked: false },
    easy: "Take {name} out",
  },
} as const satisfies Catalogue;
