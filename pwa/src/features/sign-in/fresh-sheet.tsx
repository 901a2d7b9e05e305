/** Show that it is you: with a passkey, or with a code that comes by mail. It holds for ten minutes. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { about, useDoing } from "@/app/doing";
import { me } from "@/app/session";
import { Why } from "@/app/why";
import { http } from "@/contract/http";
import { Button, Field, Note, Sheet } from "@/kit";
import { t } from "@/words/t";
import { hasPasskeys, showPasskey } from "./passkey";

interface Options {
  options_id: string;
  options: PublicKeyCredentialRequestOptionsJSON;
}

function ByPasskey(props: { onShown: () => void; first: boolean }): JSX.Element {
  const doing = useDoing();
  const [nothing, setNothing] = useState(false);
  const show = () =>
    void doing.do(async () => {
      setNothing(false);
      const { options_id, options } = await http.post<Options>("/session/fresh/options");
      const credential = await showPasskey(options);
      if (!credential) return setNothing(true);
      await http.post("/session/fresh", { options_id, credential });
      return props.onShown();
    });
  return (
    <>
      {nothing && (
        <Note kind="wait" live>
          {t("strength.nothing_shown")}
        </Note>
      )}
      <Why of={doing} />
      <Button kind={props.first ? "do" : "plain"} wide icon="key" busy={doing.busy} onClick={show}>
        {t("strength.with_passkey")}
      </Button>
    </>
  );
}

function ByCode(props: { onShown: () => void; onSent: () => void; first: boolean }): JSX.Element {
  const [sent, setSent] = useState(false);
  const [code, setCode] = useState("");
  const doing = useDoing();
  const send = async () => {
    if (!(await doing.do(() => http.post("/session/fresh/code")))) return;
    setSent(true);
    props.onSent();
  };
  const enter = async (event: Event) => {
    event.preventDefault();
    const body = { code: code.trim() };
    if (await doing.do(() => http.post("/session/fresh", body))) props.onShown();
  };
  if (!sent) {
    return (
      <>
        <Why of={doing} />
        <Button
          kind={props.first ? "do" : "plain"}
          wide
          icon="mail"
          busy={doing.busy}
          onClick={() => void send()}
        >
          {t("strength.by_code")}
        </Button>
      </>
    );
  }
  return (
    <form class="stack" onSubmit={(event) => void enter(event)}>
      <Note kind="info" icon="mail" live>
        {t("strength.code_sent")}
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
      <Button kind="do" wide type="submit" icon="check" busy={doing.busy}>
        {t("strength.it_is_me")}
      </Button>
    </form>
  );
}

export function FreshSheet(props: { onEnd: (shown: boolean) => void }): JSX.Element {
  const passkey = hasPasskeys() && (me.value?.passkeys ?? 0) > 0;
  const [coded, setCoded] = useState(false);
  const shown = () => props.onEnd(true);
  return (
    <Sheet
      open
      onClose={() => props.onEnd(false)}
      title={t("strength.show_title")}
      closeLabel={t("common.close")}
    >
      <p>{t("strength.show_why")}</p>
      {/* Who has asked for a code goes on with it: one main button, whichever way was taken. */}
      {passkey && <ByPasskey first={!coded} onShown={shown} />}
      <ByCode first={!passkey} onShown={shown} onSent={() => setCoded(true)} />
    </Sheet>
  );
}
