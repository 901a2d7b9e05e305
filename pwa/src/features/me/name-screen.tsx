/** My name, number and portrait, as the others of my co-op see them. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { about, useDoing } from "@/app/doing";
import { Screen } from "@/app/screen";
import { me, refresh } from "@/app/session";
import { NotHere } from "@/app/stops";
import { Why } from "@/app/why";
import { http } from "@/contract/http";
import { type Membership, PORTRAIT_CHOICES } from "@/contract/types";
import { Button, Field, Note, Portrait } from "@/kit";
import { t } from "@/words/t";
import { backToMe } from "./back";

/** Which piece of a portrait each button turns, in the order of its parts. */
const PIECES = ["ground", "skin", "hair", "hair_colour", "clothes", "beard", "glasses"] as const;

function turned(parts: string, at: number): string {
  const numbers = parts.split(".").map(Number);
  const many = PORTRAIT_CHOICES[at] ?? 1;
  numbers[at] = ((numbers[at] ?? 0) + 1) % many;
  return numbers.join(".");
}

function Draw(props: { parts: string; onChange: (parts: string) => void }): JSX.Element {
  return (
    <fieldset class="choice">
      <legend>{t("me.portrait")}</legend>
      <div class="stack">
        <div class="across">
          <Portrait parts={props.parts} size="l" />
          <p class="grow soft">{t("me.portrait_why")}</p>
        </div>
        <div class="btns">
          {PIECES.map((piece, at) => (
            <Button key={piece} onClick={() => props.onChange(turned(props.parts, at))}>
              {t(`me.piece_${piece}`)}
            </Button>
          ))}
        </div>
      </div>
    </fieldset>
  );
}

function Form(props: { of: Membership }): JSX.Element {
  const [name, setName] = useState(props.of.name);
  const [phone, setPhone] = useState(props.of.phone ?? "");
  const [parts, setParts] = useState(props.of.portrait.parts);
  const [kept, setKept] = useState(false);
  const doing = useDoing();
  const keep = async (event: Event) => {
    event.preventDefault();
    const body = { name: name.trim(), phone: phone.trim() || null, portrait: { parts } };
    setKept(false);
    if (await doing.do(() => http.patch("/membership", body))) {
      setKept(true);
      await refresh();
    }
  };
  return (
    <form class="stack" onSubmit={(event) => void keep(event)}>
      <Field
        label={t("me.name")}
        value={name}
        onInput={setName}
        autocomplete="name"
        required
        maxLength={80}
        {...about(doing.refusal, "name")}
      />
      <Field
        label={t("me.number")}
        hint={t("me.number_why")}
        type="tel"
        inputMode="tel"
        value={phone}
        onInput={setPhone}
        autocomplete="tel"
        maxLength={30}
        {...about(doing.refusal, "phone")}
      />
      <Draw parts={parts} onChange={setParts} />
      <Why of={doing} fields={["name", "phone"]} />
      {kept && (
        <Note kind="fine" live>
          {t("me.kept")}
        </Note>
      )}
      <Button kind="do" wide type="submit" busy={doing.busy}>
        {t("me.keep")}
      </Button>
    </form>
  );
}

export function NameScreen(): JSX.Element {
  const active = me.value?.active;
  if (!active) return <NotHere />;
  return (
    <Screen title={t("me.name_and_number")} back={backToMe()}>
      <Form key={active.membership_id} of={active} />
    </Screen>
  );
}
