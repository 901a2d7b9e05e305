/** Where I am signed in, and shutting a device that is lost or no longer mine. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useAsked } from "@/app/asked";
import { Otherwise } from "@/app/asked-states";
import { useDoing } from "@/app/doing";
import { Screen } from "@/app/screen";
import { Why } from "@/app/why";
import { http } from "@/contract/http";
import type { Device } from "@/contract/types";
import { Button, Icon, List, Row, Sheet, Tag } from "@/kit";
import { clock, day } from "@/words/dates";
import { t } from "@/words/t";
import { backToMe } from "./back";

function seen(device: Device): string {
  const at = new Date(device.last_seen_at);
  return t("me.last_seen", { day: day(at), time: clock(at) });
}

export function DevicesScreen(): JSX.Element {
  const asked = useAsked<{ items: Device[] }>("/devices");
  const [chosen, setChosen] = useState<Device | null>(null);
  const doing = useDoing();
  const shut = async () => {
    if (!chosen) return;
    if (await doing.do(() => http.remove(`/devices/${chosen.session_id}`))) {
      setChosen(null);
      asked.again();
    }
  };
  return (
    <Screen title={t("me.devices")} back={backToMe()}>
      <p>{t("me.devices_so")}</p>
      {!asked.value && <Otherwise of={asked} />}
      {asked.value && (
        <List label={t("me.devices")}>
          {asked.value.items.map((device) => (
            <Row
              key={device.session_id}
              lead={<Icon name={/phone/i.test(device.device_name) ? "phone" : "devices"} />}
              title={device.device_name}
              second={device.here ? undefined : seen(device)}
              end={
                device.here ? (
                  <Tag kind="fine" icon="check">
                    {t("me.this_one")}
                  </Tag>
                ) : (
                  <Button
                    label={t("me.shut_name", { name: device.device_name })}
                    onClick={() => setChosen(device)}
                  >
                    {t("me.shut")}
                  </Button>
                )
              }
            />
          ))}
        </List>
      )}
      <Sheet
        open={chosen !== null}
        onClose={() => setChosen(null)}
        title={chosen?.device_name ?? ""}
        closeLabel={t("common.close")}
      >
        <p>{t("me.shut_so")}</p>
        <Why of={doing} />
        <Button kind="stop" wide busy={doing.busy} onClick={() => void shut()}>
          {t("me.shut_now")}
        </Button>
      </Sheet>
    </Screen>
  );
}
