/** Entries one below another, day by day, and the way to the earlier ones. */
import type { JSX } from "preact";
import { Button, Note } from "@/kit";
import { t } from "@/words/t";
import type { Book } from "./book";
import { EntryCard } from "./entry-card";
import type { Pages } from "./pages";
import type { EntriesPage, Entry } from "./types";
import { dayWords } from "./when";

export function Entries(props: {
  book: Book;
  entries: readonly Entry[];
  /** Several sections are together. */
  mixed?: boolean;
}): JSX.Element {
  let before = "";
  const lines: JSX.Element[] = [];
  for (const entry of props.entries) {
    const day = dayWords(new Date(entry.happened_at));
    if (day !== before) {
      lines.push(
        <h2 class="day-head" key={`day ${day}`}>
          {day}
        </h2>,
      );
    }
    before = day;
    lines.push(
      <EntryCard
        key={entry.root_id}
        entry={entry}
        book={props.book}
        section={props.mixed ?? false}
        purpose={props.book.purposeOf(entry.section)}
      />,
    );
  }
  return <>{lines}</>;
}

export function More(props: { of: Pages<EntriesPage> }): JSX.Element | null {
  const { of: pages } = props;
  if (!pages.hasMore && !pages.why) return null;
  return (
    <>
      {pages.why && (
        <Note kind="stop" live>
          {pages.why}
        </Note>
      )}
      {pages.hasMore && (
        <Button wide busy={pages.busy} onClick={pages.more}>
          {t("record.earlier")}
        </Button>
      )}
    </>
  );
}
