/** What is asked about somebody who is brought in, by mail or by card. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useAsked } from "@/app/asked";
import { about } from "@/app/doing";
import type { Refusal } from "@/contract/http";
import type { Coop, MemberClass } from "@/contract/types";
import { Choice, Field, Switch } from "@/kit";
import { t } from "@/words/t";

export interface Newcomer {
  name: string;
  member_class: MemberClass | null;
  hats: string[];
  patch_id?: string;
  gets_support: boolean;
}

type ClassOrNone = MemberClass | "none";

export interface Form {
  newcomer: Newcomer;
  fields: (refusal: Refusal | null) => JSX.Element;
}

function usePatch(): { id: string; choice: JSX.Element | null } {
  const asked = useAsked<Coop>("/coop");
  const [patch, setPatch] = useState("none");
  const patches = asked.value?.patches ?? [];
  const choice =
    patches.length === 0 ? null : (
      <Choice
        legend={t("register.patch")}
        value={patch}
        onChange={setPatch}
        options={[
          { value: "none", label: t("register.patch_none") },
          ...patches.map((one) => ({ value: one.patch_id, label: one.name })),
        ]}
      />
    );
  return { id: patch, choice };
}

export function useNewcomer(): Form {
  const [name, setName] = useState("");
  const [kind, setKind] = useState<ClassOrNone>("carer");
  const patch = usePatch();
  const [secretary, setSecretary] = useState(false);
  const newcomer: Newcomer = {
    name: name.trim(),
    member_class: kind === "none" ? null : kind,
    hats: secretary ? ["secretary"] : [],
    gets_support: kind === "supported",
    ...(patch.id !== "none" ? { patch_id: patch.id } : {}),
  };
  const fields = (refusal: Refusal | null) => (
    <>
      <Field
        label={t("register.name")}
        value={name}
        onInput={setName}
        required
        maxLength={80}
        {...about(refusal, "name")}
      />
      <Choice
        legend={t("register.who")}
        value={kind}
        onChange={setKind}
        options={[
          { value: "supported", label: t("register.gets_support"), icon: "me" },
          { value: "carer", label: t("register.is_carer"), icon: "hand" },
          { value: "community", label: t("register.is_community"), icon: "people" },
          { value: "investor", label: t("register.is_investor"), icon: "co-op" },
          { value: "none", label: t("register.is_none"), icon: "person-add" },
        ]}
      />
      {patch.choice}
      <div class="list">
        <Switch
          onWords={t("common.on")}
          offWords={t("common.off")}
          icon="book"
          label={t("register.is_secretary")}
          second={t("register.is_secretary_why")}
          on={secretary}
          onChange={setSecretary}
        />
      </div>
    </>
  );
  return { newcomer, fields };
}
