/** How it looks and reads: set at once, kept with the account. */
import type { JSX } from "preact";
import { useDoing } from "@/app/doing";
import { Screen } from "@/app/screen";
import { me, prefer } from "@/app/session";
import type { Preferences } from "@/contract/types";
import { Choice, Note, Switch } from "@/kit";
import { t } from "@/words/t";
import { backToMe } from "./back";

export function LookScreen(): JSX.Element {
  const doing = useDoing();
  const now = me.value?.preferences;
  const set = (change: Partial<Preferences>) => void doing.do(() => prefer(change));
  const on = { onWords: t("common.on"), offWords: t("common.off") };
  return (
    <Screen title={t("me.look")} back={backToMe()}>
      {doing.why && (
        <Note kind="wait" live>
          {t("me.look_here_only")}
        </Note>
      )}
      {now && (
        <>
          <Choice
            legend={t("me.text_size")}
            value={now.text_size}
            onChange={(text_size) => set({ text_size })}
            options={[
              { value: "ordinary", label: t("me.size_ordinary"), icon: "text-size" },
              { value: "first", label: t("me.size_first"), icon: "text-size" },
              { value: "largest", label: t("me.size_largest"), icon: "text-size" },
            ]}
          />
          <Choice
            legend={t("me.theme")}
            value={now.theme}
            onChange={(theme) => set({ theme })}
            options={[
              { value: "device", label: t("me.theme_device"), icon: "phone" },
              { value: "light", label: t("me.theme_light"), icon: "sun" },
              { value: "dark", label: t("me.theme_dark"), icon: "moon" },
            ]}
          />
          <div class="list">
            <Switch
              {...on}
              icon="book"
              label={t("me.easy_read")}
              second={t("me.easy_read_why")}
              on={now.easy_read}
              onChange={(easy_read) => set({ easy_read })}
            />
            <Switch
              {...on}
              icon="calm"
              label={t("me.calm")}
              second={t("me.calm_why")}
              on={now.calm}
              onChange={(calm) => set({ calm })}
            />
          </div>
          <Choice
            legend={t("me.language")}
            value={now.language}
            onChange={(language) => set({ language })}
            options={[
              { value: "en", label: "English", icon: "language" },
              { value: "cy", label: "Cymraeg", icon: "language" },
            ]}
          />
        </>
      )}
    </Screen>
  );
}
