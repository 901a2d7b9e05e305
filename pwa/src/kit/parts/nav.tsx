import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { t } from "../../words/t.ts";
import { Icon, type IconName } from "../icons.tsx";
import { List, Row } from "./list.tsx";
import { Sheet } from "./sheet.tsx";

export interface Place {
  href: string;
  label: string;
  icon: IconName;
  current?: boolean;
  /** What is new there, in words. */
  news?: string;
}

/** Beside very large words there is room for two places; the others are behind "More". */
const ALWAYS = 2;

function Way({ place, rare }: { place: Place; rare: boolean }): JSX.Element {
  return (
    <li class={rare ? "nav-rare" : undefined}>
      <a href={place.href} aria-current={place.current ? "page" : undefined}>
        <span class="nav-top">
          <Icon name={place.icon} />
          {place.news && <span class="nav-news">{place.news}</span>}
        </span>
        <span class="lb">{place.label}</span>
      </a>
    </li>
  );
}

/** Where to go: along the bottom of a phone, along the top of a desk screen. Five places at most. */
export function Nav(props: { label: string; name: string; items: readonly Place[] }): JSX.Element {
  const [more, setMore] = useState(false);
  const rare = props.items.slice(ALWAYS);
  return (
    <nav class="nav" aria-label={props.label}>
      <span class="nav-name">
        <Icon name="co-op" />
        <span>{props.name}</span>
      </span>
      <ul>
        {props.items.map((place, i) => (
          <Way key={place.href} place={place} rare={i >= ALWAYS} />
        ))}
        <li class="nav-more">
          <button
            type="button"
            aria-haspopup="dialog"
            aria-current={rare.some((place) => place.current) ? "true" : undefined}
            onClick={() => setMore(true)}
          >
            <Icon name="more" />
            <span class="lb">{t("common.more")}</span>
          </button>
        </li>
      </ul>
      <Sheet
        open={more}
        onClose={() => setMore(false)}
        title={props.label}
        closeLabel={t("common.close")}
      >
        <List>
          {rare.map((place) => (
            <Row
              key={place.href}
              lead={<Icon name={place.icon} />}
              title={place.label}
              href={place.href}
              onClick={() => setMore(false)}
              {...(place.news ? { news: place.news } : {})}
              {...(place.current ? { current: true } : {})}
            />
          ))}
        </List>
      </Sheet>
    </nav>
  );
}
