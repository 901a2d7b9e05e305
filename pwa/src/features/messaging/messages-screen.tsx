/** Messages: all my conversations, and words of mine that nobody would take. */
import type { JSX } from "preact";
import { desk } from "@/app/desk";
import { here } from "@/app/here";
import { Screen } from "@/app/screen";
import { Actions, Button, Card, EmptyState } from "@/kit";
import { t } from "@/words/t";
import { copyWords } from "./bubbles";
import { ConversationList } from "./conversation-list";
import type { Waiting } from "./store";

function NotSent(props: { item: Waiting }): JSX.Element {
  const { item } = props;
  return (
    <Card stitched label={t("messaging.not_sent")}>
      <h2>{t("messaging.not_sent")}</h2>
      <p>{item.text}</p>
      <p class="soft">{item.refusal ?? t("messaging.no_conversation")}</p>
      <Actions>
        <Button icon="copy" onClick={() => copyWords(item.text)}>
          {t("messaging.copy")}
        </Button>
        <Button
          kind="quiet"
          onClick={() => void here.value?.messaging.outbox.remove([item.client_id])}
        >
          {t("messaging.remove")}
        </Button>
      </Actions>
    </Card>
  );
}

export function MessagesScreen(): JSX.Element {
  const messaging = here.value?.messaging;
  // What was refused in a conversation that I still have is shown there, in its place.
  const stranded =
    messaging?.waiting.value.filter(
      (item) =>
        item.state === "refused" && !messaging.conversations.value.has(item.conversation_id),
    ) ?? [];
  const some = [...(messaging?.conversations.value.values() ?? [])].some((one) => one.last);
  const write = (
    <Button icon="pencil" kind="do" href="/messages/new">
      {t("messaging.write")}
    </Button>
  );
  if (desk.value && some) {
    return (
      <Screen title={t("app.messages")} end={write} beside={<ConversationList />}>
        {stranded.map((item) => (
          <NotSent key={item.client_id} item={item} />
        ))}
        <EmptyState picture="messages" title={t("messaging.choose")} />
      </Screen>
    );
  }
  return (
    <Screen title={t("app.messages")} {...(some ? { end: write } : {})}>
      {stranded.map((item) => (
        <NotSent key={item.client_id} item={item} />
      ))}
      <ConversationList />
    </Screen>
  );
}
