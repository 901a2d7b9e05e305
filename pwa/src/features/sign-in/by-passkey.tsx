/** The sign-in screen's shortest way: the passkey that this device keeps. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useDoing } from "@/app/doing";
import { deviceName } from "@/app/session";
import { Why } from "@/app/why";
import { http } from "@/contract/http";
import type { Me } from "@/contract/types";
import { Button, Note } from "@/kit";
import { t } from "@/words/t";
import { hasPasskeys, showPasskey } from "./passkey";
import { welcome } from "./welcome";

interface Options {
  options_id: string;
  options: PublicKeyCredentialRequestOptionsJSON;
}

export function ByPasskey(): JSX.Element | null {
  const doing = useDoing();
  const [nothing, setNothing] = useState(false);
  if (!hasPasskeys()) return null;
  const enter = () =>
    void doing.do(async () => {
      setNothing(false);
      const { options_id, options } = await http.post<Options>("/session/by-passkey/options");
      const credential = await showPasskey(options);
      if (!credential) return setNothing(true);
      const body = { options_id, credential, device_name: deviceName() };
      return welcome(await http.post<Me>("/session/by-passkey", body));
    });
  return (
    <>
      {nothing && (
        <Note kind="wait" live>
          {t("strength.nothing_shown")}
        </Note>
      )}
      <Why of={doing} />
      <Button wide icon="key" busy={doing.busy} onClick={enter}>
        {t("strength.with_passkey")}
      </Button>
    </>
  );
}
