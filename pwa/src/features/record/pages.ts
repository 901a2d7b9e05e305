/** A list of entries that is read from the newest on, a stretch at a time. */
import { useEffect, useState } from "preact/hooks";
import { type Asked, useAsked } from "@/app/asked";
import { useDoing } from "@/app/doing";
import { http, type Purpose } from "@/contract/http";
import type { EntriesPage, Entry } from "./types";

/** The first stretch as it is now, then the earlier ones, each entry once, by its newest version. */
export function joined(first: readonly Entry[], earlier: readonly Entry[]): Entry[] {
  const known = new Set(first.map((entry) => entry.root_id));
  return [...first, ...earlier.filter((entry) => !known.has(entry.root_id))];
}

export interface Pages<T extends EntriesPage> {
  asked: Asked<T>;
  entries: Entry[];
  hasMore: boolean;
  busy: boolean;
  why: string | null;
  more: () => void;
}

/** `path` with its own question mark, if it has one. */
export function usePages<T extends EntriesPage>(path: string, purpose?: Purpose): Pages<T> {
  const asked = useAsked<T>(path, purpose);
  const doing = useDoing();
  const [earlier, setEarlier] = useState<{ path: string; page: EntriesPage } | null>(null);
  const gone = asked.value === undefined;
  // What left the screen leaves with all that was loaded after it.
  useEffect(() => {
    if (gone) setEarlier(null);
  }, [gone]);
  const behind = !gone && earlier?.path === path ? earlier.page : null;
  const entries = joined(asked.value?.items ?? [], behind?.items ?? []);
  const more = () => {
    const last = entries.at(-1);
    if (!last) return;
    const from = `${path}${path.includes("?") ? "&" : "?"}before=${last.entry_id}`;
    void doing.do(async () => {
      const page = await http.get<EntriesPage>(from, purpose);
      setEarlier({
        path,
        page: { items: joined(behind?.items ?? [], page.items), has_more: page.has_more },
      });
    });
  };
  return {
    asked,
    entries,
    hasMore: behind ? behind.has_more : (asked.value?.has_more ?? false),
    busy: doing.busy,
    why: doing.why,
    more,
  };
}
