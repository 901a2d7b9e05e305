import type { JSX } from "preact";
import { Icon, type IconName } from "../icons.tsx";
import { Portrait, type PortraitProps } from "../portrait.tsx";

export interface FaceOf {
  parts: string;
  name: string;
}

/** Several faces in a row. The names stand beside them in words, so these are decoration. */
export function Faces(props: {
  of: readonly FaceOf[];
  size?: PortraitProps["size"];
  /** How many at most are drawn; whoever is left out must be in the words. */
  max?: number;
}): JSX.Element {
  const shown = props.of.slice(0, props.max ?? props.of.length);
  return (
    <span class="faces">
      {shown.map((face) => (
        <Portrait key={face.name + face.parts} parts={face.parts} size={props.size ?? "s"} />
      ))}
    </span>
  );
}

/** An organisation: a hexagon, where a person is a patch. */
export function OrgPiece(props: { icon?: IconName }): JSX.Element {
  return (
    <span class="org" aria-hidden="true">
      <Icon name={props.icon ?? "house"} />
    </span>
  );
}
