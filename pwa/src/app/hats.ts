/** Hats, as they are called on the screen. */
import { t } from "@/words/t";

const KNOWN = {
  secretary: "people.hat_secretary",
  treasurer: "people.hat_treasurer",
  "team starter": "people.hat_team_starter",
  coach: "people.hat_coach",
  "on-call": "people.hat_on_call",
  reviewer: "people.hat_reviewer",
} as const;

export function hatName(hat: string): string {
  return hat in KNOWN ? t(KNOWN[hat as keyof typeof KNOWN]) : hat;
}

export function hatNames(hats: readonly string[]): string[] {
  return hats.map(hatName);
}
