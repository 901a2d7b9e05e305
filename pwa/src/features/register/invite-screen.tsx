/** Bringing somebody in by e-mail. It answers the same, whoever the address belongs to. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { about, useDoing } from "@/app/doing";
import { Screen } from "@/app/screen";
import { Why } from "@/app/why";
import { http } from "@/contract/http";
import { Button, Field, Note } from "@/kit";
import { t } from "@/words/t";
import { backToMembers } from "./back";
import { useNewcomer } from "./newcomer";

export function InviteScreen(): JSX.Element {
  const form = useNewcomer();
  const [email, setEmail] = useState("");
  const [sent, setSent] = useState<string | null>(null);
  const doing = useDoing();
  const invite = async (event: Event) => {
    event.preventDefault();
    setSent(null);
    const body = { ...form.newcomer, email: email.trim() };
    if (await doing.do(() => http.post("/invitations", body))) {
      setSent(body.email);
      setEmail("");
    }
  };
  return (
    <Screen title={t("register.by_mail")} back={backToMembers()}>
      <form class="stack" onSubmit={(event) => void invite(event)}>
        <Field
          label={t("register.email")}
          type="email"
          inputMode="email"
          value={email}
          onInput={setEmail}
          required
          maxLength={254}
          {...about(doing.refusal, "email")}
        />
        {form.fields(doing.refusal)}
        <Why of={doing} fields={["email", "name"]} />
        {sent && (
          <Note kind="fine" live>
            {t("register.sent", { email: sent })}
          </Note>
        )}
        <Button kind="do" wide type="submit" icon="mail" busy={doing.busy}>
          {t("register.invite")}
        </Button>
      </form>
    </Screen>
  );
}
