/** Writing down a call, a letter or a knock at the door, for those who were not there. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Here } from "@/app/here";
import type { Conversation, Medium } from "@/contract/types";
import { Button, Choice, Field, Sheet } from "@/kit";
import { t } from "@/words/t";

const LONGEST = 4_000;

export function MediumSheet(props: {
  of: Conversation;
  now: Here;
  open: boolean;
  onClose: () => void;
}): JSX.Element {
  const [medium, setMedium] = useState<Medium>("call");
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const keep = async () => {
    const words = text.normalize("NFC").trim();
    if (!words) {
      setProblem(t("messaging.note_empty"));
      return;
    }
    try {
      await props.now.messaging.write(props.of.conversation_id, words, medium);
      setText("");
      setProblem(null);
      props.onClose();
    } catch {
      setProblem(t("messaging.not_kept"));
    }
  };
  return (
    <Sheet
      open={props.open}
      onClose={props.onClose}
      title={t("messaging.note_title")}
      closeLabel={t("common.close")}
    >
      <p>{t("messaging.note_why")}</p>
      <Choice
        legend={t("messaging.note_what")}
        value={medium}
        onChange={setMedium}
        options={[
          { value: "call", label: t("messaging.a_call"), icon: "call" },
          { value: "letter", label: t("messaging.a_letter"), icon: "letter" },
          { value: "knock", label: t("messaging.a_knock"), icon: "knock" },
        ]}
      />
      <Field
        label={t("messaging.note_text")}
        value={text}
        onInput={setText}
        lines={4}
        maxLength={LONGEST}
        {...(problem ? { problem } : {})}
      />
      <Button kind="do" wide onClick={() => void keep()}>
        {t("messaging.note_keep")}
      </Button>
    </Sheet>
  );
}
