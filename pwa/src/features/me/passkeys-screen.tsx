/** My passkeys: what they are, add one on this device, take one away. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useAsked } from "@/app/asked";
import { Otherwise } from "@/app/asked-states";
import { useDoing } from "@/app/doing";
import { Screen } from "@/app/screen";
import { deviceName, refresh } from "@/app/session";
import { Why } from "@/app/why";
import { http } from "@/contract/http";
import { hasPasskeys, makePasskey } from "@/features/sign-in/passkey";
import { Button, EmptyState, Icon, List, Note, Row, Sheet } from "@/kit";
import { clock, day } from "@/words/dates";
import { t } from "@/words/t";
import { backToMe } from "./back";

interface Passkey {
  passkey_id: string;
  name: string;
  made_at: string;
  last_used_at: string | null;
}

interface Options {
  options_id: string;
  options: PublicKeyCredentialCreationOptionsJSON;
}

function used(of: Passkey): string {
  if (!of.last_used_at) return t("strength.made", { day: day(new Date(of.made_at)) });
  const at = new Date(of.last_used_at);
  return t("strength.last_used", { day: day(at), time: clock(at) });
}

function Add(props: { onAdded: () => void }): JSX.Element {
  const doing = useDoing();
  const [nothing, setNothing] = useState(false);
  const add = () =>
    void doing.do(async () => {
      setNothing(false);
      const { options_id, options } = await http.post<Options>("/passkeys/options");
      const credential = await makePasskey(options);
      if (!credential) return setNothing(true);
      await http.post("/passkeys", { options_id, credential, name: deviceName() });
      props.onAdded();
      return refresh();
    });
  if (!hasPasskeys()) return <Note kind="info">{t("strength.not_here")}</Note>;
  return (
    <>
      {nothing && (
        <Note kind="wait" live>
          {t("strength.none_made")}
        </Note>
      )}
      <Why of={doing} />
      <Button kind="do" wide icon="plus" busy={doing.busy} onClick={add}>
        {t("strength.add")}
      </Button>
    </>
  );
}

function Remove(props: {
  of: Passkey | null;
  onClose: () => void;
  onDone: () => void;
}): JSX.Element {
  const doing = useDoing();
  const { of } = props;
  const remove = async () => {
    if (of && (await doing.do(() => http.remove(`/passkeys/${of.passkey_id}`)))) {
      props.onDone();
      await refresh();
    }
  };
  return (
    <Sheet
      open={of !== null}
      onClose={props.onClose}
      title={of?.name ?? ""}
      closeLabel={t("common.close")}
    >
      <p>{t("strength.remove_so")}</p>
      <Why of={doing} />
      <Button kind="stop" wide busy={doing.busy} onClick={() => void remove()}>
        {t("strength.remove_now")}
      </Button>
    </Sheet>
  );
}

export function PasskeysScreen(): JSX.Element {
  const asked = useAsked<{ items: Passkey[] }>("/passkeys");
  const [chosen, setChosen] = useState<Passkey | null>(null);
  const items = asked.value?.items;
  const done = () => {
    setChosen(null);
    asked.again();
  };
  return (
    <Screen title={t("strength.passkeys")} back={backToMe()}>
      {!items && <Otherwise of={asked} />}
      {items?.length === 0 && (
        <EmptyState picture="key" title={t("strength.none_yet")}>
          <p>{t("strength.what")}</p>
        </EmptyState>
      )}
      {items && items.length > 0 && (
        <>
          <p>{t("strength.what")}</p>
          <List label={t("strength.passkeys")}>
            {items.map((one) => (
              <Row
                key={one.passkey_id}
                lead={<Icon name="key" />}
                title={one.name}
                second={used(one)}
                end={
                  <Button
                    label={t("strength.remove_name", { name: one.name })}
                    onClick={() => setChosen(one)}
                  >
                    {t("strength.remove")}
                  </Button>
                }
              />
            ))}
          </List>
        </>
      )}
      {items && <Add onAdded={asked.again} />}
      <Remove of={chosen} onClose={() => setChosen(null)} onDone={done} />
    </Screen>
  );
}
