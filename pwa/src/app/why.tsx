/** Why something was not done, unless a field of the form says it already. */
import type { JSX } from "preact";
import { Note } from "@/kit";
import { about, type Doing } from "./doing";

export function Why(props: { of: Doing; fields?: readonly string[] }): JSX.Element | null {
  const { of: doing, fields = [] } = props;
  if (!doing.why || fields.some((field) => about(doing.refusal, field).problem)) return null;
  return (
    <Note kind="stop" live>
      {doing.why}
    </Note>
  );
}
