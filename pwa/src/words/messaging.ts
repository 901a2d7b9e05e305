import type { Catalogue } from "./types.ts";

/** Words of conversations. */
export const messaging = {
  "messaging.keep": {
    en: "Keep a message in the record",
    cy: { text: "Cadw neges yn y cofnod", checked: false },
    easy: "Keep a message",
  },
  "messaging.keep_which": {
    en: "Which message do you want to keep in the record?",
    cy: { text: "Pa neges sydd i’w chadw yn y cofnod?", checked: false },
    easy: "Which message do you want to keep?",
  },
  "messaging.keep_this": {
    en: "Keep this one",
    cy: { text: "Cadw’r un hon", checked: false },
    easy: "Keep this one",
  },
  "messaging.keep_this_label": {
    en: "Keep this one: {text}",
    cy: { text: "Cadw’r un hon: {text}", checked: false },
    easy: "Keep this one: {text}",
  },
  "messaging.keep_end": {
    en: "Keep none",
    cy: { text: "Cadw dim un", checked: false },
    easy: "Keep none",
  },
  "messaging.is_kept": {
    en: "Kept in the record",
    cy: { text: "Wedi’i chadw yn y cofnod", checked: false },
    easy: "In the record",
  },
  "messaging.heard": {
    en: "{name}: {text}",
    cy: { text: "{name}: {text}", checked: false },
    easy: "{name}: {text}",
  },
  "messaging.back": {
    en: "Back to all messages",
    cy: { text: "Yn ôl i’r holl negeseuon", checked: false },
    easy: "Back to messages",
  },
  "messaging.thread": {
    en: "What was written",
    cy: { text: "Yr hyn a ysgrifennwyd", checked: false },
    easy: "What was written",
  },
  "messaging.care_team_of": {
    en: "{name}’s care team",
    cy: { text: "Tîm gofal {name}", checked: false },
    easy: "{name}’s team",
  },
  "messaging.patch_team": {
    en: "{name} team",
    cy: { text: "Tîm {name}", checked: false },
    easy: "{name} team",
  },
  "messaging.more_people": {
    en: { one: "1 more", other: "{n} more" },
    cy: { text: { one: "1 arall", other: "{n} arall" }, checked: false },
    easy: { one: "1 more", other: "{n} more" },
  },
  "messaging.nothing_yet": {
    en: "Nothing written yet",
    cy: { text: "Dim byd wedi’i ysgrifennu eto", checked: false },
    easy: "Nothing yet",
  },
  "messaging.line_mine": {
    en: "You: {text}",
    cy: { text: "Chi: {text}", checked: false },
    easy: "You: {text}",
  },
  "messaging.line_by": {
    en: "{name}: {text}",
    cy: { text: "{name}: {text}", checked: false },
    easy: "{name}: {text}",
  },
  "messaging.yesterday": {
    en: "Yesterday",
    cy: { text: "Ddoe", checked: false },
    easy: "Yesterday",
  },
  "messaging.was_call": {
    en: "A call, written down",
    cy: { text: "Galwad, wedi’i nodi", checked: false },
    easy: "A phone call",
  },
  "messaging.was_letter": {
    en: "A letter, written down",
    cy: { text: "Llythyr, wedi’i nodi", checked: false },
    easy: "A letter",
  },
  "messaging.was_knock": {
    en: "A knock at the door, written down",
    cy: { text: "Cnoc ar y drws, wedi’i nodi", checked: false },
    easy: "A knock at the door",
  },
  "messaging.for_person": {
    en: "for {name}",
    cy: { text: "dros {name}", checked: false },
    easy: "for {name}",
  },
  "messaging.taken_back": {
    en: "A message was taken back.",
    cy: { text: "Cafodd neges ei thynnu’n ôl.", checked: false },
    easy: "A message was taken back.",
  },
  "messaging.joined": {
    en: "{name} is here from now on.",
    cy: { text: "Mae {name} yma o hyn ymlaen.", checked: false },
    easy: "{name} is here now.",
  },
  "messaging.left": {
    en: "{name} is not here any more.",
    cy: { text: "Nid yw {name} yma bellach.", checked: false },
    easy: "{name} has left.",
  },
  "messaging.put_back": {
    en: "Put it back to write",
    cy: { text: "Ei roi’n ôl i’w ysgrifennu", checked: false },
    easy: "Write it again",
  },
  "messaging.remove": {
    en: "Take it away",
    cy: { text: "Ei ddileu", checked: false },
    easy: "Take it away",
  },
  "messaging.copy": {
    en: "Copy the words",
    cy: { text: "Copïo’r geiriau", checked: false },
    easy: "Copy the words",
  },
  "messaging.waiting": {
    en: "Waiting for signal",
    cy: { text: "Yn aros am signal", checked: false },
    easy: "Waiting for signal",
  },
  "messaging.going": {
    en: "On its way",
    cy: { text: "Ar ei ffordd", checked: false },
    easy: "On its way",
  },
  "messaging.sent": { en: "Sent", cy: { text: "Wedi’i anfon", checked: false }, easy: "Sent" },
  "messaging.refused": {
    en: "Not sent. {why}",
    cy: { text: "Heb ei anfon. {why}", checked: false },
    easy: "Not sent. {why}",
  },
  "messaging.on_phone": {
    en: "On {name}’s phone",
    cy: { text: "Ar ffôn {name}", checked: false },
    easy: "On {name}’s phone",
  },
  "messaging.on_phone_since": {
    en: "On {name}’s phone since {time}",
    cy: { text: "Ar ffôn {name} ers {time}", checked: false },
    easy: "On {name}’s phone since {time}",
  },
  "messaging.on_phones": {
    en: "On the phones of {names}",
    cy: { text: "Ar ffonau {names}", checked: false },
    easy: "On the phones of {names}",
  },
  "messaging.read_by": {
    en: { one: "{names} has read it", other: "{names} have read it" },
    cy: {
      text: { one: "Mae {names} wedi’i ddarllen", other: "Mae {names} wedi’i ddarllen" },
      checked: false,
    },
    easy: { one: "{names} has read it", other: "{names} have read it" },
  },
  "messaging.writing": {
    en: { one: "{names} is writing", other: "{names} are writing" },
    cy: {
      text: { one: "Mae {names} yn ysgrifennu", other: "Mae {names} yn ysgrifennu" },
      checked: false,
    },
    easy: { one: "{names} is writing", other: "{names} are writing" },
  },
  "messaging.writing_now": {
    en: "Writing now",
    cy: { text: "Yn ysgrifennu nawr", checked: false },
    easy: "Writing now",
  },
  "messaging.everybody": {
    en: { one: "1 person is here", other: "{n} people are here" },
    cy: { text: { one: "Mae 1 person yma", other: "Mae {n} o bobl yma" }, checked: false },
    easy: { one: "1 person is here", other: "{n} people are here" },
  },
  "messaging.on_call": {
    en: "On call now",
    cy: { text: "Ar alwad nawr", checked: false },
    easy: "On call now",
  },
  "messaging.carer": { en: "Carer", cy: { text: "Gofalwr", checked: false }, easy: "Carer" },
  "messaging.who_is_here": {
    en: "Who is here",
    cy: { text: "Pwy sydd yma", checked: false },
    easy: "Who is here",
  },
  "messaging.and_more": {
    en: { one: "And 1 more person", other: "And {n} more people" },
    cy: { text: { one: "A 1 person arall", other: "A {n} o bobl eraill" }, checked: false },
    easy: { one: "And 1 more", other: "And {n} more" },
  },
  "messaging.read_only": {
    en: "Nobody writes here any more. What was written stays.",
    cy: {
      text: "Does neb yn ysgrifennu yma bellach. Mae’r hyn a ysgrifennwyd yn aros.",
      checked: false,
    },
    easy: "Nobody writes here now.\nThe words stay.",
  },
  "messaging.hello": {
    en: "Nothing written yet. {names} will see what you write first.",
    cy: {
      text: "Dim byd wedi’i ysgrifennu eto. Bydd {names} yn gweld yr hyn a ysgrifennwch yn gyntaf.",
      checked: false,
    },
    easy: "Nothing here yet.\nSay hello.",
  },
  "messaging.all_read": {
    en: { one: "1 other member can read it", other: "{n} other members can read it" },
    cy: {
      text: { one: "Gall 1 aelod arall ei ddarllen", other: "Gall {n} aelod arall ei ddarllen" },
      checked: false,
    },
    easy: { one: "1 member can read it", other: "{n} members can read it" },
  },
  "messaging.nobody_reads": {
    en: "Nobody else is here yet",
    cy: { text: "Does neb arall yma eto", checked: false },
    easy: "Nobody else is here",
  },
  "messaging.will_read": {
    en: "{names} will read it",
    cy: { text: "Bydd {names} yn ei ddarllen", checked: false },
    easy: "{names} will read it",
  },
  "messaging.too_long": {
    en: "This is too long: {n} letters at most.",
    cy: { text: "Mae hyn yn rhy hir: {n} llythyren ar y mwyaf.", checked: false },
    easy: "This is too long.",
  },
  "messaging.not_kept": {
    en: "This device could not keep your words. They are still here: send them again.",
    cy: {
      text: "Ni allai’r ddyfais hon gadw’ch geiriau. Maen nhw yma o hyd: anfonwch nhw eto.",
      checked: false,
    },
    easy: "Your words are still here.\nSend them again.",
  },
  "messaging.write_to": {
    en: "Write to {name}",
    cy: { text: "Ysgrifennu at {name}", checked: false },
    easy: "Write to {name}",
  },
  "messaging.write_here": {
    en: "Write here",
    cy: { text: "Ysgrifennwch yma", checked: false },
    easy: "Write here",
  },
  "messaging.send": { en: "Send", cy: { text: "Anfon", checked: false }, easy: "Send" },
  "messaging.note_call": {
    en: "Note a call",
    cy: { text: "Nodi galwad", checked: false },
    easy: "Note a call",
  },
  "messaging.note_title": {
    en: "Write down a call, a letter or a knock",
    cy: { text: "Nodi galwad, llythyr neu gnoc", checked: false },
    easy: "Write down a call",
  },
  "messaging.note_why": {
    en: "So that everybody here knows about it.",
    cy: { text: "Fel bod pawb yma’n gwybod amdano.", checked: false },
    easy: "Then everybody here knows.",
  },
  "messaging.note_what": {
    en: "What was it?",
    cy: { text: "Beth oedd e?", checked: false },
    easy: "What was it?",
  },
  "messaging.a_call": {
    en: "A phone call",
    cy: { text: "Galwad ffôn", checked: false },
    easy: "A phone call",
  },
  "messaging.a_letter": {
    en: "A letter",
    cy: { text: "Llythyr", checked: false },
    easy: "A letter",
  },
  "messaging.a_knock": {
    en: "A knock at the door",
    cy: { text: "Cnoc ar y drws", checked: false },
    easy: "A knock at the door",
  },
  "messaging.note_text": {
    en: "What was said?",
    cy: { text: "Beth a ddywedwyd?", checked: false },
    easy: "What was said?",
  },
  "messaging.note_empty": {
    en: "Write a few words about it first.",
    cy: { text: "Ysgrifennwch ychydig eiriau amdano yn gyntaf.", checked: false },
    easy: "Write a few words first.",
  },
  "messaging.note_keep": {
    en: "Keep it here",
    cy: { text: "Ei gadw yma", checked: false },
    easy: "Keep it here",
  },
  "messaging.some_waiting": {
    en: "Something waits to be sent",
    cy: { text: "Mae rhywbeth yn aros i gael ei anfon", checked: false },
    easy: "Something is waiting",
  },
  "messaging.empty_title": {
    en: "Nothing written yet",
    cy: { text: "Dim byd wedi’i ysgrifennu eto", checked: false },
    easy: "Nothing yet",
  },
  "messaging.empty_team": {
    en: "{names} are on your team. Say hello to any of them.",
    cy: { text: "Mae {names} yn eich tîm. Dywedwch helo wrth unrhyw un ohonynt.", checked: false },
    easy: "{names} help you.\nSay hello.",
  },
  "messaging.empty_why": {
    en: "When somebody writes to you, it is here.",
    cy: { text: "Pan fydd rhywun yn ysgrifennu atoch, bydd yma.", checked: false },
    easy: "New messages come here.",
  },
  "messaging.write_team": {
    en: "Write to my team",
    cy: { text: "Ysgrifennu at fy nhîm", checked: false },
    easy: "Write to my team",
  },
  "messaging.write_somebody": {
    en: "Write to somebody",
    cy: { text: "Ysgrifennu at rywun", checked: false },
    easy: "Write to somebody",
  },
  "messaging.write": { en: "Write", cy: { text: "Ysgrifennu", checked: false }, easy: "Write" },
  "messaging.not_sent": {
    en: "Not sent",
    cy: { text: "Heb ei anfon", checked: false },
    easy: "Not sent",
  },
  "messaging.no_conversation": {
    en: "You are not in that conversation any more.",
    cy: { text: "Nid ydych yn y sgwrs honno bellach.", checked: false },
    easy: "You are not there any more.",
  },
  "messaging.choose": {
    en: "Choose whom to read",
    cy: { text: "Dewiswch bwy i’w ddarllen", checked: false },
    easy: "Choose a name",
  },
  "messaging.whom": {
    en: "Who do you want to write to?",
    cy: { text: "At bwy hoffech ysgrifennu?", checked: false },
    easy: "Write to who?",
  },
  "messaging.one_person": {
    en: "One person",
    cy: { text: "Un person", checked: false },
    easy: "One person",
  },
  "messaging.all_together": {
    en: "Several at once",
    cy: { text: "Sawl un ar unwaith", checked: false },
    easy: "More than one",
  },
  "messaging.nobody_yet": {
    en: "Nobody to write to yet",
    cy: { text: "Neb i ysgrifennu ato eto", checked: false },
    easy: "Nobody here yet",
  },
  "messaging.nobody_yet_why": {
    en: "As soon as somebody is in a team with you, you can write to them.",
    cy: {
      text: "Cyn gynted ag y bydd rhywun mewn tîm gyda chi, gallwch ysgrifennu ato.",
      checked: false,
    },
    easy: "First you need a team.",
  },
  "messaging.earlier": {
    en: "Earlier messages",
    cy: { text: "Negeseuon cynharach", checked: false },
    easy: "Earlier messages",
  },
} as const satisfies Catalogue;
