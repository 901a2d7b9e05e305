/** The page that one would want the night carer to read, and the whole record to print. */
import type { JSX } from "preact";
import { useAsked } from "@/app/asked";
import { useDoing } from "@/app/doing";
import { Why } from "@/app/why";
import { http } from "@/contract/http";
import { type SectionCode, sectionName } from "@/features/consent/sections";
import { Button, EmptyState } from "@/kit";
import { clock, day } from "@/words/dates";
import { t } from "@/words/t";
import type { Book } from "./book";
import { Words } from "./entry-card";
import { Frame } from "./frame";
import { PARTS, partOf } from "./parts";
import { byWords } from "./roles";
import { Instead } from "./shut";
import type { Entry, OnePage } from "./types";
import { whenWords } from "./when";

function Line(props: { entry: Entry; book: Book }): JSX.Element {
  const { entry, book } = props;
  return (
    <li>
      <Words entry={entry} />
      <p class="small soft">
        {byWords(entry.author, entry.author_role, entry.acting_for, book.name)} ·{" "}
        {whenWords(entry.happened_at)}
      </p>
    </li>
  );
}

/** About me in the order of its parts, what is good first; all else as it came. */
export function inOrder(section: SectionCode, entries: readonly Entry[]): readonly Entry[] {
  if (section !== "about_me") return entries;
  const place = (entry: Entry) => PARTS.indexOf(partOf(entry) ?? "also_know");
  return [...entries].sort((one, other) => place(one) - place(other));
}

/** One page of paper: the parts in the order in which they are read. */
export function Paper(props: { of: OnePage; book: Book }): JSX.Element {
  const { of: paper, book } = props;
  const parts = paper.parts.filter((part) => part.entries.length > 0);
  if (parts.length === 0) return <EmptyState picture="dark" title={t("record.nothing_here")} />;
  return (
    <article class="sheet-paper" aria-label={paper.person.name}>
      <p class="soft small">
        {t("record.paper_of", {
          name: paper.person.name,
          day: day(new Date(paper.made_at)),
          time: clock(new Date(paper.made_at)),
        })}
      </p>
      {parts.map((part) => (
        <section key={part.section} class="card">
          <h2>{sectionName(part.section)}</h2>
          <ul>
            {inOrder(part.section, part.entries).map((entry) => (
              <Line key={entry.entry_id} entry={entry} book={book} />
            ))}
          </ul>
        </section>
      ))}
    </article>
  );
}

/** Printing is told to the log first; what was closed meanwhile is not printed. */
export function NightScreen(props: { book: Book }): JSX.Element {
  const { book } = props;
  const doing = useDoing();
  const path = `/people/${book.id}/record/night`;
  const asked = useAsked<OnePage>(path, book.purpose);
  const print = async () => {
    if (await doing.do(() => http.get(`${path}?print=true`, book.purpose))) window.print();
    else asked.again();
  };
  return (
    <Frame book={book} title={t("record.night")} second={book.hub.person.name}>
      {!asked.value && <Instead of={asked} book={book} />}
      {asked.value && (
        <>
          <p class="no-print">{t("record.night_so")}</p>
          <Paper of={asked.value} book={book} />
          <Why of={doing} />
          <div class="no-print">
            <Button icon="print" wide busy={doing.busy} onClick={() => void print()}>
              {t("record.print_now")}
            </Button>
          </div>
        </>
      )}
    </Frame>
  );
}

export function PrintScreen(props: { book: Book }): JSX.Element {
  const { book } = props;
  const asked = useAsked<OnePage>(`/people/${book.id}/record/print`, book.purpose);
  return (
    <Frame book={book} title={t("record.print")} second={book.hub.person.name}>
      {!asked.value && <Instead of={asked} book={book} />}
      {asked.value && (
        <>
          <div class="stack no-print">
            <p>{t("record.print_so")}</p>
            <Button kind="do" icon="print" wide onClick={() => window.print()}>
              {t("record.print_now")}
            </Button>
          </div>
          <Paper of={asked.value} book={book} />
        </>
      )}
    </Frame>
  );
}
