/** Looking for words in what is open to me. They are not in the address, and stay nowhere. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useRecordNews } from "@/app/asked";
import { useDoing } from "@/app/doing";
import { Why } from "@/app/why";
import { http } from "@/contract/http";
import { Button, EmptyState, Field } from "@/kit";
import { t } from "@/words/t";
import type { Book } from "./book";
import { EntryCard } from "./entry-card";
import { Frame } from "./frame";
import type { Entry } from "./types";

const LONGEST = 200;

export function SearchScreen(props: { book: Book }): JSX.Element {
  const { book } = props;
  const doing = useDoing();
  const [text, setText] = useState("");
  const [found, setFound] = useState<{ for: string; items: Entry[] } | null>(null);
  const news = useRecordNews(book.id);
  const path = `/people/${book.id}/record/search`;
  // What I may read is different now: what was found under the old access goes, and is looked for anew.
  useEffect(() => {
    if (news === null || found === null) return;
    setFound(null);
    void search(found.for);
  }, [news]);
  const search = (words: string) =>
    doing.do(async () => {
      const body = { text: words };
      const { purpose } = book;
      const answer = await http.post<{ items: Entry[] }>(path, body, undefined, purpose);
      setFound({ for: words, items: answer.items });
    });
  const submit = (event: Event) => {
    event.preventDefault();
    const words = text.trim();
    if (words) void search(words);
  };
  return (
    <Frame book={book} title={t("record.search")}>
      <form class="stack" onSubmit={submit}>
        <Field
          label={t("record.search_words")}
          type="search"
          value={text}
          onInput={setText}
          maxLength={LONGEST}
          autocomplete="off"
        />
        <Button kind="do" icon="search" wide type="submit" busy={doing.busy}>
          {t("record.search_now")}
        </Button>
      </form>
      <Why of={doing} />
      {/* A heading of the page, so that those of the notes found stand under it. */}
      {found && (
        <div role="status">
          <h2 class="day-head">{t("record.found", { n: found.items.length, words: found.for })}</h2>
        </div>
      )}
      {found?.items.length === 0 && (
        <EmptyState picture="search" title={t("record.nothing_found")}>
          <p>{t("record.nothing_found_why")}</p>
        </EmptyState>
      )}
      {found?.items.map((entry) => (
        <EntryCard key={entry.entry_id} entry={entry} book={book} section />
      ))}
    </Frame>
  );
}
