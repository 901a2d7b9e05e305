/** My care team, for whoever gets support; my patch, for whoever works in one. */
import type { JSX } from "preact";
import { personOf } from "@/app/places";
import { me } from "@/app/session";
import { NotHere } from "@/app/stops";
import { CareTeamScreen } from "./care-team-screen";
import { PatchScreen } from "./patch-screen";

export function TeamScreen(): JSX.Element {
  const who = me.value;
  const person = who ? personOf(who) : null;
  if (person) return <CareTeamScreen id={person} />;
  const patches = who?.active?.patches ?? [];
  if (patches.length > 0) return <PatchScreen patches={patches} />;
  return <NotHere />;
}
