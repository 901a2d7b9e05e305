/** Small parts of the consent screens: a patch of the quilt, an audience's picture, the three levels. */
import type { JSX } from "preact";
import { Faces, Icon, type IconName, OrgPiece, Portrait } from "@/kit";
import { t } from "@/words/t";
import type { Patch } from "./quilt";
import type { Audience, Level } from "./types";

const LEVEL_ICONS: Record<Patch["level"], IconName> = {
  closed: "closed",
  see: "read",
  add: "pencil",
  mixed: "read",
};

const ORGANISATION_ICONS: Record<string, IconName> = {
  "gp practice": "heart",
  "community nursing": "plus",
  hospital: "plus",
  pharmacy: "medicine",
  council: "house",
  charity: "hand",
};

export function organisationIcon(kind: string | undefined): IconName {
  return ORGANISATION_ICONS[kind ?? ""] ?? "house";
}

/** Whole = sees and adds, half = sees, stitched = closed; half and stitched = some of each. */
export function Piece(props: { patch: Patch }): JSX.Element {
  const { patch } = props;
  return (
    <span class={`piece piece-${patch.level}`} aria-hidden="true">
      <Icon name={LEVEL_ICONS[patch.level]} />
      {patch.held !== "none" && (
        <span class="piece-held">
          <Icon name="lock" size="s" />
        </span>
      )}
    </span>
  );
}

/** People are patches, organisations are hexagons. */
export function AudiencePicture(props: { of: Audience }): JSX.Element {
  const { of } = props;
  if (of.organisation || of.audience.startsWith("organisation")) {
    return <OrgPiece icon={organisationIcon(of.organisation?.kind)} />;
  }
  const [first] = of.faces;
  if (of.faces.length === 1 && first) return <Portrait parts={first.portrait.parts} />;
  if (of.faces.length === 0) {
    return <OrgPiece icon="patch" />;
  }
  const faces = of.faces.map((face) => ({ parts: face.portrait.parts, name: face.name }));
  return (
    <span class="four">
      <Faces of={faces} size="xs" max={4} />
    </span>
  );
}

const CHOICES: { level: Level; icon: IconName; words: "close" | "see" | "add" }[] = [
  { level: "closed", icon: "closed", words: "close" },
  { level: "see", icon: "read", words: "see" },
  { level: "add", icon: "pencil", words: "add" },
];

/** Close, See, Add: a press is enough, and says itself what holds now. */
export function LevelChoice(props: {
  label: string;
  level: Patch["level"];
  busy: boolean;
  onChange: (level: Level) => void;
}): JSX.Element {
  return (
    <fieldset class="levels">
      <legend class="vh">{props.label}</legend>
      {CHOICES.map(({ level, icon, words }) => (
        <button
          type="button"
          key={level}
          class={`level level-${level}`}
          aria-pressed={props.level === level}
          aria-busy={props.busy || undefined}
          onClick={() => {
            if (!props.busy) props.onChange(level);
          }}
        >
          <Icon name={icon} />
          <span>{t(`consent.level_${words}`)}</span>
        </button>
      ))}
    </fieldset>
  );
}

/** What the patches mean, in words. */
export function Legend(): JSX.Element {
  const levels = ["see", "add", "closed", "mixed"] as const;
  return (
    <ul class="legend">
      {levels.map((level) => (
        <li key={level} class="across">
          <Piece patch={{ level, open: 0, of: 0, until: null, held: "none" }} />
          <span>{t(`consent.legend_${level}`)}</span>
        </li>
      ))}
    </ul>
  );
}
