/** Parts of a screen that come a moment after it, so that the screen itself does not wait for them. */
import type { ComponentType, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Part } from "@/words/catalogue";
import { bringWords } from "@/words/t";

/**
 * Nothing until it and its words (`parts`) are loaded; nothing, too, where they cannot be had without
 * signal: then `away` is told.
 */
export function later<P extends object>(
  load: () => Promise<ComponentType<P>>,
  parts: readonly Part[] = [],
  away: () => void = () => undefined,
): ComponentType<P> {
  let loaded: ComponentType<P> | null = null;
  return function Later(props: P): JSX.Element | null {
    const [, setHere] = useState(loaded !== null);
    useEffect(() => {
      if (loaded) return;
      Promise.all([load(), bringWords(parts)]).then(([found]) => {
        loaded = found;
        setHere(true);
      }, away);
    }, []);
    if (!loaded) return null;
    const Loaded = loaded;
    return <Loaded {...props} />;
  };
}
