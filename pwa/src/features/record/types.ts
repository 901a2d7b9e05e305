/** What the record and files domains answer, by the names that these screens use. */
import type { components } from "@/contract/openapi";

type Schemas = components["schemas"];

export type FileRow = Schemas["RecordFile"];
export type Reply = Schemas["ReplyOut"];
export type Entry = Schemas["EntryOut"];
/** An entry with all of its versions, the newest first. */
export type EntryWhole = Schemas["EntryWithVersions"];
/** What is open to me of somebody's record: no content of it. */
export type Hub = Schemas["RecordOut"];
export type OpenSection = Schemas["OpenSectionOut"];
export type EntriesPage = Schemas["TimelinePage"];
export type SectionPage = Schemas["SectionPage"];
/** The page for the night carer, and the one to print: parts in the order in which they are read. */
export type OnePage = Schemas["PageToPrint"];
/** A record that is open to me now, though it is not mine. */
export type OpenRecord = Schemas["OpenRecordOut"];
/** A file on its way, and what became of it. */
export type FileState = Schemas["FileOut"];
