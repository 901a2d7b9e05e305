/** My patch: the carers of the team, and the people of the patch whom I look after. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useAsked } from "@/app/asked";
import { Otherwise } from "@/app/asked-states";
import { useDoing } from "@/app/doing";
import { hatNames } from "@/app/hats";
import { Screen } from "@/app/screen";
import { me } from "@/app/session";
import { Whole } from "@/app/whole";
import { Why } from "@/app/why";
import type { Face, Patch, PatchRef } from "@/contract/types";
import { openDirect } from "@/features/messaging/direct";
import { CallButton } from "@/features/messaging/people-sheet";
import { Button, Choice, List, Row } from "@/kit";
import { t } from "@/words/t";

function FaceRow(props: { face: Face; onWrite: (id: string) => void }): JSX.Element {
  const { face } = props;
  const own = face.membership_id === me.value?.active?.membership_id;
  return (
    <Row
      face={face.portrait.parts}
      title={
        own ? (
          t("people.you", { name: face.name })
        ) : (
          <Whole
            name={face.name}
            label={t("today.write_name", { name: face.name })}
            onClick={() => props.onWrite(face.membership_id)}
          />
        )
      }
      second={[face.phone, ...hatNames(face.hats)].filter(Boolean).join(" · ") || undefined}
      end={own ? undefined : <CallButton name={face.name} phone={face.phone} />}
    />
  );
}

function PatchPage(props: { id: string }): JSX.Element {
  const asked = useAsked<Patch>(`/patches/${props.id}`);
  const doing = useDoing();
  const patch = asked.value;
  if (!patch) return <Otherwise of={asked} />;
  const write = (id: string) => void doing.do(() => openDirect(id));
  return (
    <>
      <Why of={doing} />
      {patch.conversation_id && (
        <Button kind="do" icon="pencil" wide href={`/messages/${patch.conversation_id}`}>
          {t("people.write_patch_team")}
        </Button>
      )}
      <h2>{t("people.patch_team")}</h2>
      <List label={t("people.patch_team")}>
        {patch.team.map((face) => (
          <FaceRow key={face.membership_id} face={face} onWrite={write} />
        ))}
      </List>
      {patch.people.length > 0 && (
        <>
          <h2>{t("today.whom_i_look_after")}</h2>
          <List label={t("today.whom_i_look_after")}>
            {patch.people.map((face) => (
              <FaceRow key={face.membership_id} face={face} onWrite={write} />
            ))}
          </List>
        </>
      )}
    </>
  );
}

export function PatchScreen(props: { patches: readonly PatchRef[] }): JSX.Element {
  const [chosen, setChosen] = useState(props.patches[0]?.patch_id ?? "");
  const patch = props.patches.find((one) => one.patch_id === chosen) ?? props.patches[0];
  return (
    <Screen title={t("app.my_patch")} second={patch?.name}>
      {props.patches.length > 1 && (
        <Choice
          legend={t("people.which_patch")}
          value={chosen}
          onChange={setChosen}
          options={props.patches.map((one) => ({ value: one.patch_id, label: one.name }))}
        />
      )}
      {patch && <PatchPage key={patch.patch_id} id={patch.patch_id} />}
    </Screen>
  );
}
