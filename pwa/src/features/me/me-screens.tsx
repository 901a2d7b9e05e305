/** Me: how it looks and reads, my devices, my name and number, where else I am, and the way out. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useDoing } from "@/app/doing";
import { here } from "@/app/here";
import { calledBy } from "@/app/names";
import { go } from "@/app/router";
import { Screen } from "@/app/screen";
import { actFor, changeCoop, leave, me } from "@/app/session";
import { NotHere } from "@/app/stops";
import { Why } from "@/app/why";
import type { Me } from "@/contract/types";
import { Button, Icon, type IconName, List, Note, OrgPiece, Portrait, Row, Sheet } from "@/kit";
import { t } from "@/words/t";
import { AboutScreen } from "./about-screen";
import { DevicesScreen } from "./devices-screen";
import { LookScreen } from "./look-screen";
import { NameScreen } from "./name-screen";
import { PasskeysScreen } from "./passkeys-screen";

function Way(props: { to: string; icon: IconName; title: string; second?: string }): JSX.Element {
  return (
    <Row
      lead={<Icon name={props.icon} />}
      title={props.title}
      second={props.second}
      href={`/me/${props.to}`}
    />
  );
}

/** Leaving: said first what it means, above all when something is not sent yet. */
function SignOut(): JSX.Element {
  const [open, setOpen] = useState(false);
  const doing = useDoing();
  const n = here.value?.messaging.waiting.value.filter((item) => item.state !== "sent").length ?? 0;
  const out = async () => {
    if (await doing.do(() => leave("mine"))) go("/sign-in", "replace");
  };
  return (
    <>
      <Button icon="out" onClick={() => setOpen(true)}>
        {t("me.sign_out")}
      </Button>
      <Sheet
        open={open}
        onClose={() => setOpen(false)}
        title={t("me.sign_out")}
        closeLabel={t("common.close")}
      >
        {n > 0 && <Note kind="stop">{t("me.unsent", { n })}</Note>}
        <p>{t("me.sign_out_so")}</p>
        <Why of={doing} />
        <Button kind="stop" wide icon="out" busy={doing.busy} onClick={() => void out()}>
          {t("me.sign_out_now")}
        </Button>
      </Sheet>
    </>
  );
}

function Elsewhere(props: { who: Me }): JSX.Element | null {
  const { who } = props;
  const doing = useDoing();
  const rest = who.memberships.filter((one) => one.coop_id !== who.active?.coop_id);
  if (rest.length === 0) return null;
  return (
    <>
      <h2>{t("me.other_coops")}</h2>
      <List label={t("me.other_coops")}>
        {rest.map((one) => (
          <Row
            key={one.membership_id}
            lead={<OrgPiece icon="co-op" />}
            title={one.coop_name}
            second={t("me.there_as", { name: one.name })}
            onClick={() =>
              void doing.do(async () => {
                await changeCoop(one.coop_id);
                go("/");
              })
            }
          />
        ))}
      </List>
      <Why of={doing} />
    </>
  );
}

function ActFor(props: { who: Me }): JSX.Element | null {
  const { who } = props;
  const doing = useDoing();
  const rest = who.can_act_for.filter((one) => one.person_id !== who.acting_for?.person_id);
  if (rest.length === 0) return null;
  return (
    <>
      <h2>{t("today.i_help")}</h2>
      <List label={t("today.i_help")}>
        {rest.map((one) => (
          <Row
            key={one.person_id}
            face={one.portrait.parts}
            title={one.name}
            second={t("today.be_here_for", { name: calledBy(one.name) })}
            onClick={() =>
              void doing.do(async () => {
                await actFor(one.person_id);
                go("/");
              })
            }
          />
        ))}
      </List>
    </>
  );
}

/** Brought in nowhere yet, or taken out: where else one is, whom to ask, and the way out. */
function NoCoop(props: { who: Me }): JSX.Element {
  const none = props.who.memberships.length === 0;
  return (
    <Screen bare hem title={t(none ? "me.no_coop" : "me.no_coop_here")}>
      <p class="lead">{t(none ? "me.no_coop_why" : "me.no_coop_here_why")}</p>
      <Elsewhere who={props.who} />
      <SignOut />
    </Screen>
  );
}

function MeScreen(): JSX.Element {
  const who = me.value;
  if (!who) return <NotHere />;
  if (!who.active) return <NoCoop who={who} />;
  const { active } = who;
  return (
    <Screen
      title={active.name}
      second={active.coop_name}
      end={<Portrait parts={active.portrait.parts} size="m" />}
    >
      <List label={t("app.me")}>
        <Way to="look" icon="text-size" title={t("me.look")} second={t("me.look_why")} />
        <Way
          to="name"
          icon="me"
          title={t("me.name_and_number")}
          second={active.phone ?? t("me.no_number")}
        />
        <Way to="devices" icon="devices" title={t("me.devices")} second={t("me.devices_why")} />
        <Way
          to="passkeys"
          icon="key"
          title={t("strength.passkeys")}
          second={t("strength.passkeys_why")}
        />
        <Way to="about" icon="info" title={t("me.about")} second={t("me.about_why")} />
      </List>
      <ActFor who={who} />
      <Elsewhere who={who} />
      <SignOut />
    </Screen>
  );
}

export function MeScreens(props: { page: string | undefined }): JSX.Element {
  switch (props.page) {
    case undefined:
      return <MeScreen />;
    case "look":
      return <LookScreen />;
    case "name":
      return <NameScreen />;
    case "devices":
      return <DevicesScreen />;
    case "passkeys":
      return <PasskeysScreen />;
    case "about":
      return <AboutScreen />;
    default:
      return <NotHere />;
  }
}
