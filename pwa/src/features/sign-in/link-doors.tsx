/** The doors that a link opens: on a printed card, and in an invitation's mail. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useDoing } from "@/app/doing";
import { Screen } from "@/app/screen";
import { deviceName } from "@/app/session";
import { Why } from "@/app/why";
import { http } from "@/contract/http";
import type { Me } from "@/contract/types";
import { Button, Field, Note, Skeleton } from "@/kit";
import { t } from "@/words/t";
import { takeToken, welcome } from "./welcome";

function NoToken(): JSX.Element {
  return (
    <>
      <Note kind="wait">{t("sign_in.no_token")}</Note>
      <Button kind="do" wide href="/sign-in">
        {t("sign_in.other_way")}
      </Button>
    </>
  );
}

/** A card's link. Nothing happens until somebody presses: a preview of the link must not use it up. */
export function CardDoor(): JSX.Element {
  const [token] = useState(takeToken);
  const doing = useDoing();
  const enter = () => {
    const body = { token, device_name: deviceName() };
    void doing.do(async () => welcome(await http.post<Me>("/session/by-card", body)));
  };
  return (
    <Screen bare hem title={t("sign_in.card_title")}>
      {!token && <NoToken />}
      {token && (
        <>
          <p class="lead">{t("sign_in.card_so")}</p>
          <Why of={doing} />
          <Button kind="do" wide icon="door" busy={doing.busy} onClick={enter}>
            {t("sign_in.come_in")}
          </Button>
        </>
      )}
    </Screen>
  );
}

interface Look {
  coop_name: string;
  name: string;
}

function Accept(props: { token: string; look: Look }): JSX.Element {
  const [name, setName] = useState(props.look.name);
  const doing = useDoing();
  const accept = (event: Event) => {
    event.preventDefault();
    const body = { token: props.token, device_name: deviceName(), name: name.trim() };
    void doing.do(async () => welcome(await http.post<Me>("/invitations/accept", body)));
  };
  return (
    <form class="stack" onSubmit={accept}>
      <p class="lead">{t("sign_in.invited_to", { coop: props.look.coop_name })}</p>
      <Field
        label={t("sign_in.your_name")}
        hint={t("sign_in.your_name_why")}
        autocomplete="name"
        value={name}
        onInput={setName}
        required
        maxLength={80}
      />
      <Why of={doing} />
      <Button kind="do" wide type="submit" icon="door" busy={doing.busy}>
        {t("sign_in.come_in")}
      </Button>
    </form>
  );
}

export function InvitationDoor(): JSX.Element {
  const [token] = useState(takeToken);
  const [look, setLook] = useState<Look | null>(null);
  const doing = useDoing();
  useEffect(() => {
    if (!token) return;
    void doing.do(async () => setLook(await http.post<Look>("/invitations/look", { token })));
  }, [token]);
  return (
    <Screen bare hem title={t("sign_in.invitation_title")}>
      {!token && <NoToken />}
      {doing.why && !look && (
        <>
          <Note kind="stop" live>
            {doing.refusal?.status === 404 ? t("sign_in.link_used") : doing.why}
          </Note>
          <Button wide href="/sign-in">
            {t("sign_in.other_way")}
          </Button>
        </>
      )}
      {token && !look && !doing.why && <Skeleton label={t("common.loading")} rows={2} />}
      {token && look && <Accept token={token} look={look} />}
    </Screen>
  );
}
