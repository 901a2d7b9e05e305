/** What was written here and is not in the record yet: stitched, and said plainly. */
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { go } from "@/app/router";
import { noSignal } from "@/app/signal";
import { type SectionCode, sectionName } from "@/features/consent/sections";
import { Actions, Button, Card, Icon, Note } from "@/kit";
import { t } from "@/words/t";
import { iconOf } from "./attach";
import type { Paper, Papers } from "./papers";
import { isPart } from "./parts";
import { going, papersHere, wakeSender } from "./sender";

function Gone(props: { of: Paper }): JSX.Element | null {
  const parts = props.of.files.map((file) => going.value.get(file.key) ?? 0);
  if (parts.length === 0 || noSignal.value) return null;
  const part = parts.reduce((sum, one) => sum + one, 0) / parts.length;
  const n = Math.round(part * 100);
  return (
    <label class="stack-s">
      <span class="small">{t("record.gone", { n })}</span>
      <progress class="going" max={100} value={n} />
    </label>
  );
}

/** Where it was written, to be changed there. */
function placeOf(paper: Paper): string {
  return isPart(paper.data.part) ? `about ${paper.data.part}` : "add";
}

function hrefOf(paper: Paper, base: string): string {
  return isPart(paper.data.part) ? `${base}/about/${paper.data.part}` : `${base}/add`;
}

function Refused(props: { of: Paper; papers: Papers; base: string }): JSX.Element {
  const { of: paper, papers, base } = props;
  const change = async () => {
    await papers.takeBack(paper, placeOf(paper));
    go(hrefOf(paper, base));
  };
  return (
    <>
      <Note kind="stop" live>
        <p>{paper.refusal}</p>
      </Note>
      <Actions>
        <Button icon="pencil" onClick={() => void change()}>
          {t("record.change_it")}
        </Button>
        <Button kind="quiet" onClick={() => void papers.remove(paper)}>
          {t("record.throw_away")}
        </Button>
      </Actions>
    </>
  );
}

function One(props: { of: Paper; papers: Papers; base: string }): JSX.Element {
  const { of: paper } = props;
  return (
    <Card stitched label={t("record.on_its_way")}>
      {paper.section && <p class="small soft">{sectionName(paper.section)}</p>}
      {paper.text && (
        <p class="entry-text" dir="auto">
          {paper.text}
        </p>
      )}
      {paper.files.map((file) => (
        <p key={file.key} class="small">
          <Icon name={iconOf(file)} size="s" /> {file.name}
        </p>
      ))}
      {paper.state === "refused" ? (
        <Refused {...props} />
      ) : (
        <>
          <p class="small" role="status">
            <Icon name="clock" size="s" />{" "}
            {noSignal.value ? t("record.waits_for_signal") : t("record.on_its_way")}
          </p>
          <Gone of={paper} />
        </>
      )}
    </Card>
  );
}

export function WaitingPapers(props: {
  person: string;
  /** Only what goes into this section. */
  section?: SectionCode;
  base: string;
}): JSX.Element | null {
  const papers = papersHere();
  useEffect(() => {
    void papers?.refresh().catch(() => undefined);
    wakeSender();
  }, [papers]);
  if (!papers) return null;
  const mine = papers.kept.value.filter(
    (paper) =>
      paper.person_id === props.person &&
      (props.section === undefined || paper.section === props.section),
  );
  return (
    <>
      {mine.map((paper) => (
        <One key={paper.id} of={paper} papers={papers} base={props.base} />
      ))}
    </>
  );
}
