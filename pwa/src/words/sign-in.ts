import type { Catalogue } from "./types.ts";

/** Words of signing in. */
export const signIn = {
  "sign_in.title": {
    en: "Welcome to Ourpatch",
    cy: { text: "Croeso i Ourpatch", checked: false },
    easy: "Welcome",
  },
  "sign_in.second": {
    en: "Write to the people beside you.",
    cy: { text: "Ysgrifennwch at y bobl wrth eich ymyl.", checked: false },
    easy: "Write to your people.",
  },
  "sign_in.email": {
    en: "Your e-mail address",
    cy: { text: "Eich cyfeiriad e-bost", checked: false },
    easy: "Your e-mail",
  },
  "sign_in.email_why": {
    en: "You get a code there. No password to remember.",
    cy: { text: "Byddwch yn cael cod yno. Dim cyfrinair i’w gofio.", checked: false },
    easy: "You get a code there.",
  },
  "sign_in.get_code": {
    en: "Send me a code",
    cy: { text: "Anfon cod ataf", checked: false },
    easy: "Send me a code",
  },
  "sign_in.have_card": {
    en: "I have a card with six words",
    cy: { text: "Mae gen i gerdyn â chwe gair", checked: false },
    easy: "I have a card",
  },
  "sign_in.code_sent": {
    en: "If {email} belongs to a member, a code is on its way there.",
    cy: { text: "Os yw {email} yn perthyn i aelod, mae cod ar ei ffordd yno.", checked: false },
    easy: "Look in your e-mail for a code.",
  },
  "sign_in.code": {
    en: "The code from the e-mail",
    cy: { text: "Y cod o’r e-bost", checked: false },
    easy: "The code",
  },
  "sign_in.code_why": {
    en: "Six figures. It is good for ten minutes.",
    cy: { text: "Chwe ffigur. Mae’n dda am ddeng munud.", checked: false },
    easy: "It has six numbers.",
  },
  "sign_in.enter": { en: "Come in", cy: { text: "Dewch i mewn", checked: false }, easy: "Come in" },
  "sign_in.other_address": {
    en: "Use another address",
    cy: { text: "Defnyddio cyfeiriad arall", checked: false },
    easy: "Another e-mail",
  },
  "sign_in.words": {
    en: "The six words on your card",
    cy: { text: "Y chwe gair ar eich cerdyn", checked: false },
    easy: "The six words",
  },
  "sign_in.words_why": {
    en: "With a space between them. Capitals do not matter.",
    cy: { text: "Gyda bwlch rhyngddynt. Nid oes ots am lythrennau mawr.", checked: false },
    easy: "Put a space between them.",
  },
  "sign_in.by_mail": {
    en: "Get a code by e-mail",
    cy: { text: "Cael cod drwy e-bost", checked: false },
    easy: "Use e-mail",
  },
  "sign_in.card_title": {
    en: "Your card",
    cy: { text: "Eich cerdyn", checked: false },
    easy: "Your card",
  },
  "sign_in.card_so": {
    en: "This card lets you in on this device. It works once.",
    cy: {
      text: "Mae’r cerdyn hwn yn eich gadael i mewn ar y ddyfais hon. Mae’n gweithio unwaith.",
      checked: false,
    },
    easy: "This card lets you in.\nIt works once.",
  },
  "sign_in.come_in": {
    en: "Come in",
    cy: { text: "Dewch i mewn", checked: false },
    easy: "Come in",
  },
  "sign_in.no_token": {
    en: "Something of this link is missing. Open it again from the card or the e-mail.",
    cy: {
      text: "Mae rhywbeth o’r ddolen hon ar goll. Agorwch hi eto o’r cerdyn neu’r e-bost.",
      checked: false,
    },
    easy: "This link is not whole.\nOpen it again.",
  },
  "sign_in.other_way": {
    en: "Come in another way",
    cy: { text: "Dod i mewn ffordd arall", checked: false },
    easy: "Another way in",
  },
  "sign_in.invitation_title": {
    en: "You are invited",
    cy: { text: "Mae gwahoddiad i chi", checked: false },
    easy: "You are invited",
  },
  "sign_in.invited_to": {
    en: "{coop} would like you to join.",
    cy: { text: "Hoffai {coop} i chi ymuno.", checked: false },
    easy: "{coop} wants you to join.",
  },
  "sign_in.your_name": {
    en: "Your name",
    cy: { text: "Eich enw", checked: false },
    easy: "Your name",
  },
  "sign_in.your_name_why": {
    en: "As the others call you",
    cy: { text: "Fel y mae’r lleill yn eich galw", checked: false },
    easy: "As the others call you",
  },
  "sign_in.link_used": {
    en: "This link has been used, or is too old. Ask for a new one.",
    cy: {
      text: "Mae’r ddolen hon wedi’i defnyddio, neu’n rhy hen. Gofynnwch am un newydd.",
      checked: false,
    },
    easy: "This link is too old.\nAsk for a new one.",
  },
  "sign_in.demo_title": {
    en: "Who do you want to be?",
    cy: { text: "Pwy hoffech chi fod?", checked: false },
    easy: "Who do you want to be?",
  },
  "sign_in.demo_so": {
    en: "These co-ops and their people are made up.",
    cy: { text: "Mae’r co-ops hyn a’u pobl wedi’u dyfeisio.", checked: false },
    easy: "These people are not real.",
  },
  "sign_in.demo_mail": {
    en: "Read the demo’s mail",
    cy: { text: "Darllen post y demo", checked: false },
    easy: "The e-mails",
  },
  "sign_in.demo_mail_so": {
    en: "Nothing leaves this demo: its mail is here.",
    cy: { text: "Does dim yn gadael y demo hwn: mae ei bost yma.", checked: false },
    easy: "All e-mails are here.",
  },
  "sign_in.demo_no_mail": {
    en: "No mail yet",
    cy: { text: "Dim post eto", checked: false },
    easy: "No mail yet",
  },
  "sign_in.demo_mail_to": {
    en: "To {to}, {day}, {time}",
    cy: { text: "At {to}, {day}, {time}", checked: false },
    easy: "To {to}",
  },
  "sign_in.demo_mail_again": {
    en: "Look again",
    cy: { text: "Edrych eto", checked: false },
    easy: "Look again",
  },
  "sign_in.demo_door": {
    en: "This is a demo: choose who to be",
    cy: { text: "Demo yw hwn: dewiswch pwy i fod", checked: false },
    easy: "Choose who to be",
  },
} as const satisfies Catalogue;
