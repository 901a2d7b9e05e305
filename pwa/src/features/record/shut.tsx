/** A closed door: whose it is, that nothing was shown, and whom to ask. */
import type { JSX } from "preact";
import type { Asked } from "@/app/asked";
import { Otherwise } from "@/app/asked-states";
import { manyNouns, type SectionCode, sectionNoun } from "@/features/consent/sections";
import { Button, Icon, Note, Portrait } from "@/kit";
import { t } from "@/words/t";
import type { Book } from "./book";
import { openGroups } from "./book";

/** As a heading: what is so, without its full stop and without what could be done about it. */
export function asTitle(words: string): string {
  const [first = ""] = words.trim().split(/(?<=[.!?])\s+(?=\p{Lu})/u);
  return first.replace(/\.$/, "");
}

const SAID_AT_MOST = 6;

function openWords(book: Book): string {
  const open = openGroups(book).flatMap((one) => one.sections);
  if (open.length === 0) return t("record.shut_all", { name: book.name });
  // A long list is no help to anybody.
  if (open.length > SAID_AT_MOST) {
    return t("record.shut_some", { name: book.name, n: open.length });
  }
  return t("record.shut_but", { name: book.name, what: manyNouns(open) });
}

/** `tried`: somebody asked, and the person sees that; not where it was closed while the screen stood open. */
export function Shut(props: {
  book: Book;
  sentence: string;
  tried: boolean;
  section?: SectionCode;
}): JSX.Element {
  const { book, section } = props;
  const own = book.owner === null;
  // Whoever sits in the person's place asks nobody: what is closed to them, only the person opens.
  const acting = book.hub.acting;
  const ask = section ? `?section=${section}` : "";
  return (
    <div class="shut">
      <div class="shut-frame stitched">
        <Portrait parts={book.hub.person.portrait.parts} size="l" />
        <span class="shut-eye">
          <Icon name="closed" />
        </span>
      </div>
      <div role="status">
        <h2>{asTitle(props.sentence)}</h2>
      </div>
      {!own && <p>{openWords(book)}</p>}
      {!own && (
        <>
          {!acting && (
            <Button kind="do" icon="messages" wide href={`/people/${book.id}/ask${ask}`}>
              {t("record.ask_name", { name: book.name })}
            </Button>
          )}
          <Button wide href={book.base}>
            {t("record.back_name", { name: book.name })}
          </Button>
          {props.tried && (
            <Note kind="info" icon="read">
              <p>{t("record.they_see", { name: book.name })}</p>
            </Note>
          )}
        </>
      )}
    </div>
  );
}

/**
 * What another keeps private can be said in the reader's own language. `said`: the server's sentence; there is none
 * where the app was told of it while the screen was open.
 */
function closedWords(book: Book, section: SectionCode | undefined, said: string): string {
  if (book.owner === null) return said || t("record.shut_now");
  const { name } = book;
  if (section) return t("record.keeps_part", { name, what: sectionNoun(section) });
  return t("record.keeps_it", { name });
}

/** What stands where there is no answer to show: loading, closed, or no signal. */
export function Instead(props: {
  of: Asked<unknown>;
  book: Book;
  section?: SectionCode;
}): JSX.Element | null {
  const { refusal } = props.of;
  const { book, section } = props;
  if (refusal?.status === 403) {
    const said = refusal.problem.detail;
    const sentence = closedWords(book, section, said);
    const what = section ? { section } : {};
    return <Shut book={book} sentence={sentence} tried={said !== ""} {...what} />;
  }
  return <Otherwise of={props.of} rows={3} />;
}
