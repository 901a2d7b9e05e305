/** The demo's doors: be anybody of the made-up co-ops, and read their mail. */
import type { JSX } from "preact";
import { useAsked } from "@/app/asked";
import { Otherwise } from "@/app/asked-states";
import { useDoing } from "@/app/doing";
import { Screen } from "@/app/screen";
import { deviceName, leave, standing } from "@/app/session";
import { NotHere } from "@/app/stops";
import { Why } from "@/app/why";
import { http } from "@/contract/http";
import type { DemoPerson, DemoMail as Mail, Me } from "@/contract/types";
import { Button, Card, EmptyState, List, Row } from "@/kit";
import { clock, day } from "@/words/dates";
import { t } from "@/words/t";
import { welcome } from "./welcome";

function byCoop(people: DemoPerson[]): [string, DemoPerson[]][] {
  const coops = new Map<string, DemoPerson[]>();
  for (const one of people) {
    coops.set(one.coop_name, [...(coops.get(one.coop_name) ?? []), one]);
  }
  return [...coops];
}

export function DemoDoor(): JSX.Element {
  const asked = useAsked<{ items: DemoPerson[] }>("/demo/people");
  const doing = useDoing();
  const be = (who: DemoPerson) =>
    void doing.do(async () => {
      // Somebody else may be here still: nothing of theirs stays for whoever comes now.
      if (standing.value === "in") await leave("mine");
      const body = { membership_id: who.membership_id, device_name: deviceName() };
      await welcome(await http.post<Me>("/demo/session", body));
    });
  // In production there is no such door, and this page is not there either.
  if (asked.refusal?.status === 404) return <NotHere />;
  return (
    <Screen bare hem title={t("sign_in.demo_title")} second={t("sign_in.demo_so")}>
      {!asked.value && <Otherwise of={asked} rows={6} />}
      <Why of={doing} />
      {byCoop(asked.value?.items ?? []).map(([coop, people]) => (
        <section class="stack" key={coop} aria-label={coop}>
          <h2>{coop}</h2>
          <List label={coop}>
            {people.map((one) => (
              <Row
                key={one.membership_id}
                face={one.portrait.parts}
                title={one.name}
                second={one.what}
                onClick={() => be(one)}
              />
            ))}
          </List>
        </section>
      ))}
      <Button icon="mail" href="/demo/mail">
        {t("sign_in.demo_mail")}
      </Button>
    </Screen>
  );
}

export function DemoMail(): JSX.Element {
  const asked = useAsked<{ items: Mail[] }>("/demo/mail");
  const items = asked.value?.items;
  return (
    <Screen
      bare
      title={t("sign_in.demo_mail")}
      second={t("sign_in.demo_mail_so")}
      back={{ href: "/demo", label: t("sign_in.demo_title") }}
    >
      {!items && <Otherwise of={asked} />}
      {items?.length === 0 && <EmptyState picture="mail" title={t("sign_in.demo_no_mail")} />}
      {items?.map((mail) => {
        const at = new Date(mail.at);
        return (
          <Card key={`${mail.at} ${mail.to}`} label={mail.subject}>
            <h2>{mail.subject}</h2>
            <p class="soft">
              {t("sign_in.demo_mail_to", { to: mail.to, day: day(at), time: clock(at) })}
            </p>
            <MailText text={mail.text} />
          </Card>
        );
      })}
      <Button onClick={asked.again}>{t("sign_in.demo_mail_again")}</Button>
    </Screen>
  );
}

/** A mail's words, its links as links. */
function MailText(props: { text: string }): JSX.Element {
  return (
    <p class="bub-text">
      {props.text.split(/(https?:\/\/\S+)/).map((part, at) =>
        part.startsWith("http") ? (
          <a key={`${at} ${part}`} href={part}>
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </p>
  );
}
