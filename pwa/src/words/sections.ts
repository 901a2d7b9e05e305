import { say } from "./say.ts";
import type { Catalogue } from "./types.ts";

/**
 * What the sections of the record are called, and the nine groups that they are shown in: as they stand
 * in a sentence, after “your” or a name.
 */
export const sections = {
  "sections.demographics": say("name and address", "enw a chyfeiriad", "name and address"),
  "sections.about_me": say("About me", "Amdanaf i", "About me"),
  "sections.reasonable_adjustments": say(
    "adjustments that help",
    "addasiadau sy’n helpu",
    "adjustments that help",
  ),
  "sections.personal_contacts": say(
    "family and friends",
    "teulu a ffrindiau",
    "family and friends",
  ),
  "sections.professional_contacts": say(
    "GP and other contacts",
    "meddyg teulu a chysylltiadau eraill",
    "doctor and others",
  ),
  "sections.allergies": say("allergies", "alergeddau", "allergies"),
  "sections.medicines": say("medicines", "meddyginiaethau", "medicines"),
  "sections.medicine_administration": say(
    "medicine chart",
    "siart meddyginiaethau",
    "medicine chart",
  ),
  "sections.problems": say("health conditions", "cyflyrau iechyd", "health conditions"),
  "sections.procedures": say(
    "operations and tests",
    "llawdriniaethau a phrofion",
    "operations and tests",
  ),
  "sections.immunisations": say("vaccinations", "brechiadau", "vaccinations"),
  "sections.alerts": say("alerts and risks", "rhybuddion a risgiau", "risks"),
  "sections.advance_decisions": say("advance wishes", "dymuniadau ymlaen llaw", "wishes for later"),
  "sections.legal": say("legal papers", "papurau cyfreithiol", "legal papers"),
  "sections.safeguarding": say("safeguarding notes", "nodiadau diogelu", "safeguarding notes"),
  "sections.care_plan": say("care plan and goals", "cynllun gofal a nodau", "care plan and goals"),
  "sections.contingency": say("back-up plans", "cynlluniau wrth gefn", "back-up plans"),
  "sections.assessments": say("assessments", "asesiadau", "assessments"),
  "sections.observations": say("measurements", "mesuriadau", "measurements"),
  "sections.daily_notes": say("visit notes", "nodiadau ymweliadau", "visit notes"),
  "sections.incidents": say("accidents", "damweiniau", "accidents"),
  "sections.social_context": say(
    "daily life and interests",
    "bywyd bob dydd a diddordebau",
    "daily life",
  ),
  "sections.services": say("appointments", "apwyntiadau", "appointments"),
  "sections.equipment": say("equipment", "offer", "equipment"),
  "sections.home_access": say("key safe and door", "coffr allweddi a drws", "key safe and door"),
  "sections.money": say("money", "arian", "money"),
  "sections.messages": say("kept messages", "negeseuon a gadwyd", "kept messages"),
  "sections.documents": say("papers and photos", "papurau a lluniau", "papers and photos"),
  "sections.sharing": say("sharing choices", "dewisiadau rhannu", "sharing choices"),
  "sections.research": say("research", "ymchwil", "research"),
  "sections.group_about": say("About me", "Amdanaf i", "About me"),
  "sections.group_people": say("people", "pobl", "people"),
  "sections.group_health": say("health", "iechyd", "health"),
  "sections.group_medicines": say("medicines", "meddyginiaethau", "medicines"),
  "sections.group_notes": say("visit notes", "nodiadau ymweliadau", "visit notes"),
  "sections.group_plans": say("plans", "cynlluniau", "plans"),
  "sections.group_safety": say("safety and wishes", "diogelwch a dymuniadau", "safety and wishes"),
  "sections.group_home": say("home", "cartref", "home"),
  "sections.group_money": say("money and papers", "arian a phapurau", "money and papers"),
  "sections.more_parts": say(
    { one: "1 more part", other: "{n} more parts" },
    { one: "1 rhan arall", other: "{n} rhan arall" },
    { one: "1 more part", other: "{n} more parts" },
  ),
  "sections.everything": say("everything", "popeth", "everything"),
  "sections.all_but": say("everything but {what}", "popeth ond {what}", "everything but {what}"),
  "sections.yours": say("your {what}", "eich {what}", "your {what}"),
  "sections.of_name": say("{name}’s {what}", "{what} {name}", "{name}’s {what}"),
} as const satisfies Catalogue;
