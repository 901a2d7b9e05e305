/** What Ourpatch is, its licence, and whose work is in it. */
import type { JSX } from "preact";
import { Screen } from "@/app/screen";
import { CLIENT_VERSION } from "@/contract/http";
import { Button, List, Row } from "@/kit";
import { t } from "@/words/t";
import { backToMe } from "./back";

/** Whose work is inside, and under which licence. The names are names, so they are not translated. */
const INSIDE: readonly { what: string; licence: string }[] = [
  { what: "OpenMoji", licence: "CC BY-SA 4.0" },
  { what: "Atkinson Hyperlegible Next, Braille Institute", licence: "SIL Open Font License 1.1" },
  { what: "Preact, Signals", licence: "MIT" },
  { what: "Socket.IO", licence: "MIT" },
  { what: "idb", licence: "ISC" },
  { what: "Workbox", licence: "MIT" },
];

export function AboutScreen(): JSX.Element {
  return (
    <Screen title={t("me.about")} back={backToMe()}>
      <p class="lead">{t("me.about_what")}</p>
      <p>{t("me.about_licence")}</p>
      <h2>{t("me.about_inside")}</h2>
      <p>{t("me.about_pictures")}</p>
      <List label={t("me.about_inside")}>
        {INSIDE.map((one) => (
          <Row key={one.what} title={one.what} second={one.licence} />
        ))}
      </List>
      <Button icon="book" href="/licences.txt">
        {t("me.licences_all")}
      </Button>
      <p class="soft">{t("me.version", { version: CLIENT_VERSION })}</p>
    </Screen>
  );
}
