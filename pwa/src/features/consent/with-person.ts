/** What the screens about one person share: what to call them, and the way back. */
import { useAsked } from "@/app/asked";
import { calledBy } from "@/app/names";
import { me } from "@/app/session";
import type { Face, Patch, Person } from "@/contract/types";
import { t } from "@/words/t";
import { hasHat, ownerHere, RECORD } from "./owner";
import type { PersonFace } from "./types";

interface OpenRecords {
  items: { person: PersonFace }[];
}

/**
 * What to call a person, from what is known about them without a look at their record: from the list of the
 * records that are open to me, of whom I may have to come to, from what I review, or from their page.
 */
export function useName(id: string): string {
  const page = useAsked<Person>(`/people/${id}`);
  const open = useAsked<OpenRecords>("/records");
  const here = useAsked<OpenRecords>("/people");
  const reviews = useAsked<OpenRecords>(hasHat("reviewer") ? "/reviews" : null);
  const known = [open, here, reviews].flatMap((asked) => asked.value?.items ?? []);
  const found = known.find((one) => one.person.person_id === id)?.person;
  const name = page.value?.name ?? found?.name;
  return name === undefined ? t("consent.this_person") : calledBy(name);
}

export function backToPerson(id: string): { href: string; label: string } {
  // My own record, or that of the one I act for, has a place of its own.
  if (ownerHere()?.person === id) return { href: RECORD, label: t("consent.back_to_record") };
  return { href: `/people/${id}/record`, label: t("consent.back_to_their_record") };
}

/**
 * Whom somebody can be chosen from, about this person: their care team and helpers, the carers of my patch,
 * and whoever the person could name. Undefined until it is known.
 */
export function useFaces(id: string | null): Face[] | undefined {
  const patch = me.value?.active?.patches[0]?.patch_id;
  const person = useAsked<Person>(id && `/people/${id}`);
  const team = useAsked<Patch>(id && patch ? `/patches/${patch}` : null);
  const others = useAsked<{ items: Face[] }>(id && `/people/${id}/candidates?for=helper`);
  if (person.state === "loading" || others.state === "loading") return undefined;
  const inTeam = (person.value?.care_team ?? []).filter((one) => one.state === "in");
  const around: Face[] = [...inTeam, ...(person.value?.helpers ?? [])];
  const all = [...around, ...(team.value?.team ?? []), ...(others.value?.items ?? [])];
  return [...new Map(all.map((face) => [face.membership_id, face])).values()];
}
