"""Persons, their care teams and helpers, patches with their people, and the members' list."""

from typing import Any
from uuid import UUID

from flask_smorest import Blueprint

from server.coops import policies as coop_policies
from server.coops import queries as coops
from server.coops.models import Membership
from server.coops.queries import Face
from server.coops.schemas import FaceOut, Faces
from server.identity import queries as identity
from server.kernel.actor import Actor
from server.kernel.doors.http import endpoint
from server.kernel.errors import NotFound, Refused
from server.kernel.unit_of_work import Work, directory_work
from server.people import policies, queries, schemas
from server.people.actions import care_teams
from server.people.actions.name_helper import name_helper, stop_helping
from server.people.queries import CareMember, PersonRow

blueprint = Blueprint("people", __name__, description="People who get support, and who is around them.")


@endpoint(blueprint, "GET", "/people/<uuid:person_id>", out=schemas.PersonOut)
def person(actor: Actor, work: Work, person_id: UUID) -> PersonRow:
    """A person, with care team and helpers: for the person and who is around them."""
    return queries.person_view(work, person_id)


@endpoint(blueprint, "GET", "/people/<uuid:person_id>/candidates", query=schemas.CandidatesFor, out=Faces)
def candidates(actor: Actor, work: Work, query: dict[str, str], person_id: UUID) -> dict[str, list[Face]]:
    """Whom the person can ask into the care team, or name as a helper."""
    row = queries.visible_person(work, person_id)
    name = queries.name_of(work, row)
    if query["place"] == "helper":
        if refusal := policies.can_name_helper(actor, row, name, len(queries.help_for(work, person_id))):
            raise Refused(refusal)
        return {"items": queries.helper_candidates(work, row)}
    if refusal := policies.can_choose_team(actor, row, name):
        raise Refused(refusal)
    return {"items": queries.candidates(work, row, policies.ASKABLE)}


@endpoint(
    blueprint,
    "POST",
    "/people/<uuid:person_id>/care-team",
    body=schemas.MemberAsked,
    out=schemas.CareMemberOut,
    status=201,
)
def new_care_team_member(actor: Actor, work: Work, body: dict[str, UUID], person_id: UUID) -> CareMember:
    """Ask somebody into the care team. They are in when they have said yes."""
    place = care_teams.ask_into_care_team(actor, work, person_id=person_id, membership_id=body["membership_id"])
    return queries.care_member(coops.face(work, place.membership_id), place)


@endpoint(blueprint, "DELETE", "/people/<uuid:person_id>/care-team/<uuid:team_member_id>")
def former_care_team_member(actor: Actor, work: Work, person_id: UUID, team_member_id: UUID) -> None:
    """Take somebody out of the care team, or leave it: at once."""
    care_teams.take_out_of_care_team(actor, work, person_id=person_id, team_member_id=team_member_id)


@endpoint(blueprint, "GET", "/care-team-invitations", out=schemas.CareTeamInvitations)
def care_team_invitations(actor: Actor, work: Work) -> dict[str, list[queries.AskedRow]]:
    """Who asks me into their care team."""
    return {"items": queries.asked_of(work)}


@endpoint(blueprint, "POST", "/care-team-invitations/<uuid:team_member_id>/accept", out=schemas.StateOut)
def yes_to_care_team(actor: Actor, work: Work, team_member_id: UUID) -> dict[str, str]:
    """Say yes: from now on I am in the care team."""
    return {"state": care_teams.accept_care_team(actor, work, team_member_id=team_member_id).state}


@endpoint(blueprint, "POST", "/care-team-invitations/<uuid:team_member_id>/decline", out=schemas.StateOut)
def no_to_care_team(actor: Actor, work: Work, team_member_id: UUID) -> dict[str, str]:
    """Say no."""
    return {"state": care_teams.decline_care_team(actor, work, team_member_id=team_member_id).state}


@endpoint(blueprint, "POST", "/people/<uuid:person_id>/helpers", body=schemas.MemberAsked, out=FaceOut, status=201)
def new_helper(actor: Actor, work: Work, body: dict[str, UUID], person_id: UUID) -> Face:
    """Let somebody act for the person. The secretary may name the first helper, nobody a further one."""
    name_helper(actor, work, person_id=person_id, membership_id=body["membership_id"])
    return coops.face(work, body["membership_id"]).as_kind("helper").without_phone()


@endpoint(blueprint, "DELETE", "/people/<uuid:person_id>/helpers/<uuid:membership_id>")
def former_helper(actor: Actor, work: Work, person_id: UUID, membership_id: UUID) -> None:
    """End a helper's part, at once."""
    stop_helping(actor, work, person_id=person_id, membership_id=membership_id)


@endpoint(blueprint, "GET", "/caseload", out=schemas.Caseload)
def caseload(actor: Actor, work: Work) -> dict[str, list[queries.CaseloadRow]]:
    """The persons whose care team I am in."""
    return {"items": queries.caseload(work)}


@endpoint(blueprint, "GET", "/patches/<uuid:patch_id>", out=schemas.PatchOut)
def patch(actor: Actor, work: Work, patch_id: UUID) -> dict[str, Any]:
    """A patch and its team. Who is in the team sees the persons of the patch that they care for, and where the
    team writes."""
    if coops.is_partner(work):
        raise NotFound
    row = coops.patch(work, patch_id)
    members = coops.patch_team(work, patch_id)
    mine = actor.seat_id in members
    people = queries.people_of_patch(work, patch_id) if mine else set()
    faces = coops.faces(work, members | people)
    ordered = sorted(queries.known(work, list(faces.values())), key=lambda face: face.name.casefold())
    return {
        "patch_id": row.id,
        "name": row.name,
        "team": [face for face in ordered if face.membership_id in members],
        "people": [face for face in ordered if face.membership_id in people],
        "conversation_id": row.conversation_id if mine else None,
    }


@endpoint(blueprint, "GET", "/members", out=schemas.Register)
def members(actor: Actor, work: Work) -> dict[str, Any]:
    """The members' list. For the secretary."""
    if refusal := coop_policies.can_see_register(actor):
        raise Refused(refusal)
    rows, hats, persons = coops.living_members(work), coops.all_hats(work), queries.persons_by_membership(work)
    with directory_work() as directory:
        waiting = identity.accounts_with_unused_card(directory, work.coop_id)
    faces = {
        face.membership_id: face for face in queries.known(work, [coops.face_of(r, hats.get(r.id, ())) for r in rows])
    }
    return {"items": [_line(row, faces[row.id], persons.get(row.id), row.account_id in waiting) for row in rows]}


def _line(row: Membership, face: Face, person_id: UUID | None, invited: bool) -> dict[str, Any]:
    return {
        "membership_id": face.membership_id,
        "name": face.name,
        "portrait": face.portrait,
        "phone": face.phone,
        "kind": face.kind,
        "hats": face.hats,
        "organisation": None,
        "member_class": row.member_class,
        "person_id": person_id,
        "invited": invited,
    }
