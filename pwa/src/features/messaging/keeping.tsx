/** Keeping messages in the record: choosing one, and the mark on those that are kept. */
import type { JSX } from "preact";
import { useAsked } from "@/app/asked";
import { later } from "@/app/later";
import { personOf } from "@/app/places";
import { me } from "@/app/session";
import type { Conversation, Event } from "@/contract/types";
import { Button } from "@/kit";
import { t } from "@/words/t";

export const KeepSheet = later(
  async () => (await import("@/features/record/keep-sheet")).KeepSheet,
  ["record", "sections"],
);

export interface Filed {
  seq: number;
  entry_id: string;
  person_id: string;
}

/** What is said to a whole team or co-op is nobody's record. */
export function mayKeep(conversation: Conversation): boolean {
  return conversation.kind === "care_team" || conversation.kind === "direct";
}

/** Which messages are in a record, as far as I may read it there: by their number. */
export function useFiled(conversation: Conversation): ReadonlyMap<number, Filed> {
  const path = `/conversations/${conversation.conversation_id}/filed`;
  const asked = useAsked<{ items: Filed[] }>(mayKeep(conversation) ? path : null);
  return new Map(asked.value?.items.map((one) => [one.seq, one]));
}

function hrefOf(filed: Filed): string {
  const own = me.value ? personOf(me.value) : null;
  const base = own === filed.person_id ? "/record" : `/people/${filed.person_id}/record`;
  return `${base}/entries/${filed.entry_id}`;
}

/** Under a message: where it is kept; or, while one is being chosen, the button that chooses it. */
export function keepActions(
  event: Event,
  filed: Filed | undefined,
  choose: ((event: Event) => void) | null,
): { actions?: JSX.Element } {
  if (filed) {
    return {
      actions: (
        <Button kind="quiet" icon="book" href={hrefOf(filed)}>
          {t("messaging.is_kept")}
        </Button>
      ),
    };
  }
  if (!choose) return {};
  return {
    actions: (
      <Button
        icon="book"
        onClick={() => choose(event)}
        label={t("messaging.keep_this_label", { text: event.text ?? "" })}
      >
        {t("messaging.keep_this")}
      </Button>
    ),
  };
}

/** While a message is being chosen, this stands where one writes. */
export function Choosing(props: { onEnd: () => void }): JSX.Element {
  return (
    <div class="composer" role="status">
      <p>{t("messaging.keep_which")}</p>
      <Button wide onClick={props.onEnd}>
        {t("messaging.keep_end")}
      </Button>
    </div>
  );
}
