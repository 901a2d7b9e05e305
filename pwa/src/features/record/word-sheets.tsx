/** Answering an entry, correcting it, and saying that it was a mistake. Nothing is ever overwritten. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { about, useDoing } from "@/app/doing";
import { Why } from "@/app/why";
import { http, newId } from "@/contract/http";
import { Button, Field, type Kids, Sheet } from "@/kit";
import { t } from "@/words/t";
import type { Book } from "./book";
import { headline, saidOnly, wordsOf } from "./data";
import { DataFields } from "./data-fields";
import type { Entry } from "./types";

interface SheetProps {
  entry: Entry;
  book: Book;
  onClose: () => void;
  onDone: () => void;
}

const LONGEST_REPLY = 2_000;
const LONGEST_REASON = 500;
const LONGEST_TEXT = 10_000;

function useSending(props: SheetProps, what: "replies" | "correct" | "error") {
  const doing = useDoing();
  // One id for as long as the sheet is open: pressing again after silence writes nothing twice.
  const [clientId] = useState(newId);
  const send = async (body: object) => {
    const path = `/people/${props.book.id}/record/entries/${props.entry.entry_id}/${what}`;
    const done = await doing.do(() => http.post(path, { client_id: clientId, ...body }, clientId));
    if (done) props.onDone();
  };
  return { doing, send };
}

function Frame(props: SheetProps & { title: string; children: Kids }): JSX.Element {
  return (
    <Sheet open onClose={props.onClose} title={props.title} closeLabel={t("common.close")}>
      {props.children}
    </Sheet>
  );
}

export function ReplySheet(props: SheetProps): JSX.Element {
  const { doing, send } = useSending(props, "replies");
  const [text, setText] = useState("");
  return (
    <Frame {...props} title={t("record.reply")}>
      <Field
        label={t("record.reply_words")}
        hint={t("record.reply_why")}
        value={text}
        onInput={setText}
        lines={4}
        maxLength={LONGEST_REPLY}
        {...about(doing.refusal, "text")}
      />
      <Why of={doing} fields={["text"]} />
      <Button
        kind="do"
        wide
        busy={doing.busy}
        onClick={() => text.trim() && void send({ text: text.trim() })}
      >
        {t("record.reply_send")}
      </Button>
    </Frame>
  );
}

function Reason(props: {
  value: string;
  onInput: (value: string) => void;
  label: string;
  problem?: string;
}): JSX.Element {
  return <Field {...props} maxLength={LONGEST_REASON} />;
}

export function CorrectSheet(props: SheetProps): JSX.Element {
  const { entry } = props;
  const { doing, send } = useSending(props, "correct");
  const [text, setText] = useState(entry.text ?? "");
  const [data, setData] = useState<Record<string, unknown>>(entry.data);
  const [reason, setReason] = useState("");
  const corrected = () => {
    const said = saidOnly(data);
    // Words that only said again what the fields say follow the fields.
    const own = text.trim() === headline(entry) ? "" : text;
    const words = wordsOf({ section: entry.section, data: said }, own, entry.files);
    return { text: words, data: said, reason: reason.trim() };
  };
  return (
    <Frame {...props} title={t("record.correct")}>
      <p>{t("record.correct_so")}</p>
      <DataFields section={entry.section} data={data} onChange={setData} />
      <Field
        label={t("record.words")}
        value={text}
        onInput={setText}
        lines={5}
        maxLength={LONGEST_TEXT}
        {...about(doing.refusal, "text")}
      />
      <Reason
        label={t("record.correct_reason")}
        value={reason}
        onInput={setReason}
        {...about(doing.refusal, "reason")}
      />
      <Why of={doing} fields={["text", "reason"]} />
      <Button kind="do" wide busy={doing.busy} onClick={() => void send(corrected())}>
        {t("record.correct_now")}
      </Button>
    </Frame>
  );
}

export function ErrorSheet(props: SheetProps): JSX.Element {
  const { doing, send } = useSending(props, "error");
  const [reason, setReason] = useState("");
  return (
    <Frame {...props} title={t("record.is_error")}>
      <p>{t("record.is_error_so")}</p>
      <Reason
        label={t("record.error_reason")}
        value={reason}
        onInput={setReason}
        {...about(doing.refusal, "reason")}
      />
      <Why of={doing} fields={["reason"]} />
      <Button
        kind="stop"
        wide
        busy={doing.busy}
        onClick={() => void send({ reason: reason.trim() })}
      >
        {t("record.is_error_now")}
      </Button>
    </Frame>
  );
}
