/** In which hat somebody wrote, as it is called on the screen. */
import { calledBy } from "@/app/names";
import { isPartner } from "@/app/places";
import type { Membership } from "@/contract/types";
import { t } from "@/words/t";

/** Who may open a record in an emergency at all: a carer, or who works for a partner. */
export function mayBeUrgent(membership: Membership | null): boolean {
  return membership?.member_class === "carer" || isPartner(membership);
}

const KNOWN = {
  carer: "record.role_carer",
  representative: "record.role_representative",
  community: "record.role_community",
  supported: "record.role_supported",
} as const;

/** "carer", "district nurse"; nothing where the name says it all. */
export function roleWords(role: string): string {
  if (role === "person" || role === "none") return "";
  return role in KNOWN ? t(KNOWN[role as keyof typeof KNOWN]) : role;
}

/** "Anna, for Edith": who wrote, and in which hat or for whom. */
export function byWords(
  author: { name: string },
  role: string,
  acting: boolean,
  person: string,
): string {
  const second = acting ? t("record.for_name", { name: person }) : roleWords(role);
  return [calledBy(author.name), second].filter(Boolean).join(", ");
}
