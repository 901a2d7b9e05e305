/** What is said aloud, and where to go, when something happens in a conversation. */
import type { Conversation, Event } from "@/contract/types";
import { t } from "@/words/t";
import { go, path } from "./router";

/** A new message, as it is read out. */
export function heard(event: Event, conversation: Conversation): string {
  const author = conversation.members.find((one) => one.membership_id === event.author_id);
  return t("messaging.heard", { name: author?.name ?? "", text: event.text ?? "" });
}

/** A conversation is gone while it may be on the screen. */
export function lostConversation(conversationId: string): void {
  if (path.value === `/messages/${conversationId}`) go("/messages", "replace");
}
