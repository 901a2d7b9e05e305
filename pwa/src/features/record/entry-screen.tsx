/** One entry with all of its history, and what can be done about it: answer, correct, mark as a mistake. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { changed, useAsked } from "@/app/asked";
import { here } from "@/app/here";
import { sectionName } from "@/features/consent/sections";
import { Actions, Button } from "@/kit";
import { t } from "@/words/t";
import type { Book } from "./book";
import { EntryCard } from "./entry-card";
import { Frame } from "./frame";
import { Instead } from "./shut";
import type { Entry, EntryWhole } from "./types";
import { CorrectSheet, ErrorSheet, ReplySheet } from "./word-sheets";

/** Back to the message that it came from, where its reader is in that conversation. */
function FromMessage(props: { entry: Entry }): JSX.Element | null {
  const from = props.entry.from_message;
  if (!from || !here.value?.messaging.conversations.value.has(from.conversation_id)) return null;
  return (
    <Button icon="messages" href={`/messages/${from.conversation_id}`}>
      {t("record.from_message")}
    </Button>
  );
}

type Open = "reply" | "correct" | "error" | null;

function Doings(props: { entry: Entry; book: Book }): JSX.Element {
  const { entry, book } = props;
  const [open, setOpen] = useState<Open>(null);
  const shut = () => setOpen(null);
  const done = () => {
    setOpen(null);
    changed("record");
  };
  const sheet = { entry, book, onClose: shut, onDone: done };
  const correctable = entry.can_correct && entry.state === "current";
  return (
    <>
      <Actions>
        {entry.can_reply && (
          <Button icon="messages" onClick={() => setOpen("reply")}>
            {t("record.reply")}
          </Button>
        )}
        {correctable && (
          <Button icon="pencil" onClick={() => setOpen("correct")}>
            {t("record.correct")}
          </Button>
        )}
        {correctable && (
          <Button kind="stop" icon="cross" onClick={() => setOpen("error")}>
            {t("record.is_error")}
          </Button>
        )}
        <FromMessage entry={entry} />
      </Actions>
      {open === "reply" && <ReplySheet {...sheet} />}
      {open === "correct" && <CorrectSheet {...sheet} />}
      {open === "error" && <ErrorSheet {...sheet} />}
    </>
  );
}

function History(props: {
  versions: readonly Entry[];
  now: Entry;
  book: Book;
}): JSX.Element | null {
  const before = props.versions.filter((one) => one.entry_id !== props.now.entry_id);
  if (before.length === 0) return null;
  return (
    <>
      <h2>{t("record.earlier_words")}</h2>
      <p class="soft">{t("record.earlier_words_why")}</p>
      {before.map((one) => (
        <EntryCard key={one.entry_id} entry={one} book={props.book} whole past />
      ))}
    </>
  );
}

export function EntryScreen(props: { book: Book; id: string; urgent: boolean }): JSX.Element {
  const { book, id } = props;
  const purpose = props.urgent ? "emergency" : undefined;
  const asked = useAsked<EntryWhole>(`/people/${book.id}/record/entries/${id}`, purpose);
  const whole = asked.value;
  const section = whole?.entry.section;
  const back = section
    ? { href: `${book.base}/sections/${section}`, label: t("common.back") }
    : undefined;
  return (
    <Frame
      book={book}
      title={section ? sectionName(section) : t("record.entry")}
      {...(back ? { back } : {})}
    >
      {!whole && <Instead of={asked} book={book} />}
      {whole && (
        <>
          <EntryCard entry={whole.entry} book={book} purpose={purpose} whole />
          <Doings entry={whole.entry} book={book} />
          <History versions={whole.versions} now={whole.entry} book={book} />
        </>
      )}
    </Frame>
  );
}
