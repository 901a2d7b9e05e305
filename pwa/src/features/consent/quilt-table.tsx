/** Who may see what, as a quilt: audiences beside each other, the nine groups below each other. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Icon } from "@/kit";
import { t } from "@/words/t";
import { AudiencePicture, Piece } from "./pieces";
import { keyOf, patchOf } from "./quilt";
import { columnWords, stateWords, whoWords } from "./quilt-words";
import { GROUPS, type Group, groupName, type SectionCode, sectionName } from "./sections";
import type { Chosen } from "./square-sheet";
import type { Audience } from "./types";

interface Props {
  audiences: readonly Audience[];
  owner: string | null;
  onChoose: (chosen: Chosen) => void;
}

function Cells(props: Props & { group: Group; section: SectionCode | null }): JSX.Element {
  const { group, section, owner } = props;
  const sections = section ? [section] : group.sections;
  const row = section ? sectionName(section) : groupName(group.code);
  return (
    <>
      {props.audiences.map((audience) => {
        const patch = patchOf(audience, sections);
        const who = whoWords(audience, owner);
        return (
          <td key={keyOf(audience)}>
            <button
              type="button"
              class="square"
              aria-label={t("consent.square", { who, what: row, state: stateWords(patch) })}
              onClick={() => props.onChoose({ audience, group, section })}
            >
              <Piece patch={patch} />
            </button>
          </td>
        );
      })}
    </>
  );
}

function GroupRows(props: Props & { group: Group }): JSX.Element {
  const { group } = props;
  const [open, setOpen] = useState(false);
  return (
    <>
      <tr>
        <th scope="row">
          <button
            type="button"
            class="cloth-head"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            <span>{groupName(group.code)}</span>
            <Icon name="forward" size="s" />
          </button>
        </th>
        <Cells {...props} section={null} />
      </tr>
      {open &&
        group.sections.map((section) => (
          <tr class="cloth-part" key={section}>
            <th scope="row">
              <span>{sectionName(section)}</span>
            </th>
            <Cells {...props} section={section} />
          </tr>
        ))}
    </>
  );
}

export function QuiltTable(props: Props): JSX.Element {
  return (
    <section class="cloth-frame" aria-label={t("consent.title")}>
      <table class="cloth">
        <caption class="vh">{t("consent.caption")}</caption>
        <thead>
          <tr>
            <td>
              <span class="vh">{t("consent.parts")}</span>
            </td>
            {props.audiences.map((audience) => (
              <th scope="col" key={keyOf(audience)}>
                <AudiencePicture of={audience} />
                <span>{columnWords(audience)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {GROUPS.map((group) => (
            <GroupRows key={group.code} {...props} group={group} />
          ))}
        </tbody>
      </table>
    </section>
  );
}
