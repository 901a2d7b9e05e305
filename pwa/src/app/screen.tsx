/** The frame of every screen: head, what is the matter, the page, the ways to other places. */
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { Banner, Button, Head, type Kids, Listen, Mast, Nav, Note, Page } from "@/kit";
import { isEasy, locale, t } from "@/words/t";
import { desk } from "./desk";
import { here } from "./here";
import { papersWaiting } from "./papers-waiting";
import { placesOf } from "./places";
import { go, path } from "./router";
import { actFor, me, standing } from "./session";
import { noSignal } from "./signal";
import { UpdateNote } from "./updates";

export interface ScreenProps {
  title: string;
  second?: Kids;
  hem?: boolean;
  /** Where the arrow leads; a screen without one is a place of its own. */
  back?: { href: string; label: string; onClick?: (event: MouseEvent) => void };
  /** Beside a head with a way back. */
  face?: string | undefined;
  lead?: Kids;
  end?: Kids;
  talk?: boolean;
  beside?: Kids;
  /** Nothing but the page: signing in, a printed card. */
  bare?: boolean;
  children: Kids;
}

function ListenButton(): JSX.Element {
  return (
    <Listen
      of="#page"
      words={t("common.listen")}
      stopWords={t("common.listen_stop")}
      locale={locale()}
    />
  );
}

function head(props: ScreenProps): JSX.Element {
  const { title, second, face, lead, back } = props;
  const mast = !back && !props.talk;
  const end = isEasy() && mast ? <ListenButton /> : props.end;
  if (!mast) {
    return (
      <Head
        title={title}
        second={second}
        lead={lead}
        end={end}
        {...(face !== undefined ? { face } : {})}
        {...(back ? { back } : {})}
      />
    );
  }
  return <Mast title={title} second={second} hem={props.hem ?? false} end={end} />;
}

function SignalBanner(): JSX.Element | null {
  if (!noSignal.value || !here.value) return null;
  const messages = here.value.messaging.waiting.value;
  const n = messages.filter((item) => item.state === "waiting").length + papersWaiting.value;
  if (n === 0) return <Banner strong={t("app.no_signal")}>{t("app.no_signal_calm")}</Banner>;
  return (
    <Banner strong={`${t("app.no_signal")} ${t("app.waiting_count", { n })}`}>
      {t("app.goes_by_itself", { n })}
    </Banner>
  );
}

/** The screen of the other person may not be there for me: Today always is. */
async function backToMyself(): Promise<void> {
  await actFor(null).then(
    () => go("/"),
    () => undefined,
  );
}

function ActingNote(): JSX.Element | null {
  const person = me.value?.acting_for;
  if (!person) return null;
  return (
    <Note kind="info" icon="people">
      <p>{t("app.acting_for", { name: person.name })}</p>
      <Button kind="quiet" onClick={() => void backToMyself()}>
        {t("app.act_for_myself")}
      </Button>
    </Note>
  );
}

function Ways(): JSX.Element | null {
  const who = me.value;
  if (!who || standing.value !== "in") return null;
  const unread = here.value?.messaging.unread.value ?? 0;
  const talks = (here.value?.messaging.conversations.value.size ?? 0) > 0;
  return (
    <Nav
      label={t("common.places")}
      name={who.active?.coop_name ?? t("app.name")}
      items={placesOf(who, path.value, unread, talks)}
    />
  );
}

export function Screen(props: ScreenProps): JSX.Element {
  const { title } = props;
  useEffect(() => {
    document.title = title === t("app.name") ? title : `${title} · ${t("app.name")}`;
  }, [title]);
  return (
    <Page
      skipLabel={t("common.skip")}
      talk={props.talk ?? false}
      beside={desk.value ? props.beside : undefined}
      head={head(props)}
      banner={
        <>
          {!props.bare && <SignalBanner />}
          {isEasy() && (props.talk || props.back) && (
            <div class="over no-print">
              <ListenButton />
            </div>
          )}
        </>
      }
      nav={props.bare ? undefined : <Ways />}
    >
      {!props.bare && !props.talk && (
        <>
          <ActingNote />
          <UpdateNote />
        </>
      )}
      {isEasy() && !props.talk && !props.back && props.end}
      {props.children}
    </Page>
  );
}
