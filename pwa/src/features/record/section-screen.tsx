/** One section: its entries, the newest first. */
import type { JSX } from "preact";
import { NotHere } from "@/app/stops";
import {
  groupOf,
  isSection,
  type SectionCode,
  sectionName,
  sectionNoun,
  whose,
} from "@/features/consent/sections";
import { Button, EmptyState } from "@/kit";
import { t } from "@/words/t";
import type { Book } from "./book";
import { Entries, More } from "./entries";
import { Frame } from "./frame";
import { usePages } from "./pages";
import { Instead } from "./shut";
import type { SectionPage } from "./types";
import { WaitingPapers } from "./waiting-papers";

const A_PAGE = 50;

function Inside(props: { book: Book; section: SectionCode }): JSX.Element {
  const { book, section } = props;
  const purpose = book.purposeOf(section);
  const path = `/people/${book.id}/record/sections/${section}?limit=${A_PAGE}`;
  const pages = usePages<SectionPage>(path, purpose);
  const page = pages.asked.value;
  const waiting = <WaitingPapers person={book.id} section={section} base={book.base} />;
  if (!page) {
    return (
      <>
        {waiting}
        <Instead of={pages.asked} book={book} section={section} />
      </>
    );
  }
  return (
    <>
      {page.can_add && (
        <Button kind="do" icon="plus" wide href={`${book.base}/add/${section}`}>
          {t("record.add_here")}
        </Button>
      )}
      {waiting}
      {pages.entries.length === 0 && (
        <EmptyState picture={groupOf(section).picture} title={t("record.nothing_here")}>
          {page.can_add && <p>{t("record.nothing_here_why")}</p>}
        </EmptyState>
      )}
      <Entries book={book} entries={pages.entries} />
      <More of={pages} />
    </>
  );
}

export function SectionScreen(props: { book: Book; code: string | undefined }): JSX.Element {
  const { book, code } = props;
  if (code === undefined || !isSection(code)) return <NotHere />;
  const name = sectionName(code);
  const title = book.owner === null ? name : whose(sectionNoun(code), book.owner);
  const group = groupOf(code).code;
  return (
    <Frame
      book={book}
      title={title}
      back={{ href: `${book.base}/group/${group}`, label: t("common.back") }}
    >
      <Inside key={code} book={book} section={code} />
    </Frame>
  );
}
