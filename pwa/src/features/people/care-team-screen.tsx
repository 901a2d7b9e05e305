/** My care team: who is in it, with a number and Call; the person decides who comes and goes. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { changed, useAsked } from "@/app/asked";
import { Otherwise } from "@/app/asked-states";
import { useDoing } from "@/app/doing";
import { calledBy } from "@/app/names";
import { Screen } from "@/app/screen";
import { me, refresh } from "@/app/session";
import { Whole } from "@/app/whole";
import { Why } from "@/app/why";
import { http, Refusal } from "@/contract/http";
import type { CareMember, Face, Person } from "@/contract/types";
import { openDirect } from "@/features/messaging/direct";
import { CallButton } from "@/features/messaging/people-sheet";
import { Button, EmptyState, List, Note, Row, Sheet, Tag } from "@/kit";
import { t } from "@/words/t";

type Chosen = { member: CareMember } | { helper: Face };

function more(face: Face, onClick: () => void): JSX.Element {
  const label = t("people.about_name", { name: face.name });
  return <Whole name={face.name} label={label} onClick={onClick} />;
}

/** Somebody else may have been quicker, while the sheet was open. */
function isThere(person: Person, chosen: Chosen): boolean {
  if ("member" in chosen) {
    const id = chosen.member.team_member_id;
    return person.care_team.some((one) => one.team_member_id === id);
  }
  return person.helpers.some((one) => one.membership_id === chosen.helper.membership_id);
}

/** Who is out already is out: that is what was wanted. */
function unlessGone(problem: unknown): void {
  if (!(problem instanceof Refusal && problem.status === 404)) throw problem;
}

/** A helper decides about the care team, but not about who helps; everybody can stop helping. */
function mayEnd(person: Person, chosen: Chosen | null, own: boolean): boolean {
  if (chosen && "helper" in chosen) return person.mine || own;
  return person.may_decide;
}

function wordsFor(
  person: Person,
  chosen: Chosen | null,
  name: string,
  own: boolean,
): { what: string; button: string } {
  const whose = { name: calledBy(person.name) };
  if (chosen && "helper" in chosen) {
    return own
      ? { what: t("people.my_help_so", whose), button: t("people.end_my_help", whose) }
      : { what: t("people.helper_so", { name }), button: t("people.end_help", { name }) };
  }
  if (chosen?.member.state === "invited") {
    return { what: t("people.asked_so", { name }), button: t("people.take_back", { name }) };
  }
  return { what: t("people.member_so", { name }), button: t("people.take_out", { name }) };
}

/** What can be done about one face: first what is so, then the choices. */
function ChosenSheet(props: {
  person: Person;
  chosen: Chosen | null;
  onClose: () => void;
}): JSX.Element {
  const doing = useDoing();
  const { person, chosen } = props;
  const face = chosen && ("member" in chosen ? chosen.member : chosen.helper);
  const name = face ? calledBy(face.name) : "";
  const asked = chosen !== null && "member" in chosen && chosen.member.state === "invited";
  const own = face?.membership_id === me.value?.active?.membership_id;
  const gone = chosen !== null && !isThere(person, chosen);
  const words = wordsFor(person, chosen, name, own);
  const end = async () => {
    if (!chosen) return;
    const path =
      "member" in chosen
        ? `/people/${person.person_id}/care-team/${chosen.member.team_member_id}`
        : `/people/${person.person_id}/helpers/${chosen.helper.membership_id}`;
    const done = await doing.do(() => http.remove(path).catch(unlessGone));
    if (!done) return;
    changed("care_team");
    // Whoever helped is not here for the person any more.
    if ("helper" in chosen && own) await refresh();
    props.onClose();
  };
  return (
    <Sheet
      open={chosen !== null}
      onClose={props.onClose}
      title={face?.name ?? ""}
      closeLabel={t("common.close")}
    >
      {gone && <Note kind="info">{t("people.gone_already", { name })}</Note>}
      {!gone && !asked && !own && face && (
        <Button
          icon="pencil"
          wide
          onClick={() => void doing.do(() => openDirect(face.membership_id))}
        >
          {t("today.write_name", { name })}
        </Button>
      )}
      {!gone && mayEnd(person, chosen, own) && (
        <>
          <p>{words.what}</p>
          <Button
            kind="stop"
            icon="person-remove"
            wide
            busy={doing.busy}
            onClick={() => void end()}
          >
            {words.button}
          </Button>
        </>
      )}
      <Why of={doing} />
    </Sheet>
  );
}

function Members(props: { person: Person; choose: (chosen: Chosen) => void }): JSX.Element {
  const { person, choose } = props;
  return (
    <List label={t("app.my_team")}>
      {person.care_team.map((member) => (
        <Row
          key={member.team_member_id}
          face={member.portrait.parts}
          title={more(member, () => choose({ member }))}
          second={
            member.state === "invited" ? (
              <Tag kind="stitched" icon="clock">
                {t("people.asked")}
              </Tag>
            ) : (
              (member.phone ?? t("messaging.carer"))
            )
          }
          end={<CallButton name={member.name} phone={member.phone} />}
        />
      ))}
    </List>
  );
}

function Helpers(props: { person: Person; choose: (chosen: Chosen) => void }): JSX.Element | null {
  const { person, choose } = props;
  if (person.helpers.length === 0 && !person.mine) return null;
  const name = calledBy(person.name);
  const title = person.mine ? t("people.helpers") : t("people.helpers_of", { name });
  return (
    <>
      <h2>{title}</h2>
      <p class="soft">
        {person.mine ? t("people.helpers_why") : t("people.helpers_of_why", { name })}
      </p>
      {person.helpers.length > 0 && (
        <List label={title}>
          {person.helpers.map((helper) => (
            <Row
              key={helper.membership_id}
              face={helper.portrait.parts}
              title={more(helper, () => choose({ helper }))}
              second={helper.phone ?? (person.mine ? t("people.helper") : undefined)}
              end={<CallButton name={helper.name} phone={helper.phone} />}
            />
          ))}
        </List>
      )}
      {person.mine && (
        <Button icon="plus" href="/team/helper">
          {t("people.name_helper")}
        </Button>
      )}
    </>
  );
}

export function CareTeamScreen(props: { id: string }): JSX.Element {
  const asked = useAsked<Person>(`/people/${props.id}`);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const person = asked.value;
  const title =
    !person || person.mine
      ? t("app.my_team")
      : t("messaging.care_team_of", { name: calledBy(person.name) });
  return (
    <Screen title={title} second={person?.mine ? t("people.you_decide") : undefined}>
      {!person && <Otherwise of={asked} />}
      {person && person.care_team.length === 0 && (
        <EmptyState
          picture="no-team"
          title={
            person.mine
              ? t("today.no_team")
              : t("today.no_team_of", { name: calledBy(person.name) })
          }
        >
          {person.mine && <p>{t("today.no_team_why")}</p>}
        </EmptyState>
      )}
      {person && person.care_team.length > 0 && <Members person={person} choose={setChosen} />}
      {person?.may_decide && (
        <Button kind="do" icon="person-add" href="/team/ask" wide>
          {t("people.ask_in")}
        </Button>
      )}
      {person && <Helpers person={person} choose={setChosen} />}
      {person && <ChosenSheet person={person} chosen={chosen} onClose={() => setChosen(null)} />}
    </Screen>
  );
}
