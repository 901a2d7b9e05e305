/** Signing in: one question at a time. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useAsked } from "@/app/asked";
import { about, useDoing } from "@/app/doing";
import { Screen } from "@/app/screen";
import { deviceName } from "@/app/session";
import { Why } from "@/app/why";
import { http } from "@/contract/http";
import type { Me } from "@/contract/types";
import { Button, Field, Note } from "@/kit";
import { t } from "@/words/t";
import { ByPasskey } from "./by-passkey";
import { welcome } from "./welcome";

type Step = "email" | "code" | "words";

function ByEmail(props: { onSent: (email: string) => void; onWords: () => void }): JSX.Element {
  const [email, setEmail] = useState("");
  const doing = useDoing();
  const ask = async (event: Event) => {
    event.preventDefault();
    const to = email.trim();
    if (await doing.do(() => http.post("/session/codes", { email: to }))) props.onSent(to);
  };
  return (
    <form class="stack" onSubmit={(event) => void ask(event)}>
      <Field
        label={t("sign_in.email")}
        hint={t("sign_in.email_why")}
        type="email"
        inputMode="email"
        autocomplete="email"
        value={email}
        onInput={setEmail}
        required
        maxLength={254}
        {...about(doing.refusal, "email")}
      />
      <Why of={doing} fields={["email"]} />
      <Button kind="do" wide type="submit" icon="mail" busy={doing.busy}>
        {t("sign_in.get_code")}
      </Button>
      <Button wide icon="card" onClick={props.onWords}>
        {t("sign_in.have_card")}
      </Button>
    </form>
  );
}

function ByCode(props: { email: string; onBack: () => void }): JSX.Element {
  const [code, setCode] = useState("");
  const doing = useDoing();
  const enter = (event: Event) => {
    event.preventDefault();
    const body = { email: props.email, code: code.trim(), device_name: deviceName() };
    void doing.do(async () => welcome(await http.post<Me>("/session/by-code", body)));
  };
  return (
    <form class="stack" onSubmit={enter}>
      <Note kind="info" icon="mail">
        {t("sign_in.code_sent", { email: props.email })}
      </Note>
      <Field
        label={t("sign_in.code")}
        hint={t("sign_in.code_why")}
        inputMode="numeric"
        autocomplete="one-time-code"
        value={code}
        onInput={setCode}
        required
        maxLength={12}
        {...about(doing.refusal, "code")}
      />
      <Why of={doing} fields={["code"]} />
      <Button kind="do" wide type="submit" icon="key" busy={doing.busy}>
        {t("sign_in.enter")}
      </Button>
      <Button wide onClick={props.onBack}>
        {t("sign_in.other_address")}
      </Button>
    </form>
  );
}

function ByWords(props: { onBack: () => void }): JSX.Element {
  const [words, setWords] = useState("");
  const doing = useDoing();
  const enter = (event: Event) => {
    event.preventDefault();
    const body = { words: words.trim(), device_name: deviceName() };
    void doing.do(async () => welcome(await http.post<Me>("/session/by-card", body)));
  };
  return (
    <form class="stack" onSubmit={enter}>
      <Field
        label={t("sign_in.words")}
        hint={t("sign_in.words_why")}
        autocomplete="off"
        lines={2}
        value={words}
        onInput={setWords}
        required
        maxLength={200}
        {...about(doing.refusal, "words")}
      />
      <Why of={doing} fields={["words"]} />
      <Button kind="do" wide type="submit" icon="key" busy={doing.busy}>
        {t("sign_in.enter")}
      </Button>
      <Button wide icon="mail" onClick={props.onBack}>
        {t("sign_in.by_mail")}
      </Button>
    </form>
  );
}

/** In the demo, and only there, the server has a list of whom one can be. */
function ToDemo(): JSX.Element | null {
  const asked = useAsked<{ items: unknown[] }>("/demo/people");
  if (!asked.value) return null;
  return (
    <Button wide icon="people" href="/demo">
      {t("sign_in.demo_door")}
    </Button>
  );
}

export function SignIn(): JSX.Element {
  const [step, setStep] = useState<Step>("email");
  const [email, setEmail] = useState("");
  const sent = (to: string) => {
    setEmail(to);
    setStep("code");
  };
  return (
    <Screen bare hem title={t("sign_in.title")} second={t("sign_in.second")}>
      {step === "email" && <ByEmail onSent={sent} onWords={() => setStep("words")} />}
      {step === "code" && <ByCode email={email} onBack={() => setStep("email")} />}
      {step === "words" && <ByWords onBack={() => setStep("email")} />}
      {step === "email" && <ByPasskey />}
      <ToDemo />
    </Screen>
  );
}
