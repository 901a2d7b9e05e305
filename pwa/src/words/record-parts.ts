import { say } from "./say.ts";
import type { Catalogue } from "./types.ts";

/** Words of About me and of the fields that some sections have. */
export const recordParts = {
  "record.part_strengths": say(
    "What I’m good at",
    "Yr hyn rwy’n dda am ei wneud",
    "What I am good at",
  ),
  "record.part_important": say(
    "What matters most to me",
    "Yr hyn sydd bwysicaf i mi",
    "What matters most to me",
  ),
  "record.part_people": say(
    "People who matter to me",
    "Pobl sy’n bwysig i mi",
    "People who matter to me",
  ),
  "record.part_communication": say(
    "How I talk, and how to talk with me",
    "Sut rwy’n siarad, a sut i siarad gyda mi",
    "How to talk with me",
  ),
  "record.part_wellness": say(
    "When I am well, and when I am not",
    "Pan fyddaf yn dda, a phan na fyddaf",
    "When I am well, and not",
  ),
  "record.part_please_do": say(
    "Do this, and don’t do that",
    "Gwnewch hyn, a pheidiwch â gwneud hynny",
    "Do this. Don’t do that.",
  ),
  "record.part_support": say("How and when to help me", "Sut a phryd i’m helpu", "How to help me"),
  "record.part_also_know": say("Also good to know", "Hefyd yn dda i’w wybod", "Also good to know"),
  "record.hint_strengths": say(
    "What goes well, what I can teach others, what people like about me.",
    "Yr hyn sy’n mynd yn dda, yr hyn y gallaf ei ddysgu i eraill, yr hyn y mae pobl yn ei hoffi amdanaf.",
    "What goes well?\nWhat do people like about me?",
  ),
  "record.hint_important": say(
    "What a good day has in it: people, pets, places, faith, music, work.",
    "Yr hyn sydd mewn diwrnod da: pobl, anifeiliaid, lleoedd, ffydd, cerddoriaeth, gwaith.",
    "What makes a good day?",
  ),
  "record.hint_people": say(
    "Who they are to me, and how I stay in touch with them.",
    "Pwy ydyn nhw i mi, a sut rwy’n cadw mewn cysylltiad â nhw.",
    "Who are they to me?",
  ),
  "record.hint_communication": say(
    "Words, signs, pictures, a hearing aid, time to answer; how I say yes and no.",
    "Geiriau, arwyddion, lluniau, cymorth clyw, amser i ateb; sut rwy’n dweud ie a na.",
    "How do I say yes?\nHow do I say no?",
  ),
  "record.hint_wellness": say(
    "How you can tell that I am well, what the first signs are that I am not, and what helps then.",
    "Sut y gallwch ddweud fy mod yn dda, beth yw’r arwyddion cyntaf nad ydw i, a beth sy’n helpu bryd hynny.",
    "How can you tell I am well?\nWhat helps when I am not?",
  ),
  "record.hint_please_do": say(
    "What makes me comfortable, and what I can’t bear.",
    "Yr hyn sy’n fy ngwneud yn gyfforddus, a’r hyn na allaf ei oddef.",
    "What do I like?\nWhat do I not like?",
  ),
  "record.hint_support": say(
    "What I do myself, what I want help with, and when.",
    "Yr hyn rwy’n ei wneud fy hun, yr hyn rwyf am gael cymorth gydag ef, a phryd.",
    "What do I do myself?\nWhere do I want help?",
  ),
  "record.hint_also_know": say(
    "Anything else that you should know about me.",
    "Unrhyw beth arall y dylech ei wybod amdanaf.",
    "What else is there?",
  ),
  "record.part_begin": say("Write this", "Ysgrifennu hwn", "Write this"),
  "record.part_change": say("Change this", "Newid hwn", "Change this"),
  "record.part_label": say("{what}: {part}", "{what}: {part}", "{what}: {part}"),
  "record.part_before": say(
    "Answers and earlier words",
    "Atebion a geiriau cynharach",
    "Earlier words",
  ),
  "record.medicine_name": say("Medicine", "Meddyginiaeth", "Medicine"),
  "record.medicine_dose": say("How much", "Faint", "How much"),
  "record.medicine_when": say("When", "Pryd", "When"),
  "record.medicine_why": say("What for", "Ar gyfer beth", "What for"),
  "record.allergy_to": say("Allergic to", "Alergaidd i", "Allergic to"),
  "record.allergy_reaction": say("What happens", "Beth sy’n digwydd", "What happens"),
  "record.contact_name": say("Name", "Enw", "Name"),
  "record.contact_relation": say("Who they are", "Pwy ydyn nhw", "Who they are"),
  "record.contact_phone": say("Phone number", "Rhif ffôn", "Phone number"),
  "record.measure_what": say("What was measured?", "Beth a fesurwyd?", "What was measured?"),
  "record.measure_value": say("How much?", "Faint?", "How much?"),
  "record.measure_value_in": say(
    "How much, in {unit}?",
    "Faint, mewn {unit}?",
    "How much, in {unit}?",
  ),
  "record.measure_blood_pressure": say("Blood pressure", "Pwysedd gwaed", "Blood pressure"),
  "record.measure_temperature": say("Temperature", "Tymheredd", "Temperature"),
  "record.measure_pulse": say("Pulse", "Curiad y galon", "Pulse"),
  "record.measure_weight": say("Weight", "Pwysau", "Weight"),
  "record.measure_blood_sugar": say("Blood sugar", "Siwgr gwaed", "Blood sugar"),
  "record.measure_pain": say("Pain", "Poen", "Pain"),
  "record.measure_mood": say("Mood", "Hwyliau", "Mood"),
  "record.measure_other": say("Something else", "Rhywbeth arall", "Something else"),
} as const satisfies Catalogue;
