/** What the consent domain answers, in the names that its screens use. */
import type { Face } from "@/contract/types";
import type { SectionCode } from "./sections";

export type Level = "closed" | "see" | "add";
export type AudienceKind =
  | "care team"
  | "patch team"
  | "membership"
  | "organisation"
  | "organisation role";

export interface PersonFace {
  person_id: string;
  name: string;
  portrait: { parts: string };
}

export interface Organisation {
  organisation_id: string;
  name: string;
  kind: string;
  registered_for: string[];
  registration: string | null;
}

export interface Square {
  section: SectionCode;
  level: Level;
  until: string | null;
  /** A directive lets somebody see it, whatever is chosen. */
  held: boolean;
  basis: string;
}

export interface Audience {
  audience: AudienceKind;
  id: string | null;
  role: string | null;
  name: string;
  faces: Face[];
  organisation: Organisation | null;
  squares: Square[];
}

export interface Quilt {
  person: PersonFace;
  may_decide: boolean;
  acting: boolean;
  questions_at: string | null;
  started_at: string | null;
  /** Which version of the words of consent is shown. */
  wording: string;
  /** What safe care needs: closing it is talked about. */
  safe: SectionCode[];
  talk_due: boolean;
  audiences: Audience[];
}

export interface AccessRequest {
  request_id: string;
  person: PersonFace;
  asker: Face;
  sections: SectionCode[];
  level: "see" | "add";
  reason: string;
  until: string | null;
  made_at: string;
  state: "open" | "yes" | "no" | "taken back";
  answer: string | null;
}

export interface Why {
  kind: "self" | "authority" | "grant" | "visit" | "emergency" | "directive" | "office" | "none";
  since: string | null;
  until: string | null;
  audience: string | null;
  basis: string | null;
}

export interface Look {
  seq: number;
  kind: "look" | "write" | "refusal";
  viewer: Face;
  acting: boolean;
  role: string;
  organisation: string | null;
  purpose: string;
  sections: SectionCode[];
  channel: string;
  began_at: string;
  last_at: string;
  reads: number;
  why: Why[];
}

export interface Withholding {
  withholding_id: string;
  sections: SectionCode[];
  reason: string;
  review_on: string;
  made_by: Face;
}

export interface Looks {
  week: { people: number; refused: number; faces: Face[] };
  items: Look[];
  has_more: boolean;
}

export interface Review {
  emergency_id: string;
  person: PersonFace;
  viewer: Face;
  reason: EmergencyReason;
  words: string;
  opened_at: string;
  until: string;
  due_at: string;
  overdue: boolean;
  looks: number;
  reviewed_at: string | null;
  outcome: "in order" | "talk" | "not in order" | null;
}

export type EmergencyReason = "fall" | "found unwell" | "ambulance" | "missing" | "fire" | "other";

export interface Authority {
  authority_id: string;
  membership: Face;
  kind: AuthorityKind;
  sections: SectionCode[];
  level: "see" | "add";
  may_decide: boolean;
  jointly: boolean;
  evidence: string;
  from: string;
  until: string | null;
  verified_at: string | null;
}

export type AuthorityKind =
  | "named helper"
  | "health and welfare LPA"
  | "property and affairs LPA"
  | "deputy"
  | "appointee"
  | "advocate";

export interface Cover {
  cover_id: string;
  carer: Face;
  starts_at: string;
  ends_at: string;
  opens_at: string;
  shuts_at: string;
}

export interface Partner {
  invitation_id: string;
  membership: Face | null;
  name: string;
  email: string | null;
  role: string;
  organisation: Organisation;
  accepted: boolean;
}

export interface TalkDue {
  talk_id: string;
  person: PersonFace;
  sections: SectionCode[];
  made_at: string;
}

export interface BestInterests {
  decision_id: string;
  about: string;
  decision: string;
  consulted: string;
  less_restrictive: string;
  review_on: string;
  decided_by: Face;
  decided_at: string;
}

export interface Directive {
  directive_id: string;
  person: PersonFace;
  kind: "court order" | "safeguarding enquiry";
  reference: string;
  sections: SectionCode[];
  level: "see" | "add";
  members: Face[];
  from: string;
  until: string;
  first_by: Face;
  second_by: Face | null;
  ended_at: string | null;
}
