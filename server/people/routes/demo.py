"""The demo's front door: sign in as anybody of the demo world, and read its mail. These routes are registered in a
demo and nowhere else."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from flask_smorest import Blueprint

from server.coops import queries as coops
from server.identity import queries as identity
from server.identity.actions.sessions import open_session
from server.kernel.actor import the_coop
from server.kernel.doors.http import endpoint
from server.kernel.errors import NotFound
from server.kernel.unit_of_work import DirectoryWork, Work, unit_of_work
from server.people import queries, rules, schemas
from server.people.routes.session import signed_in

blueprint = Blueprint("demo", __name__, description="The demo's front door. It does not exist in production.")


@endpoint(blueprint, "GET", "/demo/people", who="anyone", out=schemas.DemoPeople)
def demo_people(work: DirectoryWork) -> dict[str, Any]:
    """Everybody as whom one can sign in."""
    items: list[dict[str, Any]] = []
    for row in identity.all_coops(work):
        with suppress(NotFound), unit_of_work(the_coop(row.id, "demo")) as tenant:  # it may be half founded
            items += _people(tenant)
    return {"items": items}


@endpoint(blueprint, "POST", "/demo/session", who="anyone", body=schemas.DemoSignIn, out=schemas.MeOut, status=201)
def demo_session(work: DirectoryWork, body: dict[str, Any]) -> Any:
    """Sign in as somebody of the demo world."""
    place = identity.account_of_membership(work, body["membership_id"])
    if place is None:
        raise NotFound
    device_name = body["device_name"]
    opened = open_session(
        work, account_id=place.account_id, device_name=device_name, coop_id=place.coop_id, strong=True
    )
    return signed_in(opened, work)


@endpoint(blueprint, "GET", "/demo/mail", who="anyone", out=schemas.DemoMails)
def demo_mail(work: DirectoryWork) -> dict[str, Any]:
    """Mail that would have been sent."""
    return {"items": identity.demo_mails(work)}


def _people(work: Work) -> list[dict[str, Any]]:
    hats, helped = coops.all_hats(work), queries.names_helped(work)
    patches: dict[UUID, str] = coops.first_patches(work)
    members = sorted(coops.living_members(work), key=lambda member: not member.gets_support)
    faces = [coops.face_of(row, hats.get(row.id, ())) for row in members]
    theirs = [
        rules.what_they_do(face.kind, face.hats, patches.get(face.membership_id), helped.get(face.membership_id))
        for face in faces
    ]
    partners = coops.living_partners(work)
    known = coops.faces(work, {row.id for row in partners})
    faces += [known[row.id] for row in partners]
    theirs += [f"{row.organisation_role}, {known[row.id].organisation}" for row in partners]
    name = coops.coop_name(work)
    return [
        {
            "membership_id": face.membership_id,
            "coop_name": name,
            "name": face.name,
            "portrait": face.portrait,
            "what": what,
        }
        for face, what in zip(faces, theirs, strict=True)
    ]
