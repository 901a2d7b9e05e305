/** What a screen shows while it has no answer to show. */
import type { JSX } from "preact";
import { Button, Note, Skeleton } from "@/kit";
import { t } from "@/words/t";
import type { Asked } from "./asked";

export function Otherwise(props: { of: Asked<unknown>; rows?: number }): JSX.Element | null {
  const { state, refusal, again } = props.of;
  if (state === "loading") return <Skeleton label={t("common.loading")} rows={props.rows ?? 4} />;
  if (state === "refused") {
    return (
      <Note kind="stop" live>
        {refusal?.status === 404 ? t("app.not_here_why") : refusal?.problem.detail}
      </Note>
    );
  }
  if (state === "away") {
    return (
      <Note kind="wait" live>
        <p>{t("app.away")}</p>
        <Button onClick={again}>{t("app.try_again")}</Button>
      </Note>
    );
  }
  return null;
}
