/**
 * The same, one audience at a time: for Easy Read, and where the words are too large for a table. First
 * who, then what.
 */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button, EasyLine, EasyList, List, Picture, Row } from "@/kit";
import { isEasy, t } from "@/words/t";
import { AudiencePicture, Piece } from "./pieces";
import { keyOf, openGroups, patchOf } from "./quilt";
import { stateWords, whoWords } from "./quilt-words";
import { GROUPS, groupName } from "./sections";
import type { Chosen } from "./square-sheet";
import type { Audience } from "./types";

export function Who(props: {
  audiences: readonly Audience[];
  owner: string | null;
  onChoose: (audience: Audience) => void;
}): JSX.Element {
  return (
    <List label={t("consent.who")}>
      {props.audiences.map((audience) => (
        <Row
          key={keyOf(audience)}
          lead={<AudiencePicture of={audience} />}
          title={whoWords(audience, props.owner)}
          second={t("consent.sees_groups", { n: openGroups(audience) })}
          onClick={() => props.onChoose(audience)}
        />
      ))}
    </List>
  );
}

export function What(props: {
  audience: Audience;
  onChoose: (chosen: Chosen) => void;
}): JSX.Element {
  const { audience } = props;
  const rows = GROUPS.map((group) => ({ group, patch: patchOf(audience, group.sections) }));
  if (isEasy()) {
    return (
      <EasyList>
        {rows.map(({ group, patch }) => (
          <EasyLine
            key={group.code}
            picture={group.picture}
            end={<Picture name={patch.level === "closed" ? "closed" : "see"} />}
            onClick={() => props.onChoose({ audience, group, section: null })}
          >
            <b>{groupName(group.code)}</b>
            {"\n"}
            {stateWords(patch)}
          </EasyLine>
        ))}
      </EasyList>
    );
  }
  return (
    <List label={t("consent.parts")}>
      {rows.map(({ group, patch }) => (
        <Row
          key={group.code}
          lead={<Piece patch={patch} />}
          title={groupName(group.code)}
          second={stateWords(patch)}
          onClick={() => props.onChoose({ audience, group, section: null })}
        />
      ))}
    </List>
  );
}

export function QuiltByOne(props: {
  audiences: readonly Audience[];
  owner: string | null;
  onChoose: (chosen: Chosen) => void;
}): JSX.Element {
  const [key, setKey] = useState<string | null>(null);
  const audience = props.audiences.find((one) => keyOf(one) === key);
  if (!audience) {
    return (
      <Who audiences={props.audiences} owner={props.owner} onChoose={(one) => setKey(keyOf(one))} />
    );
  }
  return (
    <>
      <div class="across">
        <AudiencePicture of={audience} />
        <h2 class="grow">{whoWords(audience, props.owner)}</h2>
      </div>
      <What audience={audience} onChoose={props.onChoose} />
      <Button icon="back" wide onClick={() => setKey(null)}>
        {t("consent.somebody_else")}
      </Button>
    </>
  );
}
