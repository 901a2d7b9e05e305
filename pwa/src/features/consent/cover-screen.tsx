/** Cover a visit: who comes, from when to when. It opens to them what a visit needs, and shuts by itself. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { changed, useAsked } from "@/app/asked";
import { Otherwise } from "@/app/asked-states";
import { about, useDoing } from "@/app/doing";
import { calledBy } from "@/app/names";
import { Screen } from "@/app/screen";
import { Why } from "@/app/why";
import { http } from "@/contract/http";
import type { Face } from "@/contract/types";
import { Button, Choice, Field, List, Note, Row, Skeleton } from "@/kit";
import { clock, day } from "@/words/dates";
import { t } from "@/words/t";
import type { Cover } from "./types";
import { localField, nextHalfHour } from "./until";
import { backToPerson, useFaces, useName } from "./with-person";

function CoverRow(props: { of: Cover; onEnd: () => void; busy: boolean }): JSX.Element {
  const { of } = props;
  const from = new Date(of.starts_at);
  const to = new Date(of.ends_at);
  return (
    <Row
      face={of.carer.portrait.parts}
      title={of.carer.name}
      second={t("consent.cover_when", {
        day: day(from),
        from: clock(from),
        to: clock(to),
        shuts: clock(new Date(of.shuts_at)),
      })}
      end={
        <Button
          busy={props.busy}
          label={t("consent.cover_end_name", { name: of.carer.name })}
          onClick={props.onEnd}
        >
          {t("consent.cover_end")}
        </Button>
      }
    />
  );
}

function There(props: { id: string }): JSX.Element | null {
  const asked = useAsked<{ items: Cover[] }>(`/people/${props.id}/cover`);
  const doing = useDoing();
  const items = asked.value?.items;
  if (!items) return <Otherwise of={asked} rows={1} />;
  if (items.length === 0) return null;
  const end = async (one: Cover) => {
    if (await doing.do(() => http.remove(`/cover/${one.cover_id}`))) changed("access");
  };
  return (
    <>
      <h2>{t("consent.cover_now")}</h2>
      <List label={t("consent.cover_now")}>
        {items.map((one) => (
          <CoverRow key={one.cover_id} of={one} busy={doing.busy} onEnd={() => void end(one)} />
        ))}
      </List>
      <Why of={doing} />
    </>
  );
}

function Form(props: { id: string; carers: Face[]; name: string }): JSX.Element {
  const [carer, setCarer] = useState<string | null>(null);
  const [from, setFrom] = useState(() => localField(nextHalfHour()));
  const [to, setTo] = useState(() => localField(nextHalfHour(60)));
  const [reason, setReason] = useState("");
  const [made, setMade] = useState<Cover | null>(null);
  const doing = useDoing();
  const give = (event: Event) => {
    event.preventDefault();
    void doing.do(async () => {
      const body = {
        membership_id: carer,
        starts_at: new Date(from).toISOString(),
        ends_at: new Date(to).toISOString(),
        ...(reason.trim() ? { reason: reason.trim() } : {}),
      };
      setMade(await http.post<Cover>(`/people/${props.id}/cover`, body));
      changed("access");
    });
  };
  return (
    <form class="stack" onSubmit={give}>
      <Choice
        legend={t("consent.cover_who")}
        value={carer}
        onChange={setCarer}
        options={props.carers.map((face) => ({ value: face.membership_id, label: face.name }))}
      />
      <Field
        label={t("consent.cover_from")}
        type="datetime-local"
        value={from}
        onInput={setFrom}
        required
        {...about(doing.refusal, "starts_at")}
      />
      <Field
        label={t("consent.cover_to")}
        type="datetime-local"
        value={to}
        onInput={setTo}
        required
        {...about(doing.refusal, "ends_at")}
      />
      <Field
        label={t("consent.cover_why")}
        value={reason}
        onInput={setReason}
        maxLength={500}
        {...about(doing.refusal, "reason")}
      />
      <Note kind="info">{t("consent.cover_so", { name: props.name })}</Note>
      <Why of={doing} fields={["starts_at", "ends_at", "reason"]} />
      {made && (
        <Note kind="fine" live>
          {t("consent.cover_made", {
            who: calledBy(made.carer.name),
            opens: clock(new Date(made.opens_at)),
            shuts: clock(new Date(made.shuts_at)),
          })}
        </Note>
      )}
      <Button kind="do" wide type="submit" icon="door" busy={doing.busy}>
        {t("consent.cover_give")}
      </Button>
    </form>
  );
}

export function CoverScreen(props: { id: string }): JSX.Element {
  const name = useName(props.id);
  const carers = useFaces(props.id)?.filter((face) => face.kind === "carer");
  return (
    <Screen title={t("consent.cover", { name })} back={backToPerson(props.id)}>
      <There id={props.id} />
      {!carers && <Skeleton rows={3} label={t("common.loading")} />}
      {carers?.length === 0 && <p>{t("consent.nobody_left")}</p>}
      {carers && carers.length > 0 && <Form id={props.id} carers={carers} name={name} />}
    </Screen>
  );
}
