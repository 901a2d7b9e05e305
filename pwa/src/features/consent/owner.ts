/** Whose record the screen is about: mine, or that of the person whom I am here for. */
import { calledBy } from "@/app/names";
import { personOf } from "@/app/places";
import { me } from "@/app/session";

export interface Owner {
  person: string;
  /** What to call them; null where it is me. */
  name: string | null;
}

export function ownerHere(): Owner | null {
  const who = me.value;
  const person = who && personOf(who);
  if (!who || !person) return null;
  return { person, name: who.acting_for ? calledBy(who.acting_for.name) : null };
}

export function hasHat(hat: string): boolean {
  return me.value?.active?.hats.includes(hat) ?? false;
}

/** Back to the record, of whichever of the two it is. */
export const RECORD = "/record";
