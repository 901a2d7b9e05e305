"""Who was taken out finds no way back in that was open before."""

from uuid import uuid4

import psycopg
from flask import Flask

from server.coops.actions.invitations import draw_invitation
from server.coops.rules import Place
from tests.coops.test_invitations import accept, invite, mailed_token
from tests.world import World
from tests.world.build import new_email
from tests.world.fixtures import SignIn


def test_an_invitation_by_somebody_who_was_taken_out_opens_nothing(
    app: Flask, world: World, sign_in: SignIn, owner: psycopg.Connection
) -> None:
    coop, email = world.coop(), new_email()
    sam = coop.member("Sam Osei", "community")
    assert invite(sign_in(sam), email=email).status_code == 202
    coop.end(sam)
    assert accept(app.test_client(), mailed_token(owner, email)).status_code == 404


def test_an_invitation_from_before_does_not_bring_back_who_was_taken_out(app: Flask, world: World) -> None:
    coop, email = world.coop(), new_email()
    sam = coop.member("Sam Osei", "community", email=email)
    with coop.work() as work:
        _, early = draw_invitation(
            work.actor, work, email=email, name="Sam", place=Place("community"), settings=world.settings
        )
    coop.end(sam)
    with coop.work() as work:
        _, late = draw_invitation(
            work.actor, work, email=email, name="Sam", place=Place("community"), settings=world.settings
        )
    answers = [accept(app.test_client(), link.partition("#")[2], str(uuid4())).status_code for link in (early, late)]
    assert answers == [404, 201]
