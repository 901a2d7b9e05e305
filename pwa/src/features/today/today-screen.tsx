/** Today: who is there for me, or whom I am there for; what is new. One thing to do. */
import type { JSX } from "preact";
import { useAsked } from "@/app/asked";
import { here } from "@/app/here";
import { later } from "@/app/later";
import { calledBy } from "@/app/names";
import { isSecretary, personOf } from "@/app/places";
import { Screen } from "@/app/screen";
import { me } from "@/app/session";
import type { Me, Person } from "@/contract/types";
import { day, partOfDay, weekday } from "@/words/dates";
import { isEasy, t } from "@/words/t";
import { AskedOfMe, CanActFor, Caseload, NothingYet, SecretaryCard } from "./carer-parts";
import { NewForMe } from "./new-for-me";
import { EasyToday, PersonToday } from "./person-parts";

const ConsentForPerson = later(
  async () => (await import("@/features/consent/today-cards")).ConsentForPerson,
  ["consent", "sections"],
);
const ConsentForHats = later(
  async () => (await import("@/features/consent/today-cards")).ConsentForHats,
  ["consent", "sections"],
);

/** Hats with something of consent to do. */
const HATS = ["reviewer", "coach"];

const GREETINGS = {
  morning: "today.morning",
  afternoon: "today.afternoon",
  evening: "today.evening",
} as const;

function titleFor(who: Me, now: Date): string {
  if (isEasy()) return weekday(now);
  const name = calledBy(who.active?.name ?? "");
  return t(GREETINGS[partOfDay(now)], { name });
}

/** The day; and which co-op this is, for whoever has several. */
function secondFor(who: Me, now: Date): string | undefined {
  const coop = who.memberships.length > 1 ? who.active?.coop_name : undefined;
  return [isEasy() ? undefined : day(now), coop].filter(Boolean).join(" · ") || undefined;
}

function ForPerson(props: { id: string }): JSX.Element {
  const asked = useAsked<Person>(`/people/${props.id}`);
  return (
    <>
      <ConsentForPerson />
      {isEasy() ? <EasyToday asked={asked} /> : <PersonToday asked={asked} />}
    </>
  );
}

function ForOthers(props: { who: Me }): JSX.Element {
  const { who } = props;
  const carer = (who.active?.patches.length ?? 0) > 0;
  return (
    <>
      <AskedOfMe />
      <CanActFor who={who} />
      {HATS.some((hat) => who.active?.hats.includes(hat)) && <ConsentForHats />}
      <NewForMe quiet={!carer && who.can_act_for.length === 0} />
      <Caseload />
      {isSecretary(who.active) && <SecretaryCard />}
      {!carer && !isSecretary(who.active) && who.can_act_for.length === 0 && <NothingYet />}
    </>
  );
}

export function TodayScreen(): JSX.Element {
  const who = me.value;
  const now = new Date();
  const person = who ? personOf(who) : null;
  if (!who || !here.value) return <Screen title={t("app.today")}>{null}</Screen>;
  return (
    <Screen hem title={titleFor(who, now)} second={secondFor(who, now)}>
      {person ? <ForPerson id={person} /> : <ForOthers who={who} />}
    </Screen>
  );
}
