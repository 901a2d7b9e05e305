/** Screens for when something does not go on: too old, broken, nothing at this address. */
import { Component, type JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Button, Card, EmptyState, type Kids, Note } from "@/kit";
import { t } from "@/words/t";
import { here } from "./here";
import { Screen } from "./screen";
import { loadNewest } from "./updates";

/** What was typed and not sent, so that nobody has to wonder whether it is lost. */
function KeptWords(): JSX.Element | null {
  const [words, setWords] = useState<string[]>([]);
  useEffect(() => {
    const messaging = here.value?.messaging;
    if (!messaging) return;
    const read = async () => {
      await messaging.drafts.flush();
      const drafts = await messaging.store.with((db) => db.getAll("drafts"));
      const waiting = await messaging.outbox.all();
      setWords([...waiting.map((item) => item.text), ...drafts.map((draft) => draft.text)]);
    };
    read().catch(() => undefined);
  }, []);
  if (words.length === 0) return null;
  return (
    <Card stitched label={t("app.kept_words")}>
      <h2>{t("app.kept_words")}</h2>
      {words.map((text) => (
        <p key={text}>{text}</p>
      ))}
    </Card>
  );
}

export function TooOld(): JSX.Element {
  const [busy, setBusy] = useState(false);
  const load = () => {
    setBusy(true);
    void loadNewest();
  };
  return (
    <Screen bare title={t("app.too_old")}>
      <p class="lead">{t("app.too_old_why")}</p>
      <KeptWords />
      <Button kind="do" wide busy={busy} onClick={load}>
        {t("app.too_old_load")}
      </Button>
    </Screen>
  );
}

export function NotHere(): JSX.Element {
  return (
    <Screen title={t("app.not_here")}>
      <EmptyState
        picture="lost"
        title={t("app.not_here_title")}
        actions={
          <Button kind="do" href="/">
            {t("app.go_today")}
          </Button>
        }
      >
        <p>{t("app.not_here_why")}</p>
      </EmptyState>
    </Screen>
  );
}

/** Whatever breaks on a screen, the words in composers are on the device, and there is a way on. */
export class Catch extends Component<{ children: Kids }, { broken: boolean }> {
  override state = { broken: false };

  static override getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override render(): JSX.Element {
    if (!this.state.broken) return <>{this.props.children}</>;
    return (
      <Screen bare title={t("app.broken")}>
        <Note kind="stop">{t("app.broken_why")}</Note>
        <Button kind="do" wide onClick={() => window.location.assign("/")}>
          {t("app.go_today")}
        </Button>
      </Screen>
    );
  }
}
