/** What of consent waits for somebody, on their Today: one card, and ways to the rest. */
import type { JSX } from "preact";
import { useAsked } from "@/app/asked";
import { me } from "@/app/session";
import { Button, Card, EasyLine, EasyList, Icon, List, Row } from "@/kit";
import { isEasy, t } from "@/words/t";
import "./consent.css";
import { hasHat, ownerHere } from "./owner";
import { RequestCard, type Requests, requestsPath } from "./requests";
import type { Review, TalkDue } from "./types";

interface RecordHead {
  questions_due: boolean;
  may_decide: boolean;
}

function Questions(props: { wait: boolean }): JSX.Element {
  if (isEasy()) {
    return (
      <EasyList>
        <EasyLine picture="choose" wait={props.wait} href="/record/questions">
          {t("consent.q_offer_why")}
        </EasyLine>
      </EasyList>
    );
  }
  return (
    <Card wait={props.wait} label={t("consent.q_offer")}>
      <h2>{t("consent.q_offer")}</h2>
      <p>{t("consent.q_offer_why")}</p>
      <Button href="/record/questions">{t("consent.q_begin")}</Button>
    </Card>
  );
}

/** For the person, or whoever decides for them: somebody asks; the four questions were not asked yet. */
export function ConsentForPerson(): JSX.Element | null {
  const owner = ownerHere();
  const head = useAsked<RecordHead>(owner ? `/people/${owner.person}/record` : null);
  const decides = head.value?.may_decide ?? false;
  const asked = useAsked<Requests>(owner && decides ? requestsPath(owner) : null);
  if (!owner || !decides) return null;
  const items = asked.value?.items ?? [];
  const [first] = items;
  return (
    <>
      {first && <RequestCard of={first} owner={owner.name} wait />}
      {items.length > 1 && (
        <Button wide href="/record/requests">
          {t("consent.more_requests", { n: items.length - 1 })}
        </Button>
      )}
      {head.value?.questions_due && <Questions wait={!first} />}
    </>
  );
}

/** For the hats: emergency access to look at, talks to hold. */
export function ConsentForHats(): JSX.Element | null {
  const own = me.value?.acting_for === null;
  const reviews = useAsked<{ items: Review[] }>(own && hasHat("reviewer") ? "/reviews" : null);
  const talks = useAsked<{ items: TalkDue[] }>(own && hasHat("coach") ? "/talks-due" : null);
  const open = reviews.value?.items.filter((one) => one.outcome === null).length ?? 0;
  const due = talks.value?.items.length ?? 0;
  if (!reviews.value && due === 0) return null;
  return (
    <List label={t("consent.for_you_to_do")}>
      {reviews.value && (
        <Row
          lead={<Icon name="warning" />}
          title={t("consent.reviews")}
          second={t("consent.reviews_open", { n: open })}
          href="/reviews"
        />
      )}
      {due > 0 && (
        <Row
          lead={<Icon name="messages" />}
          title={t("consent.talks")}
          second={t("consent.talks_due", { n: due })}
          href="/talks"
        />
      )}
    </List>
  );
}
