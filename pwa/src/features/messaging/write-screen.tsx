/** Whom to write to. */
import type { JSX } from "preact";
import { useAsked } from "@/app/asked";
import { useDoing } from "@/app/doing";
import { hatNames } from "@/app/hats";
import { here } from "@/app/here";
import { personOf } from "@/app/places";
import { Screen } from "@/app/screen";
import { me } from "@/app/session";
import { Why } from "@/app/why";
import type { Face, Patch, Person } from "@/contract/types";
import { EmptyState, List, Row, Skeleton } from "@/kit";
import { t } from "@/words/t";
import { openDirect } from "./direct";
import { others } from "./states";
import { Lead, namesOf, titleOf } from "./titles";

/** Everybody whom I can write to, once: my team, my patch, and whom I share a conversation with. */
function usePeople(): Face[] {
  const who = me.value;
  const person = who ? personOf(who) : null;
  const patch = who?.active?.patches[0]?.patch_id ?? null;
  const team = useAsked<Person>(person ? `/people/${person}` : null);
  const around = useAsked<Patch>(patch && !person ? `/patches/${patch}` : null);
  const found = new Map<string, Face>();
  const add = (face: Face) => {
    if (face.membership_id !== who?.active?.membership_id) found.set(face.membership_id, face);
  };
  for (const one of team.value?.care_team ?? []) if (one.state === "in") add(one);
  for (const one of here.value?.messaging.conversations.value.values() ?? []) {
    if (one.kind === "care_team") others(one).forEach(add);
  }
  for (const one of around.value?.people ?? []) add(one);
  for (const one of around.value?.team ?? []) add(one);
  return [...found.values()];
}

export function WriteScreen(): JSX.Element {
  const doing = useDoing();
  const people = usePeople();
  const messaging = here.value?.messaging;
  const groups = [...(messaging?.conversations.value.values() ?? [])].filter(
    (one) => one.kind !== "direct" && one.can_write && one.member_count > 1,
  );
  return (
    <Screen title={t("messaging.whom")} back={{ href: "/messages", label: t("messaging.back") }}>
      <Why of={doing} />
      {!messaging?.known.value && <Skeleton label={t("common.loading")} />}
      {messaging?.known.value && people.length === 0 && groups.length === 0 && (
        <EmptyState picture="no-team" title={t("messaging.nobody_yet")}>
          <p>{t("messaging.nobody_yet_why")}</p>
        </EmptyState>
      )}
      {people.length > 0 && (
        <List label={t("messaging.one_person")}>
          {people.map((face) => (
            <Row
              key={face.membership_id}
              face={face.portrait.parts}
              title={face.name}
              second={
                hatNames(face.hats)[0] ?? (face.kind === "carer" ? t("messaging.carer") : undefined)
              }
              onClick={() => void doing.do(() => openDirect(face.membership_id))}
            />
          ))}
        </List>
      )}
      {groups.length > 0 && (
        <>
          <h2>{t("messaging.all_together")}</h2>
          <List label={t("messaging.all_together")}>
            {groups.map((one) => (
              <Row
                key={one.conversation_id}
                lead={<Lead of={one} />}
                title={titleOf(one)}
                second={
                  one.kind === "coop"
                    ? t("messaging.everybody", { n: one.member_count })
                    : namesOf(others(one))
                }
                href={`/messages/${one.conversation_id}`}
              />
            ))}
          </List>
        </>
      )}
    </Screen>
  );
}
