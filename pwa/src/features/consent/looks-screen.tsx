/** Who looked: a sentence first, then each look with a face, what, when, and why it was allowed. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useAsked } from "@/app/asked";
import { Otherwise } from "@/app/asked-states";
import { useDoing } from "@/app/doing";
import { Screen } from "@/app/screen";
import { Why as WhyNot } from "@/app/why";
import { http } from "@/contract/http";
import { Button, EmptyState, Faces, Icon, List, Note, Portrait, Sheet, Switch } from "@/kit";
import { day, nights } from "@/words/dates";
import { t } from "@/words/t";
import { byDay, lookSecond, lookWords, whyWords } from "./looks";
import { type Owner, RECORD } from "./owner";
import type { Look, Looks } from "./types";

/** What the sentence of a look has between the marks of bold, in bold. */
function Bold(props: { text: string }): JSX.Element {
  return (
    <>
      {props.text
        .split(/\{\/?b\}/)
        .map((part, at) => (at % 2 === 1 ? <b key={`${at}-${part}`}>{part}</b> : part))}
    </>
  );
}

function plain(text: string): string {
  return text.replace(/\{\/?b\}/g, "");
}

function LookRow(props: { look: Look; owner: string | null; onWhy: () => void }): JSX.Element {
  const { look } = props;
  const words = lookWords(look, props.owner);
  return (
    <li class="row look">
      {look.kind === "refusal" ? (
        <span class="org org-stop" aria-hidden="true">
          <Icon name="lock" />
        </span>
      ) : (
        <Portrait parts={look.viewer.portrait.parts} />
      )}
      <div class="grow">
        <p>
          <Bold text={words} />
        </p>
        <div class="look-foot">
          <span class="row-second">{lookSecond(look, props.owner)}</span>
          <Button
            kind="quiet"
            label={t("consent.why_label", { what: plain(words) })}
            onClick={props.onWhy}
          >
            {t("consent.why")}
          </Button>
        </div>
      </div>
    </li>
  );
}

function WhySheet(props: {
  look: Look | null;
  owner: string | null;
  onClose: () => void;
}): JSX.Element {
  const { look, owner } = props;
  return (
    <Sheet
      open={look !== null}
      onClose={props.onClose}
      title={t("consent.why_title")}
      closeLabel={t("common.close")}
    >
      {look && (
        <>
          <div class="across">
            <Portrait parts={look.viewer.portrait.parts} />
            <p class="grow">
              <Bold text={lookWords(look, owner, true)} />
            </p>
          </div>
          {look.why.map((why) => (
            <p key={`${why.kind} ${why.audience} ${why.since}`}>{whyWords(why, look, owner)}</p>
          ))}
          <Button wide href="/record/access">
            {t("consent.title")}
          </Button>
        </>
      )}
    </Sheet>
  );
}

/** What was loaded below what the screen asked for. */
function useMore(path: string, asked: Looks | undefined) {
  const [kept, setMore] = useState<(Looks & { path: string }) | null>(null);
  const doing = useDoing();
  const more = kept?.path === path ? kept : null;
  const items = [...(asked?.items ?? []), ...(more?.items ?? [])];
  const seen = new Map(items.map((look) => [look.seq, look]));
  const load = () =>
    void doing.do(async () => {
      const before = items.at(-1)?.seq;
      const next = await http.get<Looks>(`${path}&before=${before}`);
      setMore({ ...next, path, items: [...(more?.items ?? []), ...next.items] });
    });
  return { items: [...seen.values()], has_more: (more ?? asked)?.has_more ?? false, load, doing };
}

/** How anybody can see that the log is as it was: its mark of each day. */
function Seal(): JSX.Element | null {
  const asked = useAsked<{ items: { day: string; root: string }[] }>("/log/roots");
  const last = asked.value?.items[0];
  if (!last) return null;
  return (
    <Note kind="info" icon="lock">
      <p>{t("consent.seal", { day: day(new Date(`${last.day}T12:00:00`)) })}</p>
      <p class="seal">{last.root}</p>
      <p class="soft">{t("consent.seal_check")}</p>
    </Note>
  );
}

function Sentence(props: { week: Looks["week"] }): JSX.Element {
  const { people, refused, faces } = props.week;
  return (
    <div class="stack-s">
      <p class="lead">
        <b>{t("consent.week", { n: people })}</b>{" "}
        {t(refused === 0 ? "consent.none_refused" : "consent.week_refused", { n: refused })}
      </p>
      <Faces
        of={faces.map((face) => ({ parts: face.portrait.parts, name: face.name }))}
        size="m"
        max={6}
      />
    </div>
  );
}

export function LooksScreen(props: { owner: Owner }): JSX.Element {
  const { person, name } = props.owner;
  const [own, setOwn] = useState(false);
  const path = `/people/${person}/looks?limit=50${own ? "&own=true" : ""}`;
  const asked = useAsked<Looks>(path);
  const more = useMore(path, asked.value);
  const [chosen, setChosen] = useState<Look | null>(null);
  const shown = more.items;
  return (
    <Screen title={t("consent.looks")} back={{ href: RECORD, label: t("consent.back_to_record") }}>
      {!asked.value && <Otherwise of={asked} rows={6} />}
      {asked.value && <Sentence week={asked.value.week} />}
      {asked.value && shown.length === 0 && (
        <EmptyState picture="see" title={t("consent.nobody_looked")}>
          <p>{t("consent.nobody_looked_why")}</p>
        </EmptyState>
      )}
      {byDay(shown).map(({ at, looks }) => (
        <section class="stack-s" key={at.toISOString()} aria-label={day(at)}>
          <h2>{dayTitle(at)}</h2>
          <List label={day(at)}>
            {looks.map((look) => (
              <LookRow key={look.seq} look={look} owner={name} onWhy={() => setChosen(look)} />
            ))}
          </List>
        </section>
      ))}
      <WhyNot of={more.doing} />
      {more.has_more && (
        <Button wide busy={more.doing.busy} onClick={more.load}>
          {t("consent.earlier")}
        </Button>
      )}
      {asked.value && (
        <div class="list">
          <Switch
            label={t("consent.own_looks")}
            second={t("consent.own_looks_why")}
            on={own}
            onWords={t("common.on")}
            offWords={t("common.off")}
            onChange={setOwn}
          />
        </div>
      )}
      <Seal />
      <WhySheet look={chosen} owner={name} onClose={() => setChosen(null)} />
    </Screen>
  );
}

function dayTitle(at: Date): string {
  const ago = nights(at, new Date());
  if (ago === 0) return t("app.today");
  return ago === 1 ? t("messaging.yesterday") : day(at);
}
