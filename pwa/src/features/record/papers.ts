/**
 * What somebody is writing into a record and has not sent: their own words and files, on their own device, until the
 * server has them. One database for each account, membership and person acted for.
 */
import { signal } from "@preact/signals";
import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from "idb";
import { papersName } from "@/app/papers-waiting";
import { newId } from "@/contract/http";
import type { SectionCode } from "@/features/consent/sections";

export interface PaperFile {
  /** Where its bytes lie. */
  key: string;
  name: string;
  media_type: string;
  size: number;
  /** Of a photo: whether the people in it have agreed; null where nobody was asked yet. */
  people_agreed: boolean | null;
  /** What the server calls it, once it knows of it. */
  file_id: string | null;
}

export interface Paper {
  /** Of a draft: whose record, and where in it. Of what waits to be sent: its client id. */
  id: string;
  client_id: string;
  person_id: string;
  section: SectionCode | null;
  text: string;
  data: Record<string, unknown>;
  /** null: when it is sent. */
  happened_at: string | null;
  files: PaperFile[];
  made_at: string;
  state: "draft" | "waiting" | "refused";
  refusal: string | null;
}

interface Shape extends DBSchema {
  papers: { key: string; value: Paper };
  bytes: { key: string; value: { key: string; bytes: ArrayBuffer } };
  used: { key: string; value: { section: SectionCode; at: number } };
}

export function draftId(personId: string, place: string): string {
  return `${personId} ${place}`;
}

export function emptyPaper(personId: string, place: string): Paper {
  return {
    id: draftId(personId, place),
    client_id: newId(),
    person_id: personId,
    section: null,
    text: "",
    data: {},
    happened_at: null,
    files: [],
    made_at: new Date().toISOString(),
    state: "draft",
    refusal: null,
  };
}

function prepare(db: IDBPDatabase<Shape>): void {
  db.createObjectStore("papers", { keyPath: "id" });
  db.createObjectStore("bytes", { keyPath: "key" });
  db.createObjectStore("used", { keyPath: "section" });
}

export class Papers {
  /** What waits to be sent, or was refused, in the order in which it was written. */
  readonly kept = signal<readonly Paper[]>([]);
  private opened: Promise<IDBPDatabase<Shape>> | null = null;

  constructor(readonly name: string) {}

  async draft(personId: string, place: string): Promise<Paper> {
    const found = await (await this.open()).get("papers", draftId(personId, place));
    return found ?? emptyPaper(personId, place);
  }

  /** Remember a paper as it is now. */
  async put(paper: Paper): Promise<void> {
    await (await this.open()).put("papers", paper);
    if (paper.state !== "draft") await this.refresh();
  }

  /** Keep the bytes of a file beside its paper. */
  async addBytes(key: string, bytes: ArrayBuffer): Promise<void> {
    await (await this.open()).put("bytes", { key, bytes });
  }

  async bytes(key: string): Promise<ArrayBuffer | null> {
    return (await (await this.open()).get("bytes", key))?.bytes ?? null;
  }

  async dropBytes(key: string): Promise<void> {
    await (await this.open()).delete("bytes", key);
  }

  /** The draft becomes something that waits to be sent, in one step: from now on it cannot be lost. */
  async hand(draft: Paper): Promise<Paper> {
    const waiting: Paper = {
      ...draft,
      id: draft.client_id,
      state: "waiting",
      refusal: null,
      made_at: new Date().toISOString(),
    };
    const tx = (await this.open()).transaction(["papers", "used"], "readwrite");
    void tx.objectStore("papers").delete(draft.id);
    void tx.objectStore("papers").put(waiting);
    if (draft.section) void tx.objectStore("used").put({ section: draft.section, at: Date.now() });
    await tx.done;
    await this.refresh();
    return waiting;
  }

  /** What was refused lies open again, to be changed: as something new, since the old was answered. */
  async takeBack(paper: Paper, place: string): Promise<void> {
    const files = paper.files.map((file) => ({ ...file, file_id: null }));
    const fresh = emptyPaper(paper.person_id, place);
    const { section, text, data, happened_at } = paper;
    const tx = (await this.open()).transaction("papers", "readwrite");
    void tx.store.delete(paper.id);
    void tx.store.put({ ...fresh, section, text, data, happened_at, files });
    await tx.done;
    await this.refresh();
  }

  /** It is in the record now, or its author wants it no more: it goes, with the bytes of its files. */
  async remove(paper: Paper): Promise<void> {
    const tx = (await this.open()).transaction(["papers", "bytes"], "readwrite");
    void tx.objectStore("papers").delete(paper.id);
    for (const file of paper.files) void tx.objectStore("bytes").delete(file.key);
    await tx.done;
    await this.refresh();
  }

  /** The sections that were written in last, the latest first. */
  async lastUsed(): Promise<SectionCode[]> {
    const used = await (await this.open()).getAll("used");
    return used.sort((one, other) => other.at - one.at).map((one) => one.section);
  }

  async refresh(): Promise<readonly Paper[]> {
    const all = await (await this.open()).getAll("papers");
    this.kept.value = all
      .filter((paper) => paper.state !== "draft")
      .sort((one, other) => one.made_at.localeCompare(other.made_at));
    return this.kept.value;
  }

  async wipe(): Promise<void> {
    await this.close();
    await deleteDB(papersName(this.name));
  }

  private async close(): Promise<void> {
    const opened = this.opened;
    this.opened = null;
    (await opened?.catch(() => null))?.close();
  }

  private open(): Promise<IDBPDatabase<Shape>> {
    this.opened ??= openDB<Shape>(papersName(this.name), 1, {
      upgrade: prepare,
      // Whoever leaves in another tab takes everything along.
      blocking: () => void this.close(),
      terminated: () => {
        this.opened = null;
      },
    });
    const opened = this.opened;
    opened.catch(() => {
      if (this.opened === opened) this.opened = null;
    });
    return opened;
  }
}
