"""Persons, care teams, and what a device is told about itself, as they come in and go out."""

from marshmallow import fields, validate

from server.coops.rules import NAME_LIMIT
from server.coops.schemas import FaceOut, MemberClass, MembershipOut, OrganisationOut, PatchName, Portrait
from server.identity.schemas import AccountOut, OnDevice, PreferencesOut
from server.kernel.doors.fields import Body, Email, Id, Line, Prose, Time


class CareMemberOut(FaceOut):
    """A face in a care team."""

    team_member_id = Id(required=True)
    state = fields.String(required=True, validate=validate.OneOf(["invited", "in"]))
    since = Time(required=True)


class PersonOut(Body):
    """A person, as somebody around them sees them. `may_decide`: I am the person, or act for them."""

    person_id = Id(required=True)
    membership_id = Id(required=True)
    name = fields.String(required=True)
    portrait = Portrait(required=True)
    phone = fields.String(required=True, allow_none=True)
    patch = fields.Nested(PatchName, required=True, allow_none=True)
    care_team = fields.List(fields.Nested(CareMemberOut), required=True)
    helpers = fields.List(fields.Nested(FaceOut), required=True)
    mine = fields.Boolean(required=True)
    may_decide = fields.Boolean(required=True)


class CandidatesFor(Body):
    """What somebody is looked for."""

    place = fields.String(data_key="for", load_default="care_team", validate=validate.OneOf(["care_team", "helper"]))


class MemberAsked(Body):
    """Which member."""

    membership_id = Id(required=True)


class StateOut(Body):
    """How it stands now."""

    state = fields.String(required=True, validate=validate.OneOf(["in", "declined"]))


class PersonFaceOut(Body):
    """A person, shortly."""

    person_id = Id(required=True)
    name = fields.String(required=True)
    portrait = Portrait(required=True)


class CareTeamInvitationOut(Body):
    """A person asks me into the care team."""

    team_member_id = Id(required=True)
    person = fields.Nested(PersonFaceOut, required=True)
    asked_at = Time(required=True)


class CareTeamInvitations(Body):
    """Who asks me."""

    items = fields.List(fields.Nested(CareTeamInvitationOut), required=True)


class CaseloadPerson(PersonFaceOut):
    """A person whose care team I am in."""

    membership_id = Id(required=True)
    phone = fields.String(required=True, allow_none=True)
    patch_name = fields.String(required=True, allow_none=True)


class Caseload(Body):
    """Persons, by name."""

    items = fields.List(fields.Nested(CaseloadPerson), required=True)


class PatchOut(PatchName):
    """A patch. `people`: those of its persons whose care team I am in, for who is in the patch team."""

    team = fields.List(fields.Nested(FaceOut), required=True)
    people = fields.List(fields.Nested(FaceOut), required=True)
    conversation_id = Id(required=True, allow_none=True)


class RegisterMember(FaceOut):
    """A line of the members' list. `invited`: has a card, and was never signed in."""

    member_class = MemberClass(required=True)
    person_id = Id(required=True, allow_none=True)
    invited = fields.Boolean(required=True)


class Register(Body):
    """The members' list, by name."""

    items = fields.List(fields.Nested(RegisterMember), required=True)


class PartnerAsked(Body):
    """Somebody of an organisation who is to see part of a record; `role`: what they are there, such as "district
    nurse"."""

    organisation_id = Id(required=True)
    email = Email(required=True)
    name = Line(NAME_LIMIT, required=True)
    role = Line(NAME_LIMIT, required=True)


class PartnerOut(Body):
    """Who was asked, and whether they came (`membership`). `email` is for the person and for who asked."""

    invitation_id = Id(required=True)
    membership = fields.Nested(FaceOut, required=True, allow_none=True)
    name = fields.String(required=True)
    email = fields.String(required=True, allow_none=True)
    role = fields.String(required=True)
    organisation = fields.Nested(OrganisationOut, required=True)
    accepted = fields.Boolean(required=True)


class Partners(Body):
    """In the order of being asked."""

    items = fields.List(fields.Nested(PartnerOut), required=True)


class CoopOfMine(Body):
    """A co-op that I belong to."""

    coop_id = Id(required=True)
    coop_name = fields.String(required=True)
    membership_id = Id(required=True)
    name = fields.String(required=True)


class ActingFor(Body):
    """Whom I act for."""

    person_id = Id(required=True)
    name = fields.String(required=True)


class MeOut(Body):
    """Who I am on this device. `fresh_until`: so long no passkey or code is asked for again; `passkeys`: how many."""

    account = fields.Nested(AccountOut, required=True)
    preferences = fields.Nested(PreferencesOut, required=True)
    session_id = Id(required=True)
    fresh_until = Time(required=True, allow_none=True)
    passkeys = fields.Integer(required=True)
    active = fields.Nested(MembershipOut, required=True, allow_none=True)
    memberships = fields.List(fields.Nested(CoopOfMine), required=True)
    demo = fields.Boolean(required=True)
    realtime_url = fields.String(required=True)
    acting_for = fields.Nested(ActingFor, required=True, allow_none=True)
    can_act_for = fields.List(fields.Nested(PersonFaceOut), required=True)


class Acceptance(OnDevice):
    """Yes to an invitation."""

    token = Prose(200, required=True)
    name = Line(NAME_LIMIT)


class DemoPerson(Body):
    """Somebody of the demo world."""

    membership_id = Id(required=True)
    coop_name = fields.String(required=True)
    name = fields.String(required=True)
    portrait = Portrait(required=True)
    what = fields.String(required=True)


class DemoPeople(Body):
    """Everybody of the demo world."""

    items = fields.List(fields.Nested(DemoPerson), required=True)


class DemoSignIn(OnDevice):
    """As whom to sign in."""

    membership_id = Id(required=True)


class DemoMailOut(Body):
    """A mail that the demo kept."""

    to = fields.String(required=True, attribute="recipient")
    subject = fields.String(required=True)
    text = fields.String(required=True, attribute="body")
    at = Time(required=True)


class DemoMails(Body):
    """Mails, the newest first."""

    items = fields.List(fields.Nested(DemoMailOut), required=True)
