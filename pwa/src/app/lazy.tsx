/** Screens that are loaded when somebody goes there, so that the first message does not wait for them. */
import type { ComponentType, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Note, Skeleton } from "@/kit";
import type { Part } from "@/words/catalogue";
import { bringWords, t } from "@/words/t";
import { Screen } from "./screen";

/** `parts`: the words that its screens say, beyond those that are always there. */
export function lazy<P extends object>(
  load: () => Promise<ComponentType<P>>,
  parts: readonly Part[] = [],
): ComponentType<P> {
  let loaded: ComponentType<P> | null = null;
  return function Lazy(props: P): JSX.Element {
    const [state, setState] = useState<"loading" | "here" | "away">(loaded ? "here" : "loading");
    useEffect(() => {
      if (loaded) return;
      Promise.all([load(), bringWords(parts)]).then(
        ([found]) => {
          loaded = found;
          setState("here");
        },
        () => setState("away"),
      );
    }, []);
    if (loaded) {
      const Loaded = loaded;
      return <Loaded {...props} />;
    }
    return (
      <Screen title={t("app.name")}>
        {state === "away" ? (
          <Note kind="wait">{t("app.not_loaded")}</Note>
        ) : (
          <Skeleton label={t("common.loading")} />
        )}
      </Screen>
    );
  };
}
