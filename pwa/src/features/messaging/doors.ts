/** The ways in which messaging speaks with the server: live when the line is up, else by HTTP. */
import { http, NoSignal } from "@/contract/http";
import type { Live } from "@/contract/live";
import type { Conversation, EventsPage, Mark, Outgoing, Sent, SyncAnswer } from "@/contract/types";

export interface Doors {
  conversations(): Promise<Conversation[]>;
  conversation(id: string): Promise<Conversation>;
  before(id: string, seq: number, limit: number): Promise<EventsPage>;
  sync(cursors: Record<string, number>): Promise<SyncAnswer>;
  send(message: Outgoing): Promise<Sent>;
  receipts(marks: Mark[]): Promise<unknown>;
}

/** Live first; if the line gives no answer, the other door: both lead to the same function. */
async function either<T>(
  live: Live,
  first: () => Promise<T>,
  second: () => Promise<T>,
): Promise<T> {
  if (!live.connected) return second();
  try {
    return await first();
  } catch (problem) {
    if (problem instanceof NoSignal) return second();
    throw problem;
  }
}

export function doorsOf(live: Live): Doors {
  return {
    conversations: async () => (await http.get<{ items: Conversation[] }>("/conversations")).items,
    conversation: (id) => http.get<Conversation>(`/conversations/${id}`),
    before: (id, seq, limit) =>
      http.get<EventsPage>(`/conversations/${id}/events?before=${seq}&limit=${limit}`),
    sync: (cursors) =>
      either(
        live,
        () => live.sync(cursors),
        () => http.post<SyncAnswer>("/sync", { cursors }),
      ),
    send: (message) => {
      const { conversation_id, ...body } = message;
      return either(
        live,
        () => live.send(message),
        () => http.post<Sent>(`/conversations/${conversation_id}/messages`, body, body.client_id),
      );
    },
    receipts: (marks) =>
      either(
        live,
        () => live.receipts(marks),
        () => http.post("/receipts", { marks }),
      ),
  };
}
