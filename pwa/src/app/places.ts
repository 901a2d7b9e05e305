/** Where one can go, by who one is. Five places at most. */
import type { Me, Membership } from "@/contract/types";
import type { Place } from "@/kit";
import { t } from "@/words/t";
import { calledBy } from "./names";

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

/** Who works for a partner organisation, and sees the records that were shared with it. */
export function isPartner(membership: Membership | null): boolean {
  return membership?.organisation != null;
}

/** My own record, or that of the person that I am here for; for others the records that are open to them. */
function recordPlace(me: Me): Omit<Place, "current"> {
  if (me.acting_for) {
    const label = t("app.about_name", { name: calledBy(me.acting_for.name) });
    return { href: "/record", label, icon: "book" };
  }
  if (me.active?.person_id) return { href: "/record", label: t("app.about_me"), icon: "book" };
  return { href: "/people", label: t("app.people"), icon: "book" };
}

function messagesPlace(unread: number): Omit<Place, "current"> {
  const news = unread > 0 ? { news: t("common.new_count", { n: unread }) } : {};
  return { href: "/messages", label: t("app.messages"), icon: "messages", ...news };
}

const MOST = 5;

function ownPlaces(me: Me, unread: number): Omit<Place, "current">[] {
  const team = teamPlace(me);
  const secretary = isSecretary(me.active) && !me.acting_for;
  const all: Omit<Place, "current">[] = [
    { href: "/", label: t("app.today"), icon: "today" },
    messagesPlace(unread),
    ...(team ? [team] : []),
    recordPlace(me),
    ...(secretary ? [{ href: "/members", label: t("app.members"), icon: "people" as const }] : []),
    { href: "/me", label: t("app.me"), icon: "me" },
  ];
  // A secretary comes to the members from Today as well.
  return all.length > MOST ? all.filter((place) => place.href !== "/members") : all;
}

/** `talks`: whether there is any conversation to go to. */
export function placesOf(me: Me, path: string, unread: number, talks = true): Place[] {
  const partner = isPartner(me.active);
  const all: Omit<Place, "current">[] = partner
    ? [
        { href: "/people", label: t("app.records"), icon: "book" },
        ...(talks ? [messagesPlace(unread)] : []),
        { href: "/me", label: t("app.me"), icon: "me" },
      ]
    : ownPlaces(me, unread);
  // A partner's first page is the records.
  const here = partner && path === "/" ? "/people" : path;
  return all.map((place) => ({ ...place, current: isAt(here, place.href) }));
}
