/** What the record and files domains answer, in the names that these screens use. */
import type { Face } from "@/contract/types";
import type { SectionCode } from "@/features/consent/sections";
import type { PersonFace } from "@/features/consent/types";

export interface FileRow {
  file_id: string;
  name: string;
  kind: "image" | "audio" | "document";
  media_type: string;
  size: number;
  thumbnail: boolean;
  people_agreed: boolean | null;
}

export interface Reply {
  reply_id: string;
  text: string;
  author: Face;
  author_role: string;
  acting_for: boolean;
  at: string;
}

export interface Entry {
  entry_id: string;
  /** The same for all of its versions. */
  root_id: string;
  version: number;
  section: SectionCode;
  text: string | null;
  data: Record<string, unknown>;
  author: Face;
  author_role: string;
  acting_for: boolean;
  happened_at: string;
  recorded_at: string;
  /** `corrected`: a later version stands for it. `error`: it was entered in error. */
  state: "current" | "corrected" | "error";
  reason: string | null;
  replies: Reply[];
  files: FileRow[];
  from_message: { conversation_id: string; seq: number } | null;
  can_correct: boolean;
  can_reply: boolean;
}

export interface OpenSection {
  section: SectionCode;
  read: boolean;
  write: boolean;
}

/** What is open to me of somebody's record: no content of it. */
export interface Hub {
  person: PersonFace;
  mine: boolean;
  acting: boolean;
  role: string;
  sections: OpenSection[];
  closed: boolean;
  questions_due: boolean;
  emergency_until: string | null;
  may_decide: boolean;
}

export interface EntriesPage {
  items: Entry[];
  has_more: boolean;
}

export interface SectionPage extends EntriesPage {
  section: SectionCode;
  can_add: boolean;
}

export interface EntryWhole {
  entry: Entry;
  versions: Entry[];
}

/** The page for the night carer, and the one to print: parts in the order in which they are read. */
export interface OnePage {
  person: PersonFace;
  made_at: string;
  parts: { section: SectionCode; entries: Entry[] }[];
}

/** A record that is open to me now, though it is not mine. */
export interface OpenRecord {
  person: PersonFace;
  organisation: string | null;
  sections: SectionCode[];
  write: SectionCode[];
  until: string | null;
}

/** A file on its way, and what became of it. */
export interface FileState {
  file_id: string;
  name: string;
  media_type: string;
  kind: FileRow["kind"] | null;
  size: number;
  state: "uploading" | "checking" | "ready" | "refused";
  why: string | null;
  chunk_size: number;
  received: number[];
  people_agreed: boolean | null;
}
