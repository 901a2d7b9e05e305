/** What was written to me and I have not read: by whom, and how it begins. */
import type { JSX } from "preact";
import { here } from "@/app/here";
import type { Conversation } from "@/contract/types";
import { newestFirst } from "@/features/messaging/conversation-list";
import { Lead, lastLine, titleOf } from "@/features/messaging/titles";
import { List, Row } from "@/kit";
import { t } from "@/words/t";

export function unreadConversations(except?: string): Conversation[] {
  const all = here.value?.messaging.conversations.value.values() ?? [];
  return newestFirst(all).filter((one) => one.unread > 0 && one.conversation_id !== except);
}

export function NewForMe(props: { quiet?: boolean; except?: string }): JSX.Element | null {
  const fresh = unreadConversations(props.except).slice(0, 3);
  if (fresh.length === 0) {
    if (props.quiet || !here.value?.messaging.known.value) return null;
    return <p class="soft">{t("today.nothing_new")}</p>;
  }
  return (
    <>
      <h2>{t("today.new")}</h2>
      <List label={t("today.new")}>
        {fresh.map((one) => (
          <Row
            key={one.conversation_id}
            lead={<Lead of={one} />}
            title={titleOf(one)}
            second={lastLine(one)}
            href={`/messages/${one.conversation_id}`}
            news={t("common.new_count", { n: one.unread })}
          />
        ))}
      </List>
    </>
  );
}
