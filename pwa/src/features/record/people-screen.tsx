/** The records that are open to me now: for a carer the people, for a partner what was shared. */
import type { JSX } from "preact";
import { useAsked } from "@/app/asked";
import { Otherwise } from "@/app/asked-states";
import { isPartner } from "@/app/places";
import { Screen } from "@/app/screen";
import { me } from "@/app/session";
import { manyNouns } from "@/features/consent/sections";
import { EasyLine, EasyList, EmptyState, List, Row } from "@/kit";
import { day } from "@/words/dates";
import { isEasy, t } from "@/words/t";
import type { OpenRecord } from "./types";

const SAID_AT_MOST = 4;

/** What is open, in a line: "medicines, visit notes and allergies, until Monday 1 March". */
export function openWords(record: OpenRecord): string {
  const sections = record.sections;
  const what =
    sections.length > SAID_AT_MOST
      ? t("record.sections_open", { n: sections.length })
      : manyNouns(sections);
  const until = record.until && t("record.until", { day: day(new Date(record.until)) });
  return [what, until].filter(Boolean).join(", ");
}

function Records(props: { of: readonly OpenRecord[]; label: string }): JSX.Element {
  const href = (record: OpenRecord) => `/people/${record.person.person_id}/record`;
  if (isEasy()) {
    return (
      <EasyList label={props.label}>
        {props.of.map((record) => (
          <EasyLine
            key={record.person.person_id}
            face={record.person.portrait.parts}
            href={href(record)}
          >
            <b>{record.person.name}</b>
          </EasyLine>
        ))}
      </EasyList>
    );
  }
  return (
    <List label={props.label}>
      {props.of.map((record) => (
        <Row
          key={record.person.person_id}
          face={record.person.portrait.parts}
          title={record.person.name}
          second={openWords(record)}
          href={href(record)}
        />
      ))}
    </List>
  );
}

interface PersonHere {
  person: OpenRecord["person"];
  patch_name: string | null;
  papers: boolean;
}

/** Those of whom nothing is open to me, and to whom I may have to come; those with papers to look at first. */
function Others(props: { known: readonly OpenRecord[] }): JSX.Element | null {
  const asked = useAsked<{ items: PersonHere[] }>("/people");
  const known = new Set(props.known.map((record) => record.person.person_id));
  const all = asked.value?.items.filter((one) => one.papers || !known.has(one.person.person_id));
  if (!all || all.length === 0) return null;
  const rows = all.toSorted((one, other) => Number(other.papers) - Number(one.papers));
  return (
    <>
      <h2>{t("record.others_here")}</h2>
      <p>{t("record.others_why")}</p>
      <List label={t("record.others_here")}>
        {rows.map(({ person, patch_name, papers }) => (
          <Row
            key={person.person_id}
            face={person.portrait.parts}
            title={person.name}
            second={papers ? t("record.papers_wait") : patch_name}
            href={`/people/${person.person_id}/ways`}
          />
        ))}
      </List>
    </>
  );
}

export function PeopleScreen(): JSX.Element {
  const asked = useAsked<{ items: OpenRecord[] }>("/records");
  const partner = isPartner(me.value?.active ?? null);
  const title = partner ? t("record.shared_with_me") : t("app.people");
  const items = asked.value?.items;
  return (
    <Screen hem={partner} title={title} second={me.value?.active?.coop_name}>
      {!items && <Otherwise of={asked} />}
      {items && items.length === 0 && (
        <EmptyState picture="closed" title={t("record.none_open")}>
          <p>{partner ? t("record.none_shared_why") : t("record.none_open_why")}</p>
        </EmptyState>
      )}
      {items && items.length > 0 && <Records of={items} label={title} />}
      {items && !partner && <Others known={items} />}
    </Screen>
  );
}
