/** The addresses of consent: under a record, under a person, and of the hats. */
import type { JSX } from "preact";
import { lazy } from "./lazy";

const ConsentScreens = lazy(
  async () => (await import("@/features/consent/consent-screens")).ConsentScreens,
  ["consent", "sections"],
);

const OF_MY_RECORD = new Set([
  "access",
  "questions",
  "looks",
  "requests",
  "people-for-me",
  "partners",
]);
const OF_A_PERSON = new Set([
  "ask",
  "emergency",
  "decisions",
  "cover",
  "representatives",
  "partners",
  "ways",
]);
const OF_A_HAT = new Set(["reviews", "talks"]);

/** The screen of consent at this address; null where the address is none of its. */
export function consentAt(place: string | undefined, rest: readonly string[]): JSX.Element | null {
  const [one, two] = rest;
  if (place === "record" && rest.length === 1 && one && OF_MY_RECORD.has(one)) {
    return <ConsentScreens key={one} page={one} />;
  }
  if (place === "people" && rest.length === 2 && one && two && OF_A_PERSON.has(two)) {
    return <ConsentScreens key={`${one} ${two}`} page={two} person={one} />;
  }
  if (place && OF_A_HAT.has(place) && rest.length === 0) {
    return <ConsentScreens key={place} page={place} />;
  }
  return null;
}
