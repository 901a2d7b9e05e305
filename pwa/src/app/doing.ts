/** One thing that is being done: pressed once, busy meanwhile, and why not, in a sentence. */
import { useState } from "preact/hooks";
import { NoSignal, Refusal } from "@/contract/http";
import { t } from "@/words/t";

export interface Doing {
  busy: boolean;
  /** Why it was not done. */
  why: string | null;
  /** The refusal itself, for screens that put it beside a field. */
  refusal: Refusal | null;
  do: (work: () => Promise<unknown>) => Promise<boolean>;
}

export function useDoing(): Doing {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const run = async (work: () => Promise<unknown>): Promise<boolean> => {
    if (busy) return false;
    setBusy(true);
    setProblem(null);
    try {
      await work();
      return true;
    } catch (trouble) {
      setProblem(trouble);
      if (!(trouble instanceof Refusal) && !(trouble instanceof NoSignal)) throw trouble;
      return false;
    } finally {
      setBusy(false);
    }
  };
  const refusal = problem instanceof Refusal ? problem : null;
  return { busy, why: problem === null ? null : sentence(problem), refusal, do: run };
}

/** A refusal about one field, where it is about that one. */
export function about(refusal: Refusal | null, field: string): { problem?: string } {
  if (!refusal) return {};
  const { problem } = refusal;
  if (problem.field === field) return { problem: problem.detail };
  const said = problem.errors?.find((each) => each.field === field)?.detail;
  return said ? { problem: said } : {};
}

function sentence(problem: unknown): string {
  if (problem instanceof Refusal && problem.problem.detail) return problem.problem.detail;
  if (problem instanceof NoSignal) return t("app.away");
  return t("app.broken_why");
}
