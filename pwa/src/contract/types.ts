/**
 * The shapes that the API speaks, by the names that the app uses. The shapes themselves are made from
 * the API's document (openapi.ts): what is not there does not type-check here.
 */
import type { components } from "./openapi";

type Schemas = components["schemas"];

export type Face = Schemas["FaceOut"];
export type FaceKind = Face["kind"];
/** `ground.skin.hair.hair colour.clothes.beard.glasses`, small numbers. */
export type Portrait = Schemas["PortraitParts"];
export type Membership = Schemas["MembershipOut"];
export type MemberClass = NonNullable<Membership["member_class"]>;
export type PatchRef = Membership["patches"][number];
export type Preferences = Schemas["PreferencesOut"];
export type Me = Schemas["MeOut"] & { passkeys?: number; fresh_until?: string | null };
export type Device = Schemas["DeviceOut"];

export type Member = Schemas["MemberOut"];
export type Event = Schemas["EventOut"];
export type Medium = NonNullable<Event["medium"]>;
export type Conversation = Schemas["ConversationOut"];
export type EventsPage = Schemas["EventsPage"];
export type SyncAnswer = Schemas["SyncOut"];
export type Mark = Schemas["MarkIn"];
export type MemberMark = Schemas["MarkOut"];
export type Sent = Schemas["SentOut"];
export type Outgoing = Required<Schemas["SocketSendIn"]>;

export type Patch = Schemas["PatchOut"];
export type Coop = Schemas["CoopOut"];
export type CareMember = Schemas["CareMemberOut"];
export type Person = Schemas["PersonOut"];
export type CaseloadPerson = Schemas["CaseloadPerson"];
export type CareTeamInvitation = Schemas["CareTeamInvitationOut"];
export type RegisterMember = Schemas["RegisterMember"];
export type Invitation = Schemas["InvitationOut"];
export type EnrolmentCard = Schemas["CardOut"];
export type DemoPerson = Schemas["DemoPerson"];
export type DemoMail = Schemas["DemoMailOut"];

/** What the server says when it does not do what was asked (RFC 9457). */
export type Problem = Schemas["ProblemBody"];

/** How many there are to choose from, of each part of a portrait. */
export const PORTRAIT_CHOICES = [8, 6, 10, 6, 8, 4, 2] as const;
