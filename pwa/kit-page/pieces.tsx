import type { JSX } from "preact";
import {
  Icon,
  type IconName,
  Mast,
  OrgPiece,
  Page,
  Picture,
  Portrait,
  portraitChoices,
} from "@/kit";
import { iconNames } from "@/kit/icons";
import { pictureNames } from "@/kit/pictures";
import { everybody } from "./people.ts";

function Portraits(): JSX.Element {
  const rows = Array.from({ length: portraitChoices.hair }, (_, hair) => hair);
  return (
    <>
      <div class="pieces">
        {everybody.map((one) => (
          <Portrait key={one.name} parts={one.parts} size="l" name={one.name} />
        ))}
      </div>
      <div class="pieces">
        {rows.flatMap((hair) =>
          [0, 1, 2, 3, 4].map((skin) => (
            <Portrait
              key={`${hair}-${skin}`}
              size="h"
              parts={`${hair + skin}.${skin}.${hair}.${(hair + skin) % 6}.${hair * 3 + skin}.${(hair + skin) % 4}.${skin % 3}`}
            />
          )),
        )}
      </div>
    </>
  );
}

export function Pieces(): JSX.Element {
  return (
    <Page skipLabel="Skip to the page itself" head={<Mast hem title="Pieces" />}>
      <Portraits />
      <OrgPiece />
      <div class="pieces">
        {pictureNames.map((name) => (
          <Picture key={name} name={name} />
        ))}
      </div>
      <div class="pieces">
        {iconNames.map((name: IconName) => (
          <Icon key={name} name={name} />
        ))}
      </div>
    </Page>
  );
}
