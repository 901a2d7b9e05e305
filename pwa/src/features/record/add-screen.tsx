/** Adding to the record: where, what, when, and it is saved. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { go } from "@/app/router";
import { noSignal } from "@/app/signal";
import { GROUPS, isSection, type SectionCode, sectionName } from "@/features/consent/sections";
import { Button, Choice, EmptyState, Field, Note, Skeleton } from "@/kit";
import { t } from "@/words/t";
import { Attach, unanswered } from "./attach";
import type { Book } from "./book";
import { Chips } from "./chips";
import { saidOnly, wordsOf } from "./data";
import { DataFields } from "./data-fields";
import { Frame } from "./frame";
import { papersHere } from "./sender";
import { isEmpty, type OpenPaper, usePaper } from "./use-paper";
import { forField, fromField } from "./when";

const LONGEST = 10_000;
const CHIPS = 4;

/** About me has pages of its own; these are written by what they are about, and not by hand. */
const NOT_BY_HAND = new Set<SectionCode>(["about_me", "messages", "sharing", "research"]);

/** Where I may write, what I used last in front, then as the record itself is ordered. */
export function writable(
  book: Pick<Book, "canWrite">,
  used: readonly SectionCode[],
): SectionCode[] {
  const first: SectionCode[] = [...used, "daily_notes", "observations", "medicines", "care_plan"];
  const all = [...first, ...GROUPS.flatMap((group) => group.sections)];
  return [...new Set(all)].filter((code) => book.canWrite(code) && !NOT_BY_HAND.has(code));
}

function useLastUsed(): SectionCode[] | null {
  const [used, setUsed] = useState<SectionCode[] | null>(null);
  useEffect(() => {
    (papersHere()?.lastUsed() ?? Promise.resolve([])).then(setUsed, () => setUsed([]));
  }, []);
  return used;
}

export function Where(props: {
  sections: readonly SectionCode[];
  value: SectionCode | null;
  onChange: (section: SectionCode) => void;
}): JSX.Element {
  const [all, setAll] = useState(false);
  const { sections, value, onChange } = props;
  const options = sections.map((section) => ({ value: section, label: sectionName(section) }));
  if (all) {
    const choose = (section: SectionCode) => {
      onChange(section);
      setAll(false);
    };
    return <Choice legend={t("record.where")} options={options} value={value} onChange={choose} />;
  }
  const near = options.slice(0, CHIPS);
  const chosen = options.find((one) => one.value === value);
  const shown = chosen && !near.includes(chosen) ? [chosen, ...near.slice(1)] : near;
  return (
    <div class="stack-s">
      <h2>{t("record.where")}</h2>
      <Chips label={t("record.where")} options={shown} value={value} onChange={onChange} />
      {options.length > CHIPS && (
        <Button kind="quiet" onClick={() => setAll(true)}>
          {t("record.elsewhere")}
        </Button>
      )}
    </div>
  );
}

function When(props: { of: OpenPaper }): JSX.Element {
  const { of: open } = props;
  const at = open.paper?.happened_at ?? null;
  const choose = (which: "now" | "earlier") =>
    open.change({ happened_at: which === "now" ? null : new Date().toISOString() });
  return (
    <div class="stack-s">
      <Chips
        label={t("record.when")}
        value={at === null ? "now" : "earlier"}
        onChange={choose}
        options={[
          { value: "now", label: t("record.now"), icon: "check" },
          { value: "earlier", label: t("record.earlier_time"), icon: "clock" },
        ]}
      />
      {at !== null && (
        <Field
          label={t("record.when")}
          type="datetime-local"
          value={forField(new Date(at))}
          max={forField(new Date())}
          onInput={(value) => {
            const moment = fromField(value);
            if (moment) open.change({ happened_at: moment });
          }}
        />
      )}
    </div>
  );
}

type Missing = "where" | "what" | "agreed" | "not kept" | null;

function useSaving(book: Book, open: OpenPaper, section: SectionCode | null) {
  const [missing, setMissing] = useState<Missing>(null);
  const save = async () => {
    const { paper } = open;
    if (!paper) return;
    if (section === null) return setMissing("where");
    if (isEmpty(paper)) return setMissing("what");
    if (unanswered(paper.files)) return setMissing("agreed");
    const data = saidOnly(paper.data);
    const text = wordsOf({ section, data }, paper.text, paper.files);
    if (!(await open.send({ section, text, data }))) return setMissing("not kept");
    go(`${book.base}/sections/${section}`, "replace");
  };
  return { missing, save };
}

function Form(props: {
  book: Book;
  sections: readonly SectionCode[];
  given: SectionCode | null;
}): JSX.Element {
  const { book, sections, given } = props;
  const open = usePaper(book.id, "add");
  const { paper } = open;
  const wanted = paper?.section ?? given ?? sections[0] ?? null;
  const section = wanted && sections.includes(wanted) ? wanted : null;
  const { missing, save } = useSaving(book, open, section);
  useEffect(() => {
    // Whoever comes from a section means that one, whatever lay here from before.
    if (paper && given && paper.section !== given && isEmpty(paper))
      open.change({ section: given });
  }, [paper === null, given]);
  if (!paper) return <Skeleton label={t("common.loading")} rows={3} faces={false} />;
  return (
    <>
      <Where
        sections={sections}
        value={section}
        // Another section has other fields; the words and files stay.
        onChange={(next) => open.change({ section: next, data: {} })}
      />
      {section && (
        <DataFields
          section={section}
          data={paper.data}
          onChange={(data) => open.change({ section, data })}
        />
      )}
      <Field
        label={t("record.words")}
        value={paper.text}
        onInput={(text) => open.change({ text })}
        lines={4}
        maxLength={LONGEST}
        {...(missing === "what" && isEmpty(paper) ? { problem: t("record.words_first") } : {})}
      />
      <Attach of={open} missing={missing === "agreed"} />
      <When of={open} />
      {missing === "where" && !section && <Note kind="stop">{t("record.where_first")}</Note>}
      {missing === "not kept" && <Note kind="stop">{t("record.not_kept")}</Note>}
      {noSignal.value && <Note kind="wait">{t("record.no_signal_so")}</Note>}
      <Button kind="do" icon="check" wide onClick={() => void save()}>
        {t("record.save")}
      </Button>
    </>
  );
}

export function AddScreen(props: { book: Book; section: string | undefined }): JSX.Element {
  const { book, section } = props;
  const used = useLastUsed();
  const sections = used === null ? [] : writable(book, used);
  const given = section !== undefined && isSection(section) ? section : null;
  return (
    <Frame book={book} title={t("record.add")}>
      {used === null && <Skeleton label={t("common.loading")} rows={3} faces={false} />}
      {used !== null && sections.length === 0 && (
        <EmptyState picture="closed" title={t("record.nowhere")} />
      )}
      {sections.length > 0 && <Form book={book} sections={sections} given={given} />}
    </Frame>
  );
}
