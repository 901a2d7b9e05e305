/** The paper that is being written: on the device at every stroke, and here again after a reload. */
import { useEffect, useRef, useState } from "preact/hooks";
import { newId } from "@/contract/http";
import { emptyPaper, type Paper, type PaperFile } from "./papers";
import { hand, papersHere } from "./sender";

export const LARGEST_FILE = 20 * 1024 * 1024;
export const MOST_FILES = 10;

export interface OpenPaper {
  paper: Paper | null;
  change: (part: Partial<Paper>) => void;
  addFile: (file: File) => Promise<"added" | "too large" | "too many" | "empty" | "not kept">;
  removeFile: (key: string) => void;
  /** Send it, with these last changes; false where the device could not keep it. */
  send: (part?: Partial<Paper>) => Promise<boolean>;
}

function described(file: File): PaperFile {
  return {
    key: newId(),
    name: file.name || "file",
    media_type: file.type || "application/octet-stream",
    size: file.size,
    people_agreed: null,
    file_id: null,
  };
}

/** A form that has never been written in is not worth keeping. */
export function isEmpty(paper: Pick<Paper, "text" | "files" | "data">): boolean {
  const said = Object.entries(paper.data).some(
    ([field, value]) => !["part", "what", "unit"].includes(field) && String(value).trim() !== "",
  );
  return paper.text.trim() === "" && paper.files.length === 0 && !said;
}

export function usePaper(personId: string, place: string): OpenPaper {
  const [paper, setPaper] = useState<Paper | null>(null);
  const latest = useRef<Paper | null>(null);
  const papers = papersHere();
  useEffect(() => {
    let current = true;
    const begin = (found: Paper) => {
      if (!current) return;
      latest.current = found;
      setPaper(found);
    };
    latest.current = null;
    (papers?.draft(personId, place) ?? Promise.reject()).then(begin, () =>
      begin(emptyPaper(personId, place)),
    );
    return () => {
      current = false;
    };
  }, [papers, personId, place]);
  const change = (part: Partial<Paper>) => {
    if (!latest.current) return;
    latest.current = { ...latest.current, ...part };
    setPaper(latest.current);
    // A device that keeps nothing has the words on the screen; sending says if it comes to that.
    void papers?.put(latest.current).catch(() => undefined);
  };
  const addFile: OpenPaper["addFile"] = async (file) => {
    if (file.size > LARGEST_FILE) return "too large";
    if (file.size === 0) return "empty";
    if ((latest.current?.files.length ?? 0) >= MOST_FILES) return "too many";
    const one = described(file);
    try {
      await papers?.addBytes(one.key, await file.arrayBuffer());
    } catch {
      return "not kept";
    }
    change({ files: [...(latest.current?.files ?? []), one] });
    return "added";
  };
  const removeFile = (key: string) => {
    change({ files: latest.current?.files.filter((file) => file.key !== key) ?? [] });
    void papers?.dropBytes(key).catch(() => undefined);
  };
  const send = async (part: Partial<Paper> = {}) => {
    if (!papers || !latest.current) return false;
    try {
      await hand(papers, { ...latest.current, ...part });
    } catch {
      return false;
    }
    latest.current = emptyPaper(personId, place);
    setPaper(latest.current);
    return true;
  };
  return { paper, change, addFile, removeFile, send };
}
