/** One patch of the quilt, from near: what is so now, the three choices, until when, what it costs. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Why } from "@/app/why";
import { Button, Card, List, Note, Row, Sheet } from "@/kit";
import { t } from "@/words/t";
import { AudiencePicture, LevelChoice, Piece } from "./pieces";
import { costOf, mustEnd, onlyByName, patchOf } from "./quilt";
import { sentenceOf, stateWords, whoWords } from "./quilt-words";
import {
  type Group,
  groupName,
  groupNoun,
  manyNouns,
  type SectionCode,
  sectionName,
  sectionNoun,
  whose,
} from "./sections";
import type { Audience, Level, Quilt } from "./types";
import { endOfSpan, untilWords } from "./until";
import { UntilChoice } from "./until-choice";
import { newest, type QuiltHere } from "./use-quilt";

export interface Chosen {
  audience: Audience;
  group: Group;
  /** One section of the group, or all of it. */
  section: SectionCode | null;
}

function Cost(props: {
  sections: readonly SectionCode[];
  owner: string | null;
  onYes: () => void;
  onNo: () => void;
}): JSX.Element {
  const what = whose(manyNouns(props.sections), props.owner);
  return (
    <Card stitched label={t("consent.cost_title")}>
      <h3>{t("consent.cost_title")}</h3>
      <p>{t("consent.cost_unknown", { what })}</p>
      <p>{t("consent.cost_talk")}</p>
      <Button kind="stop" icon="closed" wide onClick={props.onYes}>
        {t("consent.close_anyway")}
      </Button>
      <Button wide onClick={props.onNo}>
        {t("consent.leave_open")}
      </Button>
    </Card>
  );
}

/** The sections of a group, one by one. */
function OneByOne(props: {
  audience: Audience;
  group: Group;
  onChoose: (section: SectionCode) => void;
}): JSX.Element | null {
  const { audience, group } = props;
  return (
    <>
      <h3>{t("consent.one_by_one")}</h3>
      <List label={t("consent.one_by_one")}>
        {group.sections.map((section) => {
          const patch = patchOf(audience, [section]);
          return (
            <Row
              key={section}
              lead={<Piece patch={patch} />}
              title={sectionName(section)}
              second={stateWords(patch)}
              onClick={() => props.onChoose(section)}
            />
          );
        })}
      </List>
    </>
  );
}

function Choices(props: {
  quilt: Quilt;
  here: QuiltHere;
  audience: Audience;
  sections: readonly SectionCode[];
  owner: string | null;
}): JSX.Element {
  const { quilt, here, audience, sections, owner } = props;
  const [asking, setAsking] = useState(false);
  const patch = patchOf(audience, sections);
  const ends = mustEnd(audience);
  const cost = costOf(quilt, audience, sections);
  const give = (level: Level, until: string | null) =>
    void here.give(audience, sections, level, until);
  const press = (level: Level) => {
    if (level === "closed" && cost.length > 0) return setAsking(true);
    setAsking(false);
    const first = ends ? (endOfSpan("quarter")?.toISOString() ?? null) : null;
    return give(level, level === "closed" ? null : (patch.until ?? first));
  };
  const label = t("consent.choose_for", { who: whoWords(audience, owner) });
  const shown = patch.level;
  return (
    <>
      <LevelChoice label={label} level={shown} busy={here.doing.busy} onChange={press} />
      {asking && (
        <Cost
          sections={cost}
          owner={owner}
          onYes={() => {
            setAsking(false);
            give("closed", null);
          }}
          onNo={() => setAsking(false)}
        />
      )}
      {!asking && (shown === "see" || shown === "add") && (
        <UntilChoice
          legend={t("consent.until_when")}
          until={patch.until}
          mustEnd={ends}
          onChange={(until) => give(shown, until)}
        />
      )}
      {!asking && shown !== "closed" && <p class="soft">{t("consent.closes_at_once")}</p>}
      {!asking && shown === "closed" && ends && <p class="soft">{t("consent.three_months")}</p>}
    </>
  );
}

export function SquareSheet(props: {
  here: QuiltHere;
  quilt: Quilt;
  chosen: Chosen | null;
  owner: string | null;
  onChoose: (chosen: Chosen | null) => void;
}): JSX.Element {
  const { here, quilt, chosen, owner } = props;
  const close = () => props.onChoose(null);
  if (!chosen) {
    return (
      <Sheet open={false} onClose={close} title="" closeLabel="">
        {null}
      </Sheet>
    );
  }
  const { group, section } = chosen;
  const audience = newest(quilt, chosen.audience);
  const sections = section ? [section] : group.sections;
  const noun = section ? sectionNoun(section) : groupNoun(group.code);
  const patch = patchOf(audience, sections);
  const until = untilWords(patch.until);
  const byName = section === null && patch.open > 0 ? onlyByName(audience, sections) : [];
  return (
    <Sheet
      open
      onClose={close}
      title={section ? sectionName(section) : groupName(group.code)}
      closeLabel={t("consent.sheet_done")}
    >
      <div class="across" role="status">
        <AudiencePicture of={audience} />
        <p class="grow">
          <b>{sentenceOf(audience, noun, patch, owner)}</b> {until}
        </p>
      </div>
      {patch.held !== "none" && (
        <Note kind="info" icon="lock">
          {t(patch.held === "all" ? "consent.held_all" : "consent.held_some")}
        </Note>
      )}
      <Why of={here.doing} />
      <Choices
        key={`${group.code} ${section}`}
        quilt={quilt}
        here={here}
        audience={audience}
        sections={sections}
        owner={owner}
      />
      {here.done && (
        <Button icon="undo" wide busy={here.doing.busy} onClick={() => void here.undo()}>
          {t("consent.undo")}
        </Button>
      )}
      {byName.length > 0 && <p class="soft">{t("consent.by_name", { what: manyNouns(byName) })}</p>}
      {section === null ? (
        <OneByOne
          audience={audience}
          group={group}
          onChoose={(one) => props.onChoose({ ...chosen, section: one })}
        />
      ) : (
        <Button kind="quiet" onClick={() => props.onChoose({ ...chosen, section: null })}>
          {t("consent.back_to_group", { group: groupName(group.code) })}
        </Button>
      )}
    </Sheet>
  );
}
