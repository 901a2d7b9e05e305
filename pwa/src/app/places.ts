/** Where one can go, by who one is. Five places at most. */
import type { Me, Membership } from "@/contract/types";
import type { Place } from "@/kit";
import { t } from "@/words/t";

export function isSecretary(membership: Membership | null): boolean {
  return membership?.hats.includes("secretary") ?? false;
}

/** The person whose care team "My care team" is about: me, or the one that I act for. */
export function personOf(me: Me): string | null {
  return me.acting_for?.person_id ?? me.active?.person_id ?? null;
}

function teamPlace(me: Me): Omit<Place, "current"> | null {
  const person = personOf(me);
  if (person) {
    const label = me.acting_for ? t("app.their_team") : t("app.my_team");
    return { href: "/team", label, icon: "team" };
  }
  if ((me.active?.patches.length ?? 0) > 0) {
    return { href: "/team", label: t("app.my_patch"), icon: "patch" };
  }
  return null;
}

function isAt(path: string, href: string): boolean {
  return href === "/" ? path === "/" : path === href || path.startsWith(`${href}/`);
}

export function placesOf(me: Me, path: string, unread: number): Place[] {
  const team = teamPlace(me);
  const all: Omit<Place, "current">[] = [
    { href: "/", label: t("app.today"), icon: "today" },
    {
      href: "/messages",
      label: t("app.messages"),
      icon: "messages",
      ...(unread > 0 ? { news: t("common.new_count", { n: unread }) } : {}),
    },
    ...(team ? [team] : []),
    ...(isSecretary(me.active) && !me.acting_for
      ? [{ href: "/members", label: t("app.members"), icon: "people" as const }]
      : []),
    { href: "/me", label: t("app.me"), icon: "me" },
  ];
  return all.map((place) => ({ ...place, current: isAt(path, place.href) }));
}
