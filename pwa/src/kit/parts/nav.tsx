import type { JSX } from "preact";
import { Icon, type IconName } from "../icons.tsx";

export interface Place {
  href: string;
  label: string;
  icon: IconName;
  current?: boolean;
  /** What is new there, in words. */
  news?: string;
}

/** Where to go: along the bottom of a phone, along the top of a desk screen. Five places at most. */
export function Nav(props: { label: string; name: string; items: readonly Place[] }): JSX.Element {
  return (
    <nav class="nav" aria-label={props.label}>
      <span class="nav-name">
        <Icon name="co-op" />
        <span>{props.name}</span>
      </span>
      <ul>
        {props.items.map((place) => (
          <li key={place.href}>
            <a href={place.href} aria-current={place.current ? "page" : undefined}>
              <Icon name={place.icon} />
              <span class="lb">{place.label}</span>
              {place.news && <span class="nav-news">{place.news}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
