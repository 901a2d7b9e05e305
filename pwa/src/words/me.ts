import type { Catalogue } from "./types.ts";

/** Words of Me: devices, look, name. */
export const me = {
  "me.back": { en: "Back to Me", cy: { text: "Yn ôl i Fi", checked: false }, easy: "Back to Me" },
  "me.look": {
    en: "How it looks and reads",
    cy: { text: "Sut mae’n edrych ac yn darllen", checked: false },
    easy: "How it looks",
  },
  "me.look_why": {
    en: "Text size, light or dark, calm, Easy Read, language",
    cy: { text: "Maint testun, golau neu dywyll, tawel, Hawdd ei Ddeall, iaith", checked: false },
    easy: "Text size. Colours. Easy Read.",
  },
  "me.look_here_only": {
    en: "This device has it. Your other devices get it when there is signal.",
    cy: {
      text: "Mae gan y ddyfais hon ef. Bydd eich dyfeisiau eraill yn ei gael pan fydd signal.",
      checked: false,
    },
    easy: "This device has it.\nOther devices get it later.",
  },
  "me.text_size": {
    en: "Size of the text",
    cy: { text: "Maint y testun", checked: false },
    easy: "How big are the words?",
  },
  "me.size_ordinary": {
    en: "Ordinary",
    cy: { text: "Cyffredin", checked: false },
    easy: "Ordinary",
  },
  "me.size_first": { en: "Large", cy: { text: "Mawr", checked: false }, easy: "Large" },
  "me.size_largest": { en: "Largest", cy: { text: "Mwyaf", checked: false }, easy: "Largest" },
  "me.theme": {
    en: "Light or dark",
    cy: { text: "Golau neu dywyll", checked: false },
    easy: "Light or dark",
  },
  "me.theme_device": {
    en: "As this device has it",
    cy: { text: "Fel y mae ar y ddyfais hon", checked: false },
    easy: "Like this device",
  },
  "me.theme_light": { en: "Light", cy: { text: "Golau", checked: false }, easy: "Light" },
  "me.theme_dark": { en: "Dark", cy: { text: "Tywyll", checked: false }, easy: "Dark" },
  "me.easy_read": {
    en: "Easy Read",
    cy: { text: "Hawdd ei Ddeall", checked: false },
    easy: "Easy Read",
  },
  "me.easy_read_why": {
    en: "Short lines, with pictures",
    cy: { text: "Llinellau byr, gyda lluniau", checked: false },
    easy: "Short lines, with pictures",
  },
  "me.calm": { en: "Calm mode", cy: { text: "Modd tawel", checked: false }, easy: "Calm" },
  "me.calm_why": {
    en: "Nothing moves, softer colours",
    cy: { text: "Does dim yn symud, lliwiau meddalach", checked: false },
    easy: "Nothing moves",
  },
  "me.language": { en: "Language", cy: { text: "Iaith", checked: false }, easy: "Language" },
  "me.name_and_number": {
    en: "My name and number",
    cy: { text: "Fy enw a’m rhif", checked: false },
    easy: "My name and number",
  },
  "me.no_number": {
    en: "No number yet",
    cy: { text: "Dim rhif eto", checked: false },
    easy: "No number yet",
  },
  "me.name": { en: "Name", cy: { text: "Enw", checked: false }, easy: "Name" },
  "me.number": {
    en: "Phone number",
    cy: { text: "Rhif ffôn", checked: false },
    easy: "Phone number",
  },
  "me.number_why": {
    en: "Your team sees it and can call you.",
    cy: { text: "Mae’ch tîm yn ei weld ac yn gallu’ch ffonio.", checked: false },
    easy: "Your team can call you.",
  },
  "me.portrait": { en: "My picture", cy: { text: "Fy llun", checked: false }, easy: "My picture" },
  "me.portrait_why": {
    en: "Press a word to change that part of it.",
    cy: { text: "Pwyswch air i newid y rhan honno ohono.", checked: false },
    easy: "Press a word to change it.",
  },
  "me.piece_ground": {
    en: "Background",
    cy: { text: "Cefndir", checked: false },
    easy: "Background",
  },
  "me.piece_skin": { en: "Skin", cy: { text: "Croen", checked: false }, easy: "Skin" },
  "me.piece_hair": { en: "Hair", cy: { text: "Gwallt", checked: false }, easy: "Hair" },
  "me.piece_hair_colour": {
    en: "Hair colour",
    cy: { text: "Lliw gwallt", checked: false },
    easy: "Hair colour",
  },
  "me.piece_clothes": { en: "Clothes", cy: { text: "Dillad", checked: false }, easy: "Clothes" },
  "me.piece_beard": { en: "Beard", cy: { text: "Barf", checked: false }, easy: "Beard" },
  "me.piece_glasses": { en: "Glasses", cy: { text: "Sbectol", checked: false }, easy: "Glasses" },
  "me.keep": { en: "Keep it", cy: { text: "Ei gadw", checked: false }, easy: "Keep it" },
  "me.kept": {
    en: "Kept. The others see it from now on.",
    cy: { text: "Wedi’i gadw. Mae’r lleill yn ei weld o hyn ymlaen.", checked: false },
    easy: "Kept.",
  },
  "me.devices": {
    en: "My devices",
    cy: { text: "Fy nyfeisiau", checked: false },
    easy: "My devices",
  },
  "me.devices_why": {
    en: "Where you are signed in",
    cy: { text: "Ble rydych wedi mewngofnodi", checked: false },
    easy: "Where you are signed in",
  },
  "me.devices_so": {
    en: "You are signed in on these. Shut one that is lost: it stops at once.",
    cy: {
      text: "Rydych wedi mewngofnodi ar y rhain. Caewch un sydd ar goll: mae’n stopio ar unwaith.",
      checked: false,
    },
    easy: "You use these.\nLost one? Shut it.",
  },
  "me.last_seen": {
    en: "Last here {day}, {time}",
    cy: { text: "Yma ddiwethaf {day}, {time}", checked: false },
    easy: "Last used {day}",
  },
  "me.this_one": { en: "This one", cy: { text: "Yr un hon", checked: false }, easy: "This one" },
  "me.shut": { en: "Shut", cy: { text: "Cau", checked: false }, easy: "Shut" },
  "me.shut_name": {
    en: "Shut {name}",
    cy: { text: "Cau {name}", checked: false },
    easy: "Shut {name}",
  },
  "me.shut_so": {
    en: "It is signed out at once, and what was kept on it goes as soon as it has signal.",
    cy: {
      text: "Mae’n cael ei allgofnodi ar unwaith, ac mae’r hyn a gadwyd arno yn mynd cyn gynted ag y bydd signal.",
      checked: false,
    },
    easy: "It is signed out at once.",
  },
  "me.shut_now": {
    en: "Shut it now",
    cy: { text: "Ei chau nawr", checked: false },
    easy: "Shut it now",
  },
  "me.no_coop": {
    en: "You are in no co-op just now",
    cy: { text: "Nid ydych mewn co-op ar hyn o bryd", checked: false },
    easy: "You are in no co-op now",
  },
  "me.no_coop_why": {
    en: "A co-op’s secretary can bring you in, with an e-mail or a card. You are still signed in, and need not do anything.",
    cy: {
      text: "Gall ysgrifennydd co-op ddod â chi i mewn, ag e-bost neu gerdyn. Rydych wedi mewngofnodi o hyd, ac nid oes angen i chi wneud dim.",
      checked: false,
    },
    easy: "A secretary can bring you in.\nYou do not have to do anything.",
  },
  "me.no_coop_here": {
    en: "Choose a co-op",
    cy: { text: "Dewiswch co-op", checked: false },
    easy: "Choose a co-op",
  },
  "me.no_coop_here_why": {
    en: "You are not in the one where you were any more.",
    cy: { text: "Nid ydych yn yr un lle’r oeddech bellach.", checked: false },
    easy: "You have left one co-op.",
  },
  "me.other_coops": {
    en: "Your other co-ops",
    cy: { text: "Eich co-ops eraill", checked: false },
    easy: "Your other co-ops",
  },
  "me.there_as": {
    en: "You are {name} there",
    cy: { text: "{name} ydych chi yno", checked: false },
    easy: "You are {name} there",
  },
  "me.about": {
    en: "About Ourpatch",
    cy: { text: "Am Ourpatch", checked: false },
    easy: "About Ourpatch",
  },
  "me.about_why": {
    en: "What it is, and whose work is in it",
    cy: { text: "Beth ydyw, a gwaith pwy sydd ynddo", checked: false },
    easy: "What it is, and whose work is in it",
  },
  "me.about_what": {
    en: "Ourpatch belongs to co-ops: to the people who get support, to their carers, families and neighbours.",
    cy: {
      text: "Mae Ourpatch yn perthyn i gydweithfeydd: i’r bobl sy’n cael cymorth, i’w gofalwyr, eu teuluoedd a’u cymdogion.",
      checked: false,
    },
    easy: "Ourpatch belongs to its members.",
  },
  "me.about_licence": {
    en: "It is free software: GNU AGPL, version 3 or later. You may read it, change it and pass it on under the same terms.",
    cy: {
      text: "Meddalwedd rydd yw hi: GNU AGPL, fersiwn 3 neu ddiweddarach. Cewch ei darllen, ei newid a’i throsglwyddo o dan yr un telerau.",
      checked: false,
    },
    easy: "Everybody may use and change it.",
  },
  "me.about_inside": {
    en: "Whose work is in it",
    cy: { text: "Gwaith pwy sydd ynddo", checked: false },
    easy: "Who made its parts",
  },
  "me.about_pictures": {
    en: "The pictures of Easy Read are OpenMoji, by its authors, under CC BY-SA 4.0.",
    cy: {
      text: "OpenMoji yw lluniau Hawdd ei Ddeall, gan ei awduron, o dan CC BY-SA 4.0.",
      checked: false,
    },
    easy: "The pictures are from OpenMoji.",
  },
  "me.version": {
    en: "Version {version}",
    cy: { text: "Fersiwn {version}", checked: false },
    easy: "Version {version}",
  },
  "me.sign_out": { en: "Sign out", cy: { text: "Allgofnodi", checked: false }, easy: "Sign out" },
  "me.sign_out_so": {
    en: "Everything of yours goes from this device. It is all still there when you sign in again.",
    cy: {
      text: "Mae popeth sy’n eiddo i chi yn mynd o’r ddyfais hon. Mae’r cyfan yno o hyd pan fyddwch yn mewngofnodi eto.",
      checked: false,
    },
    easy: "Your words go from this device.\nThey come back when you sign in.",
  },
  "me.unsent": {
    en: {
      one: "1 message of yours is not sent yet. It would be lost.",
      other: "{n} messages of yours are not sent yet. They would be lost.",
    },
    cy: {
      text: {
        one: "Mae 1 neges heb ei hanfon eto. Byddai’n cael ei cholli.",
        other: "Mae {n} neges heb eu hanfon eto. Byddent yn cael eu colli.",
      },
      checked: false,
    },
    easy: {
      one: "1 message is not sent.\nIt would be lost.",
      other: "{n} messages are not sent.\nThey would be lost.",
    },
  },
  "me.sign_out_now": {
    en: "Sign out now",
    cy: { text: "Allgofnodi nawr", checked: false },
    easy: "Sign out now",
  },
  "me.licences_all": {
    en: "All licences, word for word",
    cy: { text: "Yr holl drwyddedau, air am air", checked: false },
    easy: "All the licences",
  },
} as const satisfies Catalogue;
