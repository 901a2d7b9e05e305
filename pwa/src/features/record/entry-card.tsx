/** One entry: what it says, who wrote it and in which hat, when it happened and when it was written down. */
import type { JSX } from "preact";
import { calledBy } from "@/app/names";
import type { Purpose } from "@/contract/http";
import { sectionName } from "@/features/consent/sections";
import { Card, Icon, Note, Portrait } from "@/kit";
import { t } from "@/words/t";
import type { Book } from "./book";
import { detailsOf, headline } from "./data";
import { Files } from "./files";
import { partName } from "./parts";
import { byWords } from "./roles";
import type { Entry, Reply } from "./types";
import { whenWords, writtenLater } from "./when";

function Author(props: { entry: Entry; book: Book }): JSX.Element {
  const { entry, book } = props;
  const late = writtenLater(entry);
  return (
    <div class="across entry-by">
      <Portrait parts={entry.author.portrait.parts} size="s" />
      <p class="grow small">
        <b>{byWords(entry.author, entry.author_role, entry.acting_for, book.name)}</b>
        {" · "}
        <time dateTime={entry.happened_at}>{whenWords(entry.happened_at)}</time>
        {late && <span class="soft"> {t("record.written_later", { when: late })}</span>}
      </p>
    </div>
  );
}

/** What became of it since, said plainly. */
function Standing(props: { entry: Entry }): JSX.Element | null {
  const { entry } = props;
  if (entry.state === "error") {
    return (
      <Note kind="stop" icon="cross">
        <p>
          <b>{t("record.in_error")}</b> {entry.reason}
        </p>
      </Note>
    );
  }
  if (entry.version > 1) {
    return (
      <p class="small soft">
        <Icon name="pencil" size="s" /> {t("record.was_corrected")} {entry.reason}
      </p>
    );
  }
  return null;
}

export function Words(props: { entry: Entry }): JSX.Element {
  const { entry } = props;
  const part = entry.section === "about_me" ? partName(entry.data.part) : "";
  const head = headline(entry) || part;
  return (
    <>
      {head && <h3>{head}</h3>}
      {entry.text && entry.text !== head && (
        <p class="entry-text" dir="auto">
          {entry.text}
        </p>
      )}
      {detailsOf(entry).map((one) => (
        <p key={one.label}>
          <span class="soft">{one.label}: </span>
          {one.text}
        </p>
      ))}
    </>
  );
}

function Answer(props: { of: Reply; book: Book }): JSX.Element {
  const { of: reply, book } = props;
  return (
    <li class="reply">
      <Portrait parts={reply.author.portrait.parts} size="xs" />
      <div class="grow">
        <p class="entry-text" dir="auto">
          {reply.text}
        </p>
        <p class="small soft">
          {byWords(reply.author, reply.author_role, reply.acting_for, book.name)} ·{" "}
          {whenWords(reply.at)}
        </p>
      </div>
    </li>
  );
}

export function Replies(props: { of: readonly Reply[]; book: Book }): JSX.Element | null {
  if (props.of.length === 0) return null;
  return (
    <ul class="replies" aria-label={t("record.replies")}>
      {props.of.map((reply) => (
        <Answer key={reply.reply_id} of={reply} book={props.book} />
      ))}
    </ul>
  );
}

/** Its own page; in an emergency it is read for that, and the address says so. */
export function entryHref(book: Book, entry: Entry): string {
  const page = `${book.base}/entries/${entry.root_id}`;
  return book.purposeOf(entry.section) === "emergency" ? `${page}/emergency` : page;
}

function moreWords(entry: Entry): string {
  if (entry.state === "error") return t("record.see_words");
  if (entry.can_correct) return t("record.more_change");
  return entry.can_reply ? t("record.more_answer") : t("record.more");
}

export function EntryCard(props: {
  entry: Entry;
  book: Book;
  /** Where several sections are together: say which this is. */
  section?: boolean;
  /** On its own page nothing leads to it any more. */
  whole?: boolean;
  /** An earlier version: what hangs on the entry is shown with the one that stands. */
  past?: boolean;
  purpose?: Purpose | undefined;
}): JSX.Element {
  const { entry, book } = props;
  const wrong = entry.state === "error";
  const who = calledBy(entry.author.name);
  return (
    <Card stitched={entry.state !== "current"}>
      {props.section && <p class="small soft">{sectionName(entry.section)}</p>}
      {entry.from_message && !props.past && (
        <p class="small soft">
          <Icon name="messages" size="s" /> {t("record.was_message")}
        </p>
      )}
      <Standing entry={entry} />
      {!(wrong && !props.whole) && <Words entry={entry} />}
      {!props.past && <Files of={entry.files} purpose={props.purpose} />}
      <Author entry={entry} book={book} />
      {!props.past && <Replies of={entry.replies} book={book} />}
      {!props.whole && (
        <a
          class="entry-more no-print"
          href={entryHref(book, entry)}
          aria-label={t("record.more_label", {
            what: moreWords(entry),
            name: who,
            when: whenWords(entry.happened_at),
          })}
        >
          {moreWords(entry)}
          <Icon name="forward" size="s" />
        </a>
      )}
    </Card>
  );
}
