/** Today for a carer, a helper and the secretary. */
import type { JSX } from "preact";
import { changed, useAsked } from "@/app/asked";
import { useDoing } from "@/app/doing";
import { calledBy } from "@/app/names";
import { actFor } from "@/app/session";
import { Whole } from "@/app/whole";
import { Why } from "@/app/why";
import { http } from "@/contract/http";
import type { CareTeamInvitation, CaseloadPerson, Me } from "@/contract/types";
import { openDirect } from "@/features/messaging/direct";
import { Actions, Button, Card, EmptyState, List, OrgPiece, Portrait, Row } from "@/kit";
import { T } from "@/words/T";
import { t } from "@/words/t";
import { unreadConversations } from "./new-for-me";

function Invitation(props: { of: CareTeamInvitation; wait: boolean }): JSX.Element {
  const doing = useDoing();
  const { of } = props;
  const name = calledBy(of.person.name);
  const answer = (what: "accept" | "decline") =>
    void doing
      .do(() => http.post(`/care-team-invitations/${of.team_member_id}/${what}`))
      .then(() => changed("care_team"));
  return (
    <Card wait={props.wait} label={t("today.asks_you", { name })}>
      <div class="across">
        <Portrait parts={of.person.portrait.parts} />
        <div class="grow">
          <h2>{t("today.asks_you", { name })}</h2>
          <p>{t("today.asks_you_why", { name })}</p>
        </div>
      </div>
      <Why of={doing} />
      <Actions>
        <Button icon="check" busy={doing.busy} onClick={() => answer("accept")}>
          {t("today.accept")}
        </Button>
        <Button kind="quiet" busy={doing.busy} onClick={() => answer("decline")}>
          {t("today.decline")}
        </Button>
      </Actions>
    </Card>
  );
}

/** Persons who ask me into their care team. */
export function AskedOfMe(): JSX.Element | null {
  const asked = useAsked<{ items: CareTeamInvitation[] }>("/care-team-invitations");
  const items = asked.value?.items ?? [];
  if (items.length === 0) return null;
  return (
    <>
      {items.map((one, at) => (
        <Invitation key={one.team_member_id} of={one} wait={at === 0} />
      ))}
    </>
  );
}

/** The persons whose care team I am in. */
export function Caseload(): JSX.Element | null {
  const asked = useAsked<{ items: CaseloadPerson[] }>("/caseload");
  const doing = useDoing();
  const items = asked.value?.items ?? [];
  if (items.length === 0) return null;
  const write = (of: CaseloadPerson) => void doing.do(() => openDirect(of.membership_id));
  return (
    <>
      <h2>{t("today.whom_i_look_after")}</h2>
      <List label={t("today.whom_i_look_after")}>
        {items.map((one) => (
          <Row
            key={one.person_id}
            face={one.portrait.parts}
            title={
              <Whole
                name={one.name}
                label={t("today.write_name", { name: one.name })}
                onClick={() => write(one)}
              />
            }
            second={one.patch_name ?? undefined}
            end={
              <Button
                href={`/people/${one.person_id}`}
                label={t("people.about_name", { name: one.name })}
              >
                {t("today.about")}
              </Button>
            }
          />
        ))}
      </List>
      <Why of={doing} />
    </>
  );
}

/** Persons who named me as their helper. */
export function CanActFor(props: { who: Me }): JSX.Element | null {
  const doing = useDoing();
  if (props.who.can_act_for.length === 0 || props.who.acting_for) return null;
  return (
    <List label={t("today.i_help")}>
      {props.who.can_act_for.map((person) => (
        <Row
          key={person.person_id}
          face={person.portrait.parts}
          title={<T k="today.you_help" with={{ name: calledBy(person.name) }} />}
          second={t("today.be_here_for", { name: calledBy(person.name) })}
          onClick={() => void doing.do(() => actFor(person.person_id))}
        />
      ))}
    </List>
  );
}

/** Somebody new: nobody has asked or written yet, and that is no reason for an empty page. */
export function NothingYet(): JSX.Element | null {
  const asking = useAsked<{ items: CareTeamInvitation[] }>("/care-team-invitations");
  const caseload = useAsked<{ items: CaseloadPerson[] }>("/caseload");
  const none = [asking, caseload].every((asked) => asked.value?.items.length === 0);
  if (!none || unreadConversations().length > 0) return null;
  return (
    <EmptyState
      picture="seedling"
      title={t("today.nothing_yet")}
      actions={
        <Button kind="do" icon="pencil" href="/messages/new">
          {t("messaging.write_somebody")}
        </Button>
      }
    >
      <p>{t("today.nothing_yet_why")}</p>
    </EmptyState>
  );
}

export function SecretaryCard(): JSX.Element {
  return (
    <List label={t("app.members")}>
      <Row
        lead={<OrgPiece icon="person-add" />}
        title={t("today.bring_people")}
        second={t("today.bring_people_why")}
        href="/members"
      />
    </List>
  );
}
