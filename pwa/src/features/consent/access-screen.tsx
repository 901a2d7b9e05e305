/** Who may see what: the picture, and from it each change. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Otherwise } from "@/app/asked-states";
import { Screen } from "@/app/screen";
import { Button, List, look, Note, Row, Sheet, Skeleton } from "@/kit";
import { isEasy, t } from "@/words/t";
import { type Owner, RECORD } from "./owner";
import { Legend } from "./pieces";
import { keyOf, newcomer, patchOf } from "./quilt";
import { QuiltByOne } from "./quilt-by-one";
import { QuiltTable } from "./quilt-table";
import { sentenceOf } from "./quilt-words";
import { manyNouns, SECTIONS } from "./sections";
import { type Chosen, SquareSheet } from "./square-sheet";
import type { Audience, Quilt } from "./types";
import { untilWords } from "./until";
import { newest, type QuiltHere, useQuilt } from "./use-quilt";
import { useFaces } from "./with-person";

/** What was changed last: it stays until it is taken back or something else is changed. */
function JustDone(props: {
  here: QuiltHere;
  quilt: Quilt;
  owner: string | null;
}): JSX.Element | null {
  const { here, quilt, owner } = props;
  if (!here.done) return null;
  const audience = newest(quilt, here.done.audience);
  const patch = patchOf(audience, here.done.sections);
  return (
    <Note kind="fine" live>
      <p>
        {sentenceOf(audience, manyNouns(here.done.sections), patch, owner)}{" "}
        {untilWords(patch.until)}
      </p>
      <Button icon="undo" busy={here.doing.busy} onClick={() => void here.undo()}>
        {t("consent.undo")}
      </Button>
    </Note>
  );
}

/** Somebody who is in the co-op and has nothing of their own in the quilt yet. */
function AddSomebody(props: {
  owner: Owner;
  there: readonly Audience[];
  onAdd: (audience: Audience) => void;
}): JSX.Element {
  const [open, setOpen] = useState(false);
  const faces = useFaces(open ? props.owner.person : null);
  const keys = new Set(props.there.map((one) => one.id));
  const rest = faces?.filter((face) => !keys.has(face.membership_id));
  return (
    <>
      <List label={t("consent.let_in")}>
        <Row
          title={t("consent.let_in")}
          second={t("consent.let_in_why")}
          onClick={() => setOpen(true)}
        />
        <Row
          title={t("consent.partners")}
          second={t("consent.partners_why")}
          href="/record/partners"
        />
        <Row
          title={t("consent.cover_short")}
          second={t("consent.cover_short_why")}
          href={`/people/${props.owner.person}/cover`}
        />
      </List>
      <Sheet
        open={open}
        onClose={() => setOpen(false)}
        title={t("consent.let_in")}
        closeLabel={t("common.close")}
      >
        {!rest && <Skeleton rows={3} label={t("common.loading")} />}
        {rest?.length === 0 && <p>{t("consent.nobody_left")}</p>}
        {rest && rest.length > 0 && (
          <List label={t("consent.let_in")}>
            {rest.map((face) => (
              <Row
                key={face.membership_id}
                face={face.portrait.parts}
                title={face.name}
                onClick={() => {
                  props.onAdd(newcomer(face, SECTIONS));
                  setOpen(false);
                }}
              />
            ))}
          </List>
        )}
      </Sheet>
    </>
  );
}

function Picture(props: { here: QuiltHere; quilt: Quilt; owner: Owner }): JSX.Element {
  const { here, quilt, owner } = props;
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [added, setAdded] = useState<Audience[]>([]);
  const known = new Set(quilt.audiences.map(keyOf));
  const audiences = [...quilt.audiences, ...added.filter((one) => !known.has(keyOf(one)))];
  const Shape = isEasy() || look.value.text_size === "largest" ? QuiltByOne : QuiltTable;
  const choose = (next: Chosen | null) => {
    if (next && !chosen) here.forget();
    setChosen(next);
  };
  return (
    <>
      <p class="lead">{t("consent.touch")}</p>
      {quilt.talk_due && <Note kind="info">{t("consent.talk_due")}</Note>}
      <JustDone here={here} quilt={quilt} owner={owner.name} />
      <Shape audiences={audiences} owner={owner.name} onChoose={choose} />
      <Legend />
      <AddSomebody
        owner={owner}
        there={audiences}
        onAdd={(one) => setAdded((before) => [...before, one])}
      />
      <Button wide href="/record/questions">
        {t("consent.questions_again")}
      </Button>
      <SquareSheet
        here={here}
        quilt={{ ...quilt, audiences }}
        chosen={chosen}
        owner={owner.name}
        onChoose={choose}
      />
    </>
  );
}

export function AccessScreen(props: { owner: Owner }): JSX.Element {
  const { owner } = props;
  const here = useQuilt(owner.person);
  return (
    <Screen title={t("consent.title")} back={{ href: RECORD, label: t("consent.back_to_record") }}>
      {here.quilt ? (
        <Picture here={here} quilt={here.quilt} owner={owner} />
      ) : (
        <Otherwise of={here.asked} rows={6} />
      )}
    </Screen>
  );
}
