/** Whom I could ask into my care team, or name as my helper. Asking is not yet having. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { changed, useAsked } from "@/app/asked";
import { Otherwise } from "@/app/asked-states";
import { useDoing } from "@/app/doing";
import { hatNames } from "@/app/hats";
import { calledBy } from "@/app/names";
import { personOf } from "@/app/places";
import { go } from "@/app/router";
import { Screen } from "@/app/screen";
import { me } from "@/app/session";
import { Why } from "@/app/why";
import { http } from "@/contract/http";
import type { Face } from "@/contract/types";
import { Button, EmptyState, List, Row, Sheet } from "@/kit";
import { t } from "@/words/t";

const WAYS = {
  ask: {
    path: "care-team",
    asks: "",
    title: "people.ask_in",
    what: "people.ask_so",
    button: "people.ask_name",
  },
  helper: {
    path: "helpers",
    asks: "?for=helper",
    title: "people.name_helper",
    what: "people.helper_means",
    button: "people.name_as_helper",
  },
} as const;

export function AskInScreen(props: { as: "ask" | "helper" }): JSX.Element {
  const way = WAYS[props.as];
  const person = me.value ? personOf(me.value) : null;
  const asked = useAsked<{ items: Face[] }>(
    person ? `/people/${person}/candidates${way.asks}` : null,
  );
  const [chosen, setChosen] = useState<Face | null>(null);
  const doing = useDoing();
  const name = chosen ? calledBy(chosen.name) : "";
  const ask = async () => {
    if (!chosen) return;
    const body = { membership_id: chosen.membership_id };
    if (await doing.do(() => http.post(`/people/${person}/${way.path}`, body))) {
      changed("care_team");
      go("/team");
    }
  };
  const items = asked.value?.items;
  return (
    <Screen title={t(way.title)} back={{ href: "/team", label: t("people.back_to_team") }}>
      {!items && <Otherwise of={asked} />}
      {items?.length === 0 && (
        <EmptyState picture="search" title={t("people.nobody_to_ask")}>
          <p>{t("people.nobody_to_ask_why")}</p>
        </EmptyState>
      )}
      {items && items.length > 0 && (
        <List label={t(way.title)}>
          {items.map((face) => (
            <Row
              key={face.membership_id}
              face={face.portrait.parts}
              title={face.name}
              second={
                hatNames(face.hats)[0] ?? (face.kind === "carer" ? t("messaging.carer") : undefined)
              }
              onClick={() => setChosen(face)}
            />
          ))}
        </List>
      )}
      <Sheet
        open={chosen !== null}
        onClose={() => setChosen(null)}
        title={chosen?.name ?? ""}
        closeLabel={t("common.close")}
      >
        <p>{t(way.what, { name })}</p>
        <Why of={doing} />
        <Button kind="do" icon="person-add" wide busy={doing.busy} onClick={() => void ask()}>
          {t(way.button, { name })}
        </Button>
      </Sheet>
    </Screen>
  );
}
