/** Everything that is open to me, by day; or one group of it. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { type Group, groupName } from "@/features/consent/sections";
import { Button, EmptyState } from "@/kit";
import { t } from "@/words/t";
import { type Book, openGroups } from "./book";
import { Chips } from "./chips";
import { Entries, More } from "./entries";
import { Frame } from "./frame";
import { usePages } from "./pages";
import { Instead } from "./shut";
import type { EntriesPage } from "./types";

type Which = Group["code"] | "all";

export function timelinePath(book: Book, which: Which): string {
  const path = `/people/${book.id}/record/timeline?limit=50`;
  const chosen = openGroups(book).find((one) => one.group.code === which);
  return chosen ? `${path}&sections=${chosen.sections.join(",")}` : path;
}

function Days(props: { book: Book; which: Which }): JSX.Element {
  const { book } = props;
  const pages = usePages<EntriesPage>(timelinePath(book, props.which), book.purpose);
  if (!pages.asked.value) return <Instead of={pages.asked} book={book} />;
  if (pages.entries.length === 0) {
    return <EmptyState picture="calendar" title={t("record.nothing_here")} />;
  }
  return (
    <>
      <Entries book={book} entries={pages.entries} mixed />
      <More of={pages} />
    </>
  );
}

export function TimelineScreen(props: { book: Book }): JSX.Element {
  const { book } = props;
  const [which, setWhich] = useState<Which>("all");
  const [choosing, setChoosing] = useState(false);
  const options: { value: Which; label: string }[] = [
    { value: "all", label: t("record.everything") },
    ...openGroups(book).map(({ group }) => ({ value: group.code, label: groupName(group.code) })),
  ];
  const now = options.find((one) => one.value === which)?.label;
  return (
    <Frame book={book} title={t("record.timeline")}>
      <div class="stack-s">
        <Button icon={choosing ? "cross" : "more"} onClick={() => setChoosing(!choosing)}>
          {t("record.which_now", { what: now ?? "" })}
        </Button>
        {choosing && (
          <Chips
            label={t("record.which")}
            options={options}
            value={which}
            onChange={(next) => {
              setWhich(next);
              setChoosing(false);
            }}
          />
        )}
      </div>
      <Days key={which} book={book} which={which} />
    </Frame>
  );
}
