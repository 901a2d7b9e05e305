/** The composer of one conversation: its words are kept at every stroke. */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Here } from "@/app/here";
import type { Conversation } from "@/contract/types";
import { Button, Composer, type Kids } from "@/kit";
import { t } from "@/words/t";
import { MediumSheet } from "./medium-sheet";
import { others } from "./states";
import { namesOf, titleOf } from "./titles";

const LONGEST = 4_000;

function readersWords(conversation: Conversation): string {
  if (conversation.kind === "coop") {
    return t("messaging.all_read", { n: Math.max(0, conversation.member_count - 1) });
  }
  const rest = others(conversation);
  if (rest.length === 0) return t("messaging.nobody_reads");
  return t("messaging.will_read", { names: namesOf(rest) });
}

/** The words, from the device at first; every change goes back to it. */
function useDraft(now: Here, id: string, given: { text: string } | null) {
  const [text, setText] = useState("");
  const typed = useRef(false);
  const { drafts } = now.messaging;
  useEffect(() => {
    let current = true;
    typed.current = false;
    void drafts.read(id).then((kept) => {
      // Whoever was faster than the device keeps what they typed.
      if (current && !typed.current) setText(kept);
    });
    return () => {
      current = false;
    };
  }, [drafts, id]);
  const write = (next: string) => {
    typed.current = true;
    setText(next);
    drafts.keep(id, next);
    if (next) now.typing.mine(id);
  };
  const latest = useRef(write);
  latest.current = write;
  useEffect(() => {
    if (!given) return;
    latest.current(given.text);
    document.querySelector<HTMLElement>("form.composer textarea")?.focus();
  }, [given]);
  return { text, write, clear: () => setText("") };
}

export function Write(props: {
  of: Conversation;
  now: Here;
  given: { text: string } | null;
  extra?: Kids;
}): JSX.Element {
  const { of: conversation, now } = props;
  const id = conversation.conversation_id;
  const { text, write, clear } = useDraft(now, id, props.given);
  const [problem, setProblem] = useState<string | null>(null);
  const [noting, setNoting] = useState(false);
  const send = () => {
    const words = text.normalize("NFC").trim();
    if (!words) return;
    if (words.length > LONGEST) {
      setProblem(t("messaging.too_long", { n: LONGEST }));
      return;
    }
    setProblem(null);
    clear();
    now.messaging.write(id, words).catch(() => {
      write(words);
      setProblem(t("messaging.not_kept"));
    });
  };
  return (
    <>
      <Composer
        label={t("messaging.write_to", { name: titleOf(conversation) })}
        placeholder={t("messaging.write_here")}
        value={text}
        onInput={write}
        onSend={send}
        readers={others(conversation).map((one) => ({
          parts: one.portrait.parts,
          name: one.name,
        }))}
        readersWords={readersWords(conversation)}
        sendWords={t("messaging.send")}
        extra={props.extra}
        beside={<Button onClick={() => setNoting(true)}>{t("messaging.note_call")}</Button>}
        {...(problem ? { problem } : {})}
      />
      <MediumSheet of={conversation} now={now} open={noting} onClose={() => setNoting(false)} />
    </>
  );
}
