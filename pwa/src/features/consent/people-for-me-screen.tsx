/** Who may act for a person: a helper whom they name, an attorney, a deputy. With scope, evidence and an end. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { changed, useAsked } from "@/app/asked";
import { Otherwise } from "@/app/asked-states";
import { useDoing } from "@/app/doing";
import { calledBy } from "@/app/names";
import { Screen } from "@/app/screen";
import { me } from "@/app/session";
import { Why } from "@/app/why";
import { http } from "@/contract/http";
import { Button, Card, EmptyState, Portrait, Sheet, Tag } from "@/kit";
import { day } from "@/words/dates";
import { t } from "@/words/t";
import { AuthorityForm, kindWords } from "./authority-form";
import { hasHat } from "./owner";
import { whoseParts } from "./sections";
import type { Authority } from "./types";
import { untilWords } from "./until";

export interface About {
  person: string;
  /** What to call them; null where it is me. */
  name: string | null;
  back: { href: string; label: string };
}

function scopeWords(of: Authority, owner: string | null): string {
  const what = whoseParts(of.sections, owner);
  const who = calledBy(of.membership.name);
  const scope = t(of.level === "add" ? "consent.scope_add" : "consent.scope_see", { who, what });
  return of.may_decide ? `${scope} ${t("consent.scope_decides", { who })}` : scope;
}

function State(props: { of: Authority }): JSX.Element {
  return props.of.verified_at ? (
    <Tag kind="fine" icon="check">
      {t("consent.verified", { day: day(new Date(props.of.verified_at)) })}
    </Tag>
  ) : (
    <Tag kind="stitched" icon="clock">
      {t("consent.not_verified")}
    </Tag>
  );
}

/** The quiet way: nobody is asked why, and nobody else is told. */
function EndSheet(props: { of: Authority | null; onClose: () => void }): JSX.Element {
  const { of } = props;
  const doing = useDoing();
  const name = of ? calledBy(of.membership.name) : "";
  const mine = of?.membership.membership_id === me.value?.active?.membership_id;
  const end = async () => {
    if (of && (await doing.do(() => http.remove(`/authorities/${of.authority_id}`)))) {
      props.onClose();
      changed("access");
    }
  };
  return (
    <Sheet
      open={of !== null}
      onClose={props.onClose}
      title={of?.membership.name ?? ""}
      closeLabel={t("common.close")}
    >
      <p>{mine ? t("consent.end_mine_so") : t("consent.end_so", { name })}</p>
      <Why of={doing} />
      <Button kind="stop" wide busy={doing.busy} onClick={() => void end()}>
        {mine ? t("consent.end_mine") : t("consent.end_now", { name })}
      </Button>
    </Sheet>
  );
}

function AuthorityCard(props: {
  of: Authority;
  owner: string | null;
  onEnd: () => void;
}): JSX.Element {
  const { of } = props;
  const doing = useDoing();
  const verify = async () => {
    if (await doing.do(() => http.post(`/authorities/${of.authority_id}/verify`))) {
      changed("access");
    }
  };
  return (
    <Card stitched={!of.verified_at} label={of.membership.name}>
      <div class="across">
        <Portrait parts={of.membership.portrait.parts} />
        <div class="grow">
          <h2>{of.membership.name}</h2>
          <p>
            {[kindWords(of.kind, props.owner), of.jointly && t("consent.jointly")]
              .filter(Boolean)
              .join(", ")}
          </p>
        </div>
      </div>
      <p>
        {scopeWords(of, props.owner)} {untilWords(of.until)}
      </p>
      {of.evidence && <p class="soft">{t("consent.evidence_is", { evidence: of.evidence })}</p>}
      <div>
        <State of={of} />
      </div>
      <Why of={doing} />
      {!of.verified_at && hasHat("reviewer") && (
        <Button icon="check" busy={doing.busy} onClick={() => void verify()}>
          {t("consent.verify")}
        </Button>
      )}
      <Button kind="quiet" onClick={props.onEnd}>
        {t("consent.end_short")}
      </Button>
    </Card>
  );
}

export function PeopleForMeScreen(props: { of: About }): JSX.Element {
  const { person, name, back } = props.of;
  const asked = useAsked<{ items: Authority[] }>(`/people/${person}/authorities`);
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<Authority | null>(null);
  const items = asked.value?.items;
  const title = name === null ? t("consent.people_for_me") : t("consent.people_for_name", { name });
  return (
    <Screen title={title} back={back}>
      {!items && <Otherwise of={asked} />}
      {items?.length === 0 && (
        <EmptyState picture="helper" title={t("consent.nobody_for_me")}>
          <p>{t("consent.nobody_for_me_why")}</p>
        </EmptyState>
      )}
      {items?.map((one) => (
        <AuthorityCard key={one.authority_id} of={one} owner={name} onEnd={() => setEnding(one)} />
      ))}
      {items && (
        <Button kind="do" wide icon="person-add" onClick={() => setAdding(true)}>
          {t("consent.add_person")}
        </Button>
      )}
      <EndSheet of={ending} onClose={() => setEnding(null)} />
      <Sheet
        open={adding}
        onClose={() => setAdding(false)}
        title={t("consent.add_person")}
        closeLabel={t("common.close")}
      >
        <AuthorityForm person={person} owner={name} onDone={() => setAdding(false)} />
      </Sheet>
    </Screen>
  );
}
