/** A person whose care team I am in, and the others who are in it. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { changed, useAsked } from "@/app/asked";
import { Otherwise } from "@/app/asked-states";
import { useDoing } from "@/app/doing";
import { later } from "@/app/later";
import { calledBy } from "@/app/names";
import { go } from "@/app/router";
import { Screen } from "@/app/screen";
import { me } from "@/app/session";
import { Why } from "@/app/why";
import { http } from "@/contract/http";
import type { Person } from "@/contract/types";
import { openDirect } from "@/features/messaging/direct";
import { CallButton } from "@/features/messaging/people-sheet";
import { Button, List, Row, Sheet } from "@/kit";
import { t } from "@/words/t";

const PersonWays = later(
  async () => (await import("@/features/consent/person-ways")).PersonWays,
  ["consent", "sections"],
);

function Leave(props: { person: Person; mine: string }): JSX.Element {
  const [open, setOpen] = useState(false);
  const doing = useDoing();
  const name = calledBy(props.person.name);
  const leave = async () => {
    const path = `/people/${props.person.person_id}/care-team/${props.mine}`;
    if (await doing.do(() => http.remove(path))) {
      changed("care_team");
      go("/", "replace");
    }
  };
  return (
    <>
      <Button kind="quiet" onClick={() => setOpen(true)}>
        {t("people.leave_team", { name })}
      </Button>
      <Sheet
        open={open}
        onClose={() => setOpen(false)}
        title={t("people.leave_team", { name })}
        closeLabel={t("common.close")}
      >
        <p>{t("people.leave_so", { name })}</p>
        <Why of={doing} />
        <Button kind="stop" wide busy={doing.busy} onClick={() => void leave()}>
          {t("people.leave_now")}
        </Button>
      </Sheet>
    </>
  );
}

export function PersonScreen(props: { id: string }): JSX.Element {
  const asked = useAsked<Person>(`/people/${props.id}`);
  const doing = useDoing();
  const person = asked.value;
  const name = person ? calledBy(person.name) : "";
  const mine = person?.care_team.find(
    (one) => one.membership_id === me.value?.active?.membership_id,
  );
  return (
    <Screen
      title={person?.name ?? t("people.person")}
      second={person?.patch?.name}
      face={person?.portrait.parts}
      back={{ href: "/", label: t("app.go_today") }}
      end={person ? <CallButton name={person.name} phone={person.phone} /> : undefined}
    >
      {!person && <Otherwise of={asked} />}
      <Why of={doing} />
      {person && (
        <Button
          kind="do"
          icon="pencil"
          wide
          onClick={() => void doing.do(() => openDirect(person.membership_id))}
        >
          {t("today.write_name", { name })}
        </Button>
      )}
      {person && (
        <Button icon="book" wide href={`/people/${person.person_id}/record`}>
          {t("people.record_of", { name })}
        </Button>
      )}
      {person && (
        <>
          <h2>{t("messaging.care_team_of", { name })}</h2>
          <List label={t("messaging.care_team_of", { name })}>
            {person.care_team.map((member) => (
              <Row
                key={member.team_member_id}
                face={member.portrait.parts}
                title={member === mine ? t("people.you", { name: member.name }) : member.name}
                second={
                  member.state === "invited" ? t("people.asked") : (member.phone ?? undefined)
                }
                end={
                  member === mine ? undefined : (
                    <CallButton name={member.name} phone={member.phone} />
                  )
                }
              />
            ))}
          </List>
          <PersonWays id={person.person_id} />
          {mine && <Leave person={person} mine={mine.team_member_id} />}
        </>
      )}
    </Screen>
  );
}
