"""What each role is answered at each door, written down by hand: the one table to read, and to change on purpose.

The columns are those of `roles.ROLES`. 401: sign in. 403: you know that it is there, and it isn't open to you; the
sentence says why. 404: for you it isn't there, and never was. What somebody of another co-op is answered with 200 is
their own (`test_http` looks that nothing of this one is in it).
"""

from collections.abc import Collection, Iterable, Mapping

from tests.crawler.roles import ROLES

Row = tuple[int, ...]

#               nobody none person carer asked neighb. secret. helper pret. elsew. claim. removed partner
OWN: Row = (       401, 404,   200,  200,  200,    200,    200,   200,  404,   200,   404,    404,    200)  # fmt: skip
ACCOUNT: Row = (   401, 200,   200,  200,  200,    200,    200,   200,  200,   200,   200,    200,    200)  # fmt: skip
CIRCLE: Row = (    401, 404,   200,  200,  404,    404,    404,   200,  404,   404,   404,    404,    404)  # fmt: skip
ASKED: Row = (     401, 404,   404,  404,  200,    404,    404,   404,  404,   404,   404,    404,    404)  # fmt: skip
HERS: Row = (      401, 404,   200,  404,  404,    404,    404,   404,  404,   404,   404,    404,    404)  # fmt: skip
KEEPS: Row = (     401, 404,   403,  403,  403,    403,    204,   403,  404,   404,   404,    404,    403)  # fmt: skip
REVIEWS: Row = (401, 404, 403, 403, 403, 403, 200, 403, 404, 200, 404, 404, 403)  # fmt: skip
REVIEWED: Row = (401, 404, 403, 403, 403, 403, 200, 403, 404, 404, 404, 404, 403)  # fmt: skip
CHOOSES: Row = (   401, 404,   200,  403,  404,    404,    404,   403,  404,   404,   404,    404,    404)  # fmt: skip
CARERS: Row = (    401, 404,   200,  200,  404,    404,    404,   403,  404,   404,   404,    404,    404)  # fmt: skip

HTTP: Mapping[str, Row] = {
    # who I am
    "POST /session/codes":     (202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202),
    "POST /session/by-code":   (422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422),
    "POST /session/by-card":   (422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422),
    "POST /invitations/look":  (404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404),
    "POST /invitations/accept": (404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404),
    "GET /session":            (401, 200, 200, 200, 200, 200, 200, 200, 404, 200, 404, 404, 200),
    "DELETE /session":         (401, 204, 204, 204, 204, 204, 204, 204, 204, 204, 204, 204, 204),
    "PUT /session/coop":       (401, 404, 200, 200, 200, 200, 200, 200, 200, 404, 404, 404, 200),
    "POST /session/by-passkey/options": (200,) * len(ROLES),
    "POST /session/by-passkey": (422,) * len(ROLES),
    "POST /session/fresh/options": ACCOUNT,
    "POST /session/fresh":     (401, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422),
    "POST /session/fresh/code": (401, 202, 409, 409, 409, 409, 409, 409, 409, 409, 409, 409, 409),
    "GET /passkeys": ACCOUNT,
    "POST /passkeys/options": ACCOUNT,
    "POST /passkeys":          (401, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422),
    "DELETE /passkeys/<uuid:passkey_id>": (401, 404, 204, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404),
    "GET /devices": ACCOUNT,
    "DELETE /devices/<uuid:session_id>": (401, 404, 204, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404),
    "PATCH /preferences": ACCOUNT,
    "PATCH /membership":       (401, 404, 200, 200, 200, 200, 200, 403, 404, 200, 404, 404, 200),
    # the co-op
    "GET /coop":               (401, 404, 200, 200, 200, 200, 200, 200, 404, 200, 404, 404, 403),
    "GET /members":            (401, 404, 403, 403, 403, 403, 200, 403, 404, 200, 404, 404, 403),
    "DELETE /members/<uuid:membership_id>": KEEPS,
    "GET /patches/<uuid:patch_id>": (401, 404, 200, 200, 200, 200, 200, 200, 404, 404, 404, 404, 404),
    "POST /patches":           (401, 404, 403, 403, 403, 403, 201, 403, 404, 201, 404, 404, 403),
    "POST /patches/<uuid:patch_id>/team": (401, 404, 403, 403, 403, 403, 201, 403, 404, 404, 404, 404, 403),
    "DELETE /patches/<uuid:patch_id>/team/<uuid:membership_id>":
                               (401, 404, 403, 204, 403, 403, 204, 403, 404, 404, 404, 404, 403),
    "GET /invitations": OWN,
    "POST /invitations":       (401, 404, 403, 403, 403, 403, 202, 403, 404, 404, 404, 404, 403),
    "DELETE /invitations/<uuid:invitation_id>": KEEPS,
    "POST /enrolment-cards":   (401, 404, 403, 403, 403, 403, 201, 403, 404, 404, 404, 404, 403),
    "DELETE /enrolment-cards/<uuid:card_id>": KEEPS,
    "GET /organisations": OWN,
    "POST /organisations":     (401, 404, 201, 201, 201, 403, 201, 201, 404, 201, 404, 404, 403),
    # people
    "GET /people/<uuid:person_id>": CIRCLE,
    "GET /people/<uuid:person_id>/candidates": (401, 404, 200, 403, 404, 404, 404, 200, 404, 404, 404, 404, 404),
    "POST /people/<uuid:person_id>/care-team": (401, 404, 201, 403, 404, 404, 404, 201, 404, 404, 404, 404, 404),
    "DELETE /people/<uuid:person_id>/care-team/<uuid:team_member_id>":
                               (401, 404, 204, 204, 404, 404, 404, 204, 404, 404, 404, 404, 404),
    "POST /people/<uuid:person_id>/helpers": (401, 404, 201, 403, 404, 404, 403, 403, 404, 404, 404, 404, 404),
    "DELETE /people/<uuid:person_id>/helpers/<uuid:membership_id>":
                               (401, 404, 204, 403, 404, 404, 404, 204, 404, 404, 404, 404, 404),
    "GET /people/<uuid:person_id>/partners": (401, 404, 200, 403, 404, 404, 404, 200, 404, 404, 404, 404, 404),
    "POST /people/<uuid:person_id>/partners": (401, 404, 202, 403, 404, 404, 404, 202, 404, 404, 404, 404, 404),
    "GET /care-team-invitations": OWN,
    "POST /care-team-invitations/<uuid:team_member_id>/accept": ASKED,
    "POST /care-team-invitations/<uuid:team_member_id>/decline": ASKED,
    "GET /caseload": OWN,
    # files: Ivy's photo, which is in no record
    "POST /files":             (401, 404, 201, 201, 201, 201, 201, 201, 404, 201, 404, 404, 201),
    "GET /files/<uuid:file_id>": HERS,
    "GET /files/<uuid:file_id>/content": HERS,
    "GET /files/<uuid:file_id>/thumbnail": HERS,
    "PUT /files/<uuid:file_id>/chunks/<int:n>":
                               (401, 404, 409, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404),
    "POST /files/<uuid:file_id>/complete":
                               (401, 404, 202, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404),
    "DELETE /files/<uuid:file_id>":
                               (401, 404, 204, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404),
    # who may see what: chosen by Ivy, asked for by Sam; Tom has her seat and no authority, and Ada is a coach too
    "GET /people/<uuid:person_id>/access": CHOOSES,
    "POST /people/<uuid:person_id>/grants": CHOOSES,
    "POST /people/<uuid:person_id>/questions":
                               (401, 404, 204, 403, 404, 404, 404, 403, 404, 404, 404, 404, 404),
    "POST /people/<uuid:person_id>/start":
                               (401, 404, 403, 403, 404, 404, 204, 403, 404, 404, 404, 404, 404),
    "GET /talks-due": REVIEWS,
    "POST /talks-due/<uuid:talk_id>/held": KEEPS,
    "GET /records": OWN,
    "GET /people": OWN,
    "POST /people/<uuid:person_id>/access-requests":
                               (401, 404, 403, 201, 404, 404, 404, 403, 404, 404, 404, 404, 404),
    "GET /people/<uuid:person_id>/access-requests": CHOOSES,
    "GET /access-requests": OWN,
    "POST /access-requests/<uuid:request_id>/answer": CHOOSES,
    "DELETE /access-requests/<uuid:request_id>":
                               (401, 404, 404, 204, 404, 404, 404, 404, 404, 404, 404, 404, 404),
    "GET /people/<uuid:person_id>/cover":
                               (401, 404, 200, 200, 404, 404, 200, 200, 404, 404, 404, 404, 404),
    "POST /people/<uuid:person_id>/cover":
                               (401, 404, 201, 201, 404, 404, 403, 403, 404, 404, 404, 404, 404),
    "DELETE /cover/<uuid:cover_id>":
                               (401, 404, 204, 204, 404, 404, 403, 403, 404, 404, 404, 404, 404),
    # who looked, what was opened in an emergency, and what others decide; Ada is a reviewer too
    "GET /people/<uuid:person_id>/looks":
                               (401, 404, 200, 403, 404, 404, 404, 403, 404, 404, 404, 404, 404),
    "GET /log/roots": OWN,
    "POST /people/<uuid:person_id>/emergency":
                               (401, 404, 403, 201, 201, 404, 404, 403, 404, 404, 404, 404, 201),
    "DELETE /people/<uuid:person_id>/emergency":
                               (401, 404, 204, 204, 204, 204, 204, 204, 404, 204, 404, 404, 204),
    "GET /reviews": REVIEWS,
    "POST /reviews/<uuid:emergency_id>": REVIEWED,
    "GET /people/<uuid:person_id>/authorities":
                               (401, 404, 200, 403, 404, 404, 200, 403, 404, 404, 404, 404, 404),
    "POST /people/<uuid:person_id>/authorities":
                               (401, 404, 201, 403, 404, 404, 201, 403, 404, 404, 404, 404, 404),
    "POST /authorities/<uuid:authority_id>/verify":
                               (401, 404, 403, 403, 404, 404, 200, 403, 404, 404, 404, 404, 404),
    "DELETE /authorities/<uuid:authority_id>":
                               (401, 404, 204, 403, 404, 204, 204, 403, 404, 404, 404, 404, 404),
    "GET /people/<uuid:person_id>/best-interests":
                               (401, 404, 200, 403, 404, 404, 200, 403, 404, 404, 404, 404, 404),
    "POST /people/<uuid:person_id>/best-interests":
                               (401, 404, 403, 403, 404, 404, 201, 403, 404, 404, 404, 404, 404),
    "GET /directives": REVIEWS,
    "POST /people/<uuid:person_id>/directives":
                               (401, 404, 403, 403, 403, 403, 201, 403, 404, 404, 404, 404, 403),
    "POST /directives/<uuid:directive_id>/approve": REVIEWED,
    "DELETE /directives/<uuid:directive_id>": KEEPS,
    "GET /people/<uuid:person_id>/withholdings": REVIEWED,
    "POST /people/<uuid:person_id>/withholdings":
                               (401, 404, 403, 403, 403, 403, 201, 403, 404, 404, 404, 404, 403),
    "DELETE /withholdings/<uuid:withholding_id>": KEEPS,
    # Ivy's record: care has begun, so that Sam reads the notes and adds to them; Tom has her seat and no authority
    "GET /people/<uuid:person_id>/record": CIRCLE,
    "GET /people/<uuid:person_id>/record/sections/<string:code>": CARERS,
    "GET /people/<uuid:person_id>/record/timeline": CARERS,
    "GET /people/<uuid:person_id>/record/night": CARERS,
    "GET /people/<uuid:person_id>/record/print": CARERS,
    "POST /people/<uuid:person_id>/record/search": CARERS,
    "POST /people/<uuid:person_id>/record/entries":
                               (401, 404, 201, 201, 404, 404, 404, 403, 404, 404, 404, 404, 404),
    "GET /people/<uuid:person_id>/record/entries/<uuid:entry_id>":
                               (401, 404, 200, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404),
    "POST /people/<uuid:person_id>/record/entries/<uuid:entry_id>/correct":
                               (401, 404, 201, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404),
    "POST /people/<uuid:person_id>/record/entries/<uuid:entry_id>/error":
                               (401, 404, 201, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404),
    "POST /people/<uuid:person_id>/record/entries/<uuid:entry_id>/replies":
                               (401, 404, 201, 201, 404, 404, 404, 404, 404, 404, 404, 404, 404),
    # messages
    "GET /conversations": OWN,
    "POST /conversations/direct": (401, 404, 403, 200, 403, 403, 403, 403, 404, 404, 404, 404, 403),
    "GET /conversations/<uuid:conversation_id>": CIRCLE,
    "GET /conversations/<uuid:conversation_id>/events": CIRCLE,
    "POST /conversations/<uuid:conversation_id>/messages":
                               (401, 404, 201, 201, 404, 404, 404, 201, 404, 404, 404, 404, 404),
    "POST /conversations/<uuid:conversation_id>/messages/<int:seq>/file":
                               (401, 404, 201, 201, 404, 404, 404, 403, 404, 404, 404, 404, 404),
    "GET /conversations/<uuid:conversation_id>/filed": CIRCLE,
    "POST /receipts": OWN,
    "POST /sync": OWN,
    # the demo's open door, which a production server does not have
    "GET /demo/people": (200,) * len(ROLES),
    "POST /demo/session": (201,) * len(ROLES),
    "GET /demo/mail": (200,) * len(ROLES),
}  # fmt: skip

CONNECTED = "connected"
SOCKET: Mapping[str, tuple[str, ...]] = {
    # the refusal of the connection, or of the event, by its slug
    "connect": (
        "signed-out",
        "not-found",
        *(CONNECTED,) * 6,
        "not-found",
        CONNECTED,
        "not-found",
        "not-found",
        CONNECTED,
    ),
    "send": ("", "", "ok", "ok", "not-found", "not-found", "not-found", "ok", "", "not-found", "", "", "not-found"),
    "sync": ("", "", "ok", "ok", "ok", "ok", "ok", "ok", "", "ok", "", "", "ok"),
    "receipts": ("", "", "ok", "ok", "ok", "ok", "ok", "ok", "", "ok", "", "", "ok"),
    "typing": ("", "", "ok", "ok", "not-found", "not-found", "not-found", "ok", "", "not-found", "", "", "not-found"),
}


def undeclared(doors: Iterable[str], declared: Mapping[str, Collection[object]]) -> list[str]:
    """Doors whose outcomes nobody wrote down (for each role), and outcomes of doors that are not there."""
    there = set(doors)
    strange = [f"{name}: no such door" for name in declared if name not in there]
    missing = [f"{name}: not declared" for name in there - set(declared)]
    short = [f"{name}: {len(row)} of {len(ROLES)} roles" for name, row in declared.items() if len(row) != len(ROLES)]
    return sorted(strange + missing + short)
