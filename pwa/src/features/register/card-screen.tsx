/** An enrolment card: made here, printed, and used once, with somebody beside who helps. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useDoing } from "@/app/doing";
import { Screen } from "@/app/screen";
import { Why } from "@/app/why";
import { http } from "@/contract/http";
import type { EnrolmentCard } from "@/contract/types";
import { Actions, Button, Card, Hem, Note } from "@/kit";
import { day } from "@/words/dates";
import { t } from "@/words/t";
import { backToMembers } from "./back";
import { useNewcomer } from "./newcomer";
import "./card.css";

/** The drawing as an image of its own, so that nothing in it can act on the page. */
function drawing(svg: string): string {
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
}

export function Printed(props: { card: EnrolmentCard }): JSX.Element {
  const { card } = props;
  const [gone, setGone] = useState(false);
  const doing = useDoing();
  const takeBack = async () => {
    if (await doing.do(() => http.remove(`/enrolment-cards/${card.card_id}`))) setGone(true);
  };
  if (gone) {
    return (
      <Note kind="fine" live>
        {t("register.card_gone")}
      </Note>
    );
  }
  return (
    <>
      <Card label={t("register.card_for", { name: card.name })}>
        <Hem />
        <h2>{t("register.card_for", { name: card.name })}</h2>
        <ol class="card-steps">
          <li>{t("register.card_step_camera")}</li>
          <li>
            <img
              class="card-code"
              src={drawing(card.qr_svg)}
              alt={t("register.card_code")}
              width="240"
              height="240"
            />
          </li>
          <li>{t("register.card_step_words", { address: window.location.host })}</li>
          <li>
            <p class="card-words">
              <b>{card.words}</b>
            </p>
          </li>
        </ol>
        <p class="soft">{t("register.card_till", { day: day(new Date(card.expires_at)) })}</p>
      </Card>
      <Note kind="wait">{t("register.card_once")}</Note>
      <Why of={doing} />
      <div class="no-print">
        <Actions>
          <Button kind="do" icon="print" onClick={() => window.print()}>
            {t("register.print")}
          </Button>
          <Button kind="quiet" busy={doing.busy} onClick={() => void takeBack()}>
            {t("register.card_take_back")}
          </Button>
        </Actions>
      </div>
    </>
  );
}

export function CardScreen(): JSX.Element {
  const form = useNewcomer();
  const [card, setCard] = useState<EnrolmentCard | null>(null);
  const doing = useDoing();
  const make = async (event: Event) => {
    event.preventDefault();
    await doing.do(async () =>
      setCard(await http.post<EnrolmentCard>("/enrolment-cards", form.newcomer)),
    );
  };
  return (
    <Screen title={t("register.by_card")} back={backToMembers()}>
      {card ? (
        <Printed card={card} />
      ) : (
        <form class="stack" onSubmit={(event) => void make(event)}>
          <p>{t("register.card_why")}</p>
          {form.fields(doing.refusal)}
          <Why of={doing} fields={["name"]} />
          <Button kind="do" wide type="submit" icon="card" busy={doing.busy}>
            {t("register.make_card")}
          </Button>
        </form>
      )}
    </Screen>
  );
}
