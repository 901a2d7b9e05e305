/** Direct conversations: found on this device, or begun. */
import { here } from "@/app/here";
import { go } from "@/app/router";
import { http } from "@/contract/http";
import type { Conversation } from "@/contract/types";
import { otherOf } from "./states";

/** The direct conversation with somebody, if this device knows one. */
export function directWith(membershipId: string): Conversation | undefined {
  for (const one of here.value?.messaging.conversations.value.values() ?? []) {
    if (one.kind === "direct" && otherOf(one)?.membership_id === membershipId) return one;
  }
  return undefined;
}

/** Open the conversation with somebody; make it, if there is none. */
export async function openDirect(membershipId: string): Promise<void> {
  const known = directWith(membershipId);
  if (known?.can_write) return go(`/messages/${known.conversation_id}`);
  const made = await http.post<Conversation>("/conversations/direct", {
    membership_id: membershipId,
  });
  await here.value?.messaging.join(made.conversation_id);
  go(`/messages/${made.conversation_id}`);
}
