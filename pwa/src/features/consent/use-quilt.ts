/** The quilt on the screen: asked for, changed at once, and changed back. */
import { useState } from "preact/hooks";
import { type Asked, useAsked } from "@/app/asked";
import { type Doing, useDoing } from "@/app/doing";
import { http } from "@/contract/http";
import { isEasy, locale } from "@/words/t";
import { type Change, reach, sameAudience, wayBack } from "./quilt";
import type { SectionCode } from "./sections";
import type { Audience, Level, Quilt } from "./types";

export interface Done {
  audience: Audience;
  sections: readonly SectionCode[];
  back: Change[];
}

export interface QuiltHere {
  asked: Asked<Quilt>;
  quilt: Quilt | undefined;
  doing: Doing;
  /** What was changed last, for as long as it can be taken back from here. */
  done: Done | null;
  give: (
    audience: Audience,
    sections: readonly SectionCode[],
    level: Level,
    until: string | null,
  ) => Promise<boolean>;
  undo: () => Promise<void>;
  forget: () => void;
}

/** In which words somebody was asked: it is kept with what they decided. */
export function shownIn(): "en" | "cy" | "easy" {
  if (locale() === "cy") return "cy";
  return isEasy() ? "easy" : "en";
}

function bodyOf(audience: Audience, change: Change, wording: string): object {
  const { audience: kind, id, role } = audience;
  return {
    audience: { audience: kind, ...(id ? { id } : {}), ...(role ? { role } : {}) },
    sections: change.sections,
    level: change.level,
    ...(change.until !== null && change.level !== "closed" ? { until: change.until } : {}),
    wording,
    language: shownIn(),
  };
}

/** The audience as the newest answer has it; as it was where the answer does not name it any more. */
export function newest(quilt: Quilt, audience: Audience): Audience {
  return quilt.audiences.find((one) => sameAudience(one, audience)) ?? audience;
}

export function useQuilt(person: string): QuiltHere {
  const asked = useAsked<Quilt>(`/people/${person}/access`);
  // What a change answered counts until the server is asked again.
  const [own, setOwn] = useState<{ over: Quilt | undefined; quilt: Quilt } | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const doing = useDoing();
  const quilt = own && own.over === asked.value ? own.quilt : asked.value;

  const send = async (audience: Audience, changes: Change[]): Promise<void> => {
    for (const change of changes) {
      const body = bodyOf(audience, change, quilt?.wording ?? "");
      const answer = await http.post<Quilt>(`/people/${person}/grants`, body);
      setOwn({ over: asked.value, quilt: answer });
    }
  };
  const give: QuiltHere["give"] = async (audience, sections, level, until) => {
    const change = { sections: reach(audience, sections, level), level, until };
    if (change.sections.length === 0) return false;
    const back = wayBack(audience, change.sections);
    const given = await doing.do(() => send(audience, [change]));
    if (given) setDone({ audience, sections: change.sections, back });
    return given;
  };
  const undo = async (): Promise<void> => {
    if (done && (await doing.do(() => send(done.audience, done.back)))) setDone(null);
  };
  return { asked, quilt, doing, done, give, undo, forget: () => setDone(null) };
}
