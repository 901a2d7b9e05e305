/** Which screen stands at which address. */
import type { JSX } from "preact";
import { ConversationScreen } from "@/features/messaging/conversation-screen";
import { MessagesScreen } from "@/features/messaging/messages-screen";
import { TodayScreen } from "@/features/today/today-screen";
import { Skeleton } from "@/kit";
import { t } from "@/words/t";
import { consentAt } from "./consent-places";
import { lazy } from "./lazy";
import { isPartner, personOf } from "./places";
import { path, steps } from "./router";
import { Screen } from "./screen";
import { me, standing } from "./session";
import { NotHere } from "./stops";

const WriteScreen = lazy(
  async () => (await import("@/features/messaging/write-screen")).WriteScreen,
);
const TeamScreen = lazy(async () => (await import("@/features/people/team-screen")).TeamScreen);
const AskInScreen = lazy(async () => (await import("@/features/people/ask-in-screen")).AskInScreen);
const PersonScreen = lazy(
  async () => (await import("@/features/people/person-screen")).PersonScreen,
);
const MeScreens = lazy(
  async () => (await import("@/features/me/me-screens")).MeScreens,
  ["me", "strength"],
);
const RegisterScreens = lazy(
  async () => (await import("@/features/register/register-screens")).RegisterScreens,
  ["register"],
);
const SignInScreens = lazy(
  async () => (await import("@/features/sign-in/sign-in-screens")).SignInScreens,
  ["signIn", "strength"],
);

const RecordScreens = lazy(
  async () => (await import("@/features/record/record-screens")).RecordScreens,
  ["record", "sections"],
);
const PeopleScreen = lazy(
  async () => (await import("@/features/record/people-screen")).PeopleScreen,
  ["record", "sections"],
);

/** Addresses that are there for whoever is not signed in, too. */
const OPEN = new Set(["sign-in", "card", "invitation", "demo"]);

function ownRecord(rest: string[]): JSX.Element {
  const person = me.value ? personOf(me.value) : null;
  if (!person) return <NotHere />;
  return <RecordScreens key={person} id={person} base="/record" rest={rest} />;
}

function inside(place: string | undefined, rest: string[]): JSX.Element {
  const [one, two, ...deeper] = rest;
  switch (place) {
    case undefined:
      // Who works for a partner comes for the records that were shared.
      return isPartner(me.value?.active ?? null) ? <PeopleScreen /> : <TodayScreen />;
    case "messages":
      if (one === undefined) return <MessagesScreen />;
      if (two !== undefined) return <NotHere />;
      return one === "new" ? <WriteScreen /> : <ConversationScreen key={one} id={one} />;
    case "team":
      if (one === undefined) return <TeamScreen />;
      return one === "ask" || one === "helper" ? <AskInScreen as={one} /> : <NotHere />;
    case "people":
      if (one === undefined) return <PeopleScreen />;
      if (two === undefined) return <PersonScreen key={one} id={one} />;
      return two === "record" ? (
        <RecordScreens key={one} id={one} base={`/people/${one}/record`} rest={deeper} />
      ) : (
        <NotHere />
      );
    case "record":
      return ownRecord(rest);
    case "me":
      return <MeScreens page={one} />;
    case "members":
      return <RegisterScreens page={one} />;
    default:
      return <NotHere />;
  }
}

export function Routes(): JSX.Element {
  const [place, ...rest] = steps(path.value);
  if (place !== undefined && OPEN.has(place)) return <SignInScreens place={place} page={rest[0]} />;
  if (standing.value === "asking") {
    return (
      <Screen bare title={t("app.name")}>
        <Skeleton label={t("common.loading")} />
      </Screen>
    );
  }
  if (standing.value === "out") return <SignInScreens place="sign-in" page={undefined} />;
  // In no co-op there is nobody to write to, whatever the address.
  if (!me.value?.active) return <MeScreens page={undefined} />;
  return consentAt(place, rest) ?? inside(place, rest);
}
