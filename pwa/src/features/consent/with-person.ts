/** What the screens about one person share: what to call them, and the way back. */
import { useAsked } from "@/app/asked";
import { calledBy } from "@/app/names";
import type { Person } from "@/contract/types";
import { t } from "@/words/t";
import type { PersonFace } from "./types";

interface OpenRecords {
  items: { person: PersonFace }[];
}

/**
 * What to call a person, from what is known about them without a look at their record: from the list of the
 * records that are open to me, or their page.
 */
export function useName(id: string): string {
  const page = useAsked<Person>(`/people/${id}`);
  const open = useAsked<OpenRecords>("/records");
  const found = open.value?.items.find((one) => one.person.person_id === id)?.person;
  const name = page.value?.name ?? found?.name;
  return name === undefined ? t("consent.this_person") : calledBy(name);
}

export function backToPerson(id: string): { href: string; label: string } {
  return { href: `/people/${id}/record`, label: t("consent.back_to_their_record") };
}
