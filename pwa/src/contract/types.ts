/**
 * The shapes that the API speaks, in its own names.
 *
 * This folder is the only place that knows them by hand; everything else imports from here.
 */

export type MemberClass = "supported" | "carer" | "community" | "investor";
export type FaceKind = "carer" | "person" | "member" | "helper" | "partner";
export type Medium = "text" | "call" | "letter" | "knock";

/** `ground.skin.hair.hair colour.clothes.beard.glasses`, small numbers. */
export interface Portrait {
  parts: string;
}

/** How many there are to choose from, of each part of a portrait. */
export const PORTRAIT_CHOICES = [8, 6, 10, 6, 8, 4, 2] as const;

export interface Face {
  membership_id: string;
  name: string;
  portrait: Portrait;
  phone: string | null;
  kind: FaceKind;
  hats: string[];
}

export interface PatchRef {
  patch_id: string;
  name: string;
}

export interface Membership {
  membership_id: string;
  coop_id: string;
  coop_name: string;
  name: string;
  portrait: Portrait;
  phone: string | null;
  member_class: MemberClass | null;
  hats: string[];
  person_id: string | null;
  patches: PatchRef[];
}

export interface Preferences {
  text_size: "ordinary" | "first" | "largest";
  theme: "device" | "light" | "dark";
  calm: boolean;
  easy_read: boolean;
  language: "en" | "cy";
}

export interface Me {
  account: { id: string; email: string | null };
  preferences: Preferences;
  session_id: string;
  active: Membership | null;
  memberships: { coop_id: string; coop_name: string; membership_id: string; name: string }[];
  demo: boolean;
  realtime_url: string;
  acting_for: { person_id: string; name: string } | null;
  can_act_for: { person_id: string; name: string; portrait: Portrait }[];
}

export interface Device {
  session_id: string;
  device_name: string;
  here: boolean;
  signed_in_at: string;
  last_seen_at: string;
}

export interface Member extends Face {
  delivered_seq: number;
  read_seq: number;
  me: boolean;
}

export interface Event {
  conversation_id: string;
  seq: number;
  kind: "message" | "edit" | "withdraw" | "member" | "claim" | "system";
  at: string;
  author_id: string | null;
  on_behalf_of: string | null;
  client_id: string | null;
  medium: Medium | null;
  text: string | null;
  member: { membership_id: string; name: string; change: "joined" | "left" } | null;
}

export interface Conversation {
  conversation_id: string;
  kind: "direct" | "care_team" | "patch_team" | "coop";
  title: string | null;
  person_id: string | null;
  members: Member[];
  /** Faces of those who wrote here and left, and of helpers. */
  others: Face[];
  member_count: number;
  last_seq: number;
  /** What came up to this seq was before me. */
  from_seq: number;
  unread: number;
  last: Event | null;
  can_write: boolean;
}

export interface EventsPage {
  items: Event[];
  has_more: boolean;
}

export interface SyncAnswer {
  conversations: Conversation[];
  events: Record<string, Event[]>;
  more: string[];
}

export interface Mark {
  conversation_id: string;
  delivered_seq?: number;
  read_seq?: number;
}

export interface MemberMark {
  membership_id: string;
  delivered_seq: number;
  read_seq: number;
}

export interface Sent {
  seq: number;
  at: string;
  duplicate: boolean;
}

export interface Outgoing {
  conversation_id: string;
  client_id: string;
  text: string;
  medium: Medium;
}

export interface Patch {
  patch_id: string;
  name: string;
  team: Face[];
  people: Face[];
  conversation_id: string | null;
}

export interface Coop {
  coop_id: string;
  name: string;
  members: number;
  patches: (PatchRef & { me: boolean })[];
}

export interface CareMember extends Face {
  team_member_id: string;
  state: "invited" | "in";
  since: string;
}

export interface Person {
  person_id: string;
  name: string;
  portrait: Portrait;
  phone: string | null;
  patch: PatchRef | null;
  care_team: CareMember[];
  helpers: Face[];
  mine: boolean;
  may_decide: boolean;
}

export interface CaseloadPerson {
  person_id: string;
  name: string;
  portrait: Portrait;
  phone: string | null;
  patch_name: string | null;
}

export interface CareTeamInvitation {
  team_member_id: string;
  person: { person_id: string; name: string; portrait: Portrait };
  asked_at: string;
}

export interface RegisterMember extends Face {
  member_class: MemberClass | null;
  invited: boolean;
}

export interface Invitation {
  invitation_id: string;
  name: string;
  email: string;
  member_class: MemberClass | null;
  invited_at: string;
  expires_at: string;
  accepted: boolean;
}

export interface EnrolmentCard {
  card_id: string;
  name: string;
  words: string;
  url: string;
  qr_svg: string;
  expires_at: string;
}

export interface DemoPerson {
  membership_id: string;
  coop_name: string;
  name: string;
  portrait: Portrait;
  what: string;
}

export interface DemoMail {
  to: string;
  subject: string;
  text: string;
  at: string;
}

/** What the server says when it does not do what was asked (RFC 9457). */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  field?: string;
  errors?: { field: string; detail: string }[];
}
