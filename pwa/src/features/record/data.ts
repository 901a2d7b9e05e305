/** The fields that some sections have beside their words. All may be empty. */
import type { SectionCode } from "@/features/consent/sections";
import { t } from "@/words/t";
import type { Entry } from "./types";

export const MEASURES = [
  "blood_pressure",
  "temperature",
  "pulse",
  "weight",
  "blood_sugar",
  "pain",
  "mood",
  "other",
] as const;

export type Measure = (typeof MEASURES)[number];

/** In which unit each is said where nobody says otherwise. */
export const UNITS: Record<Measure, string> = {
  blood_pressure: "mmHg",
  temperature: "°C",
  pulse: "/min",
  weight: "kg",
  blood_sugar: "mmol/L",
  pain: "/10",
  mood: "/10",
  other: "",
};

const FIELDS = {
  medicines: ["name", "dose", "when", "why"],
  allergies: ["to", "reaction"],
  personal_contacts: ["name", "relation", "phone"],
} as const;

export type Fielded = keyof typeof FIELDS;

export function fieldsOf(section: SectionCode): readonly string[] {
  return section in FIELDS ? FIELDS[section as Fielded] : [];
}

const LABELS = {
  "medicines.name": "record.medicine_name",
  "medicines.dose": "record.medicine_dose",
  "medicines.when": "record.medicine_when",
  "medicines.why": "record.medicine_why",
  "allergies.to": "record.allergy_to",
  "allergies.reaction": "record.allergy_reaction",
  "personal_contacts.name": "record.contact_name",
  "personal_contacts.relation": "record.contact_relation",
  "personal_contacts.phone": "record.contact_phone",
} as const;

export function labelOf(section: SectionCode, field: string): string {
  const key = `${section}.${field}` as keyof typeof LABELS;
  return key in LABELS ? t(LABELS[key]) : field;
}

function textIn(data: Record<string, unknown>, field: string): string {
  const value = data[field];
  return typeof value === "string" ? value.trim() : "";
}

export function measureName(what: string): string {
  const known = MEASURES.find((one) => one === what) ?? "other";
  return t(`record.measure_${known}`);
}

/** What the fields say, in one line that stands over the words: "Paracetamol, 500 mg". */
export function headline(entry: Pick<Entry, "section" | "data">): string {
  const { section, data } = entry;
  if (section === "observations") {
    const value = textIn(data, "value");
    if (!value) return "";
    const unit = textIn(data, "unit");
    // "/10" belongs to its number; a unit in letters stands apart from it.
    const said = unit.startsWith("/") ? value + unit : [value, unit].filter(Boolean).join("\u00a0");
    return `${measureName(textIn(data, "what"))}: ${said}`;
  }
  const [first, second] = fieldsOf(section);
  return [first, second]
    .map((field) => (field ? textIn(data, field) : ""))
    .filter(Boolean)
    .join(", ");
}

/** The fields that are not in the headline, each with its name. */
export function detailsOf(
  entry: Pick<Entry, "section" | "data">,
): { label: string; text: string }[] {
  return fieldsOf(entry.section)
    .slice(2)
    .map((field) => ({ label: labelOf(entry.section, field), text: textIn(entry.data, field) }))
    .filter((one) => one.text !== "");
}

/** The fields that say something; a field without words is not sent. */
export function saidOnly(data: Record<string, unknown>): Record<string, string> {
  const said = Object.entries(data).map(([field, value]) => [field, String(value ?? "").trim()]);
  return Object.fromEntries(said.filter(([, value]) => value !== ""));
}

/** The words of an entry: those that were written, or else what its fields or files say. */
export function wordsOf(
  entry: Pick<Entry, "section" | "data">,
  text: string,
  files: readonly { media_type: string }[],
): string {
  const written = text.normalize("NFC").trim();
  if (written) return written;
  const said = headline(entry);
  if (said) return said;
  const [file] = files;
  if (file?.media_type.startsWith("image/")) return t("record.a_photo");
  if (file?.media_type.startsWith("audio/")) return t("record.a_recording");
  return file ? t("record.a_paper") : "";
}
