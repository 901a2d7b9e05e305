import type { JSX } from "preact";
import type { AllWords, Key } from "./catalogue.ts";
import { marked } from "./t.ts";
import type { ParamsOf } from "./types.ts";

type Props<K extends Key> = { k: K } & (keyof ParamsOf<AllWords[K]> extends never
  ? { with?: never }
  : { with: ParamsOf<AllWords[K]> });

/** A sentence in which what stands between `{b}` and `{/b}` is bold; a new line is a new line. */
export function T<K extends Key>(props: Props<K>): JSX.Element {
  const parts = marked(props.k, props.with as Record<string, string | number> | undefined).split(
    /\{\/?b\}/,
  );
  return (
    <>
      {parts.map((part, i) =>
        // Parts have no identity but their place, and are never reordered.
        i % 2 === 1 ? <b key={`${i}-${part}`}>{part}</b> : part,
      )}
    </>
  );
}
