/** Today for somebody who gets support: their people, and the one button to write to them. */
import type { JSX } from "preact";
import type { Asked } from "@/app/asked";
import { Otherwise } from "@/app/asked-states";
import { useDoing } from "@/app/doing";
import { here } from "@/app/here";
import { calledBy } from "@/app/names";
import { me } from "@/app/session";
import { Why } from "@/app/why";
import type { CareMember, Conversation, Person } from "@/contract/types";
import { directWith, openDirect } from "@/features/messaging/direct";
import { isMine } from "@/features/messaging/members";
import { textOf } from "@/features/messaging/titles";
import { Button, Card, EasyLine, EasyList, EmptyState, Faces, List, Portrait, Row } from "@/kit";
import { names } from "@/words/dates";
import { T } from "@/words/T";
import { t } from "@/words/t";
import { NewForMe, unreadConversations } from "./new-for-me";

function inTeam(person: Person | undefined): CareMember[] {
  return person?.care_team.filter((one) => one.state === "in") ?? [];
}

/** Whoever wrote to me last and waits for an answer; otherwise the first of my team. */
function firstOf(team: CareMember[]): CareMember | undefined {
  const waits = team.find((one) => (directWith(one.membership_id)?.unread ?? 0) > 0);
  return waits ?? team[0];
}

function careTeam(person: Person): Conversation | undefined {
  for (const one of here.value?.messaging.conversations.value.values() ?? []) {
    if (one.kind === "care_team" && one.person_id === person.person_id) return one;
  }
  return undefined;
}

function WriteButton(props: { to: CareMember; fresh: boolean }): JSX.Element {
  const doing = useDoing();
  const name = calledBy(props.to.name);
  return (
    <>
      <Button
        kind="do"
        wide
        icon={props.fresh ? "read" : "pencil"}
        busy={doing.busy}
        onClick={() => void doing.do(() => openDirect(props.to.membership_id))}
      >
        {props.fresh ? t("today.read_name", { name }) : t("today.write_name", { name })}
      </Button>
      <Why of={doing} />
    </>
  );
}

/** Whose team it is: mine, or the one of the person that I am here for. */
function inTeamWords(name: string): string {
  const person = me.value?.acting_for;
  if (!person) return t("today.name_in_team", { name });
  return t("today.name_in_team_of", { name, person: calledBy(person.name) });
}

function ThereToo(props: { name: string }): JSX.Element {
  const { name } = props;
  const person = me.value?.acting_for;
  if (!person) return <T k="today.is_there_too" with={{ name }} />;
  return <T k="today.too_of" with={{ name, person: calledBy(person.name) }} />;
}

function FirstCard(props: { first: CareMember }): JSX.Element {
  const { first } = props;
  const direct = directWith(first.membership_id);
  const fresh = (direct?.unread ?? 0) > 0;
  const last = fresh && direct?.last;
  const theirs = last && !isMine(direct, last) ? last : undefined;
  const name = calledBy(first.name);
  return (
    <Card label={name}>
      <div class="across">
        <Portrait parts={first.portrait.parts} size="l" />
        <div class="grow stack-s">
          <h2>{fresh ? t("today.name_wrote", { name }) : inTeamWords(name)}</h2>
          <p>{theirs ? textOf(theirs) : t("today.name_reads", { name })}</p>
        </div>
      </div>
      <WriteButton to={first} fresh={fresh} />
    </Card>
  );
}

function RestOfTeam(props: { team: CareMember[] }): JSX.Element | null {
  const doing = useDoing();
  if (props.team.length === 0) return null;
  return (
    <List label={t("today.also")}>
      {props.team.map((one) => {
        const direct = directWith(one.membership_id);
        const unread = direct?.unread ?? 0;
        return (
          <Row
            key={one.membership_id}
            face={one.portrait.parts}
            title={<ThereToo name={calledBy(one.name)} />}
            onClick={() => void doing.do(() => openDirect(one.membership_id))}
            {...(unread > 0 ? { news: t("common.new_count", { n: unread }) } : {})}
          />
        );
      })}
    </List>
  );
}

/** Who was asked and has not answered yet: nobody is there, and there is nothing to do but wait. */
function NobodyYet(props: { person: Person }): JSX.Element {
  const { person } = props;
  const called = person.care_team.map((one) => calledBy(one.name));
  if (called.length === 0) return <NoTeam person={person} />;
  return (
    <EmptyState
      picture="no-team"
      title={t("today.asked_names", { names: names(called) })}
      faces={
        <Faces
          of={person.care_team.map((one) => ({ parts: one.portrait.parts, name: one.name }))}
          size="m"
        />
      }
      actions={<Button href="/team">{t("today.see_team")}</Button>}
    >
      <p>{t("today.asked_names_why")}</p>
    </EmptyState>
  );
}

function NoTeam(props: { person: Person }): JSX.Element {
  const name = calledBy(props.person.name);
  if (!props.person.mine) {
    return (
      <EmptyState
        picture="no-team"
        title={t("today.no_team_of", { name })}
        actions={
          <Button kind="do" icon="person-add" href="/team/ask">
            {t("today.ask_in")}
          </Button>
        }
      />
    );
  }
  return (
    <EmptyState
      picture="no-team"
      title={t("today.no_team")}
      actions={
        <Button kind="do" icon="person-add" href="/team/ask">
          {t("today.ask_in")}
        </Button>
      }
    >
      <p>{t("today.no_team_why")}</p>
    </EmptyState>
  );
}

export function PersonToday(props: { asked: Asked<Person> }): JSX.Element {
  const { asked } = props;
  const person = asked.value;
  if (!person) return <Otherwise of={asked} />;
  const team = inTeam(person);
  const first = firstOf(team);
  if (!first) return <NobodyYet person={person} />;
  const together = careTeam(person);
  const direct = directWith(first.membership_id)?.conversation_id;
  return (
    <>
      <FirstCard first={first} />
      <RestOfTeam team={team.filter((one) => one !== first)} />
      <NewForMe quiet {...(direct ? { except: direct } : {})} />
      {together && team.length > 1 && (
        <List label={t("app.my_team")}>
          <Row
            lead={<Portrait parts={person.portrait.parts} />}
            title={t("today.all_together")}
            second={t("today.all_together_why")}
            href={`/messages/${together.conversation_id}`}
          />
        </List>
      )}
    </>
  );
}

/** The same, one idea a line, a picture beside each. */
export function EasyToday(props: { asked: Asked<Person> }): JSX.Element {
  const { asked } = props;
  const doing = useDoing();
  const person = asked.value;
  if (!person) return <Otherwise of={asked} />;
  const team = inTeam(person);
  const first = firstOf(team);
  if (!first) return <NobodyYet person={person} />;
  const direct = directWith(first.membership_id);
  const fresh = (direct?.unread ?? 0) > 0;
  const name = calledBy(first.name);
  return (
    <>
      <EasyList>
        <EasyLine face={first.portrait.parts}>
          {fresh ? (
            <T k="today.easy_wrote" with={{ name }} />
          ) : (
            <T k="today.easy_first" with={{ name }} />
          )}
        </EasyLine>
      </EasyList>
      <WriteButton to={first} fresh={fresh} />
      {unreadConversations(direct?.conversation_id).length > 0 && (
        <EasyList>
          <EasyLine picture="message" href="/messages" wait>
            <T k="today.easy_new" />
          </EasyLine>
        </EasyList>
      )}
      <EasyList>
        {team
          .filter((one) => one !== first)
          .map((one) => (
            <EasyLine
              key={one.membership_id}
              face={one.portrait.parts}
              onClick={() => void doing.do(() => openDirect(one.membership_id))}
            >
              <ThereToo name={calledBy(one.name)} />
            </EasyLine>
          ))}
        <EasyLine picture="team" href="/team">
          <T k="today.easy_team" />
        </EasyLine>
      </EasyList>
    </>
  );
}
