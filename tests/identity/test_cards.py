"""Enrolment cards, through the door."""

from datetime import timedelta
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.coops.actions import cards
from server.coops.actions.cards import PrintedCard
from server.coops.rules import Place
from server.kernel import clock
from server.kernel.config import Settings
from tests.world import CoopWorld, World
from tests.world.fixtures import told

BY_CARD = "/api/v1/session/by-card"


@pytest.fixture
def coop(world: World) -> CoopWorld:
    return world.coop()


@pytest.fixture
def card(coop: CoopWorld, opened: Settings) -> PrintedCard:
    """Edith's first card."""
    return printed(coop, opened)


def printed(coop: CoopWorld, opened: Settings) -> PrintedCard:
    with coop.work() as work:
        place = Place("supported", gets_support=True)
        return cards.enrol(work.actor, work, name="Edith Hughes", place=place, settings=opened)


def enter(client: FlaskClient, key: str | None = None, **secret: str) -> TestResponse:
    headers = {"Idempotency-Key": key} if key else {}
    return client.post(BY_CARD, json={**secret, "device_name": "Edith's tablet"}, headers=headers)


def test_six_words_sign_in(client: FlaskClient, card: PrintedCard) -> None:
    answer = enter(client, words=card.words.upper().replace(" ", " - "))
    assert answer.status_code == 201, answer.text
    assert told(answer)["account"]["email"] is None
    assert told(answer)["active"]["name"] == "Edith Hughes"
    assert told(answer)["active"]["person_id"] is not None
    assert told(answer)["fresh_until"] is not None


def test_the_picture_signs_in(client: FlaskClient, card: PrintedCard) -> None:
    assert card.qr_svg.startswith("<svg")
    token = card.url.split("#")[1]
    assert enter(client, token=token).status_code == 201


@pytest.mark.parametrize("second", ["words", "token"])
def test_a_card_works_once(client: FlaskClient, card: PrintedCard, second: str) -> None:
    secrets = {"words": card.words, "token": card.url.split("#")[1]}
    assert enter(client, words=card.words).status_code == 201
    again = enter(client, **{second: secrets[second]})
    assert (again.status_code, told(again)["field"]) == (422, second)


def test_a_lost_answer_is_given_again_for_the_same_key(client: FlaskClient, card: PrintedCard) -> None:
    key = str(uuid4())
    first, again = enter(client, key, words=card.words), enter(client, key, words=card.words)
    assert (first.status_code, again.status_code) == (201, 201)
    assert len(told(client.get("/api/v1/devices"))["items"]) == 1
    assert enter(client, str(uuid4()), words=card.words).status_code == 422


def test_ten_minutes_for_a_lost_answer_are_ten_minutes_from_the_first(client: FlaskClient, card: PrintedCard) -> None:
    key = str(uuid4())
    answers = []
    for minutes in (0, 8, 16):
        with clock.moved(timedelta(minutes=minutes)):
            answers.append(enter(client, key, words=card.words).status_code)
    assert answers == [201, 201, 422]


def test_a_card_opens_nothing_after_two_weeks(client: FlaskClient, coop: CoopWorld, opened: Settings) -> None:
    with clock.moved(timedelta(days=-15)):
        old = printed(coop, opened)
    assert enter(client, words=old.words).status_code == 422


def test_a_used_an_old_and_an_unknown_card_are_answered_alike(
    client: FlaskClient, coop: CoopWorld, card: PrintedCard, opened: Settings
) -> None:
    with clock.moved(timedelta(days=-15)):
        old = printed(coop, opened)
    enter(client, words=card.words)
    answers = [enter(client, words=words).data for words in (card.words, old.words, "able about above")]
    assert len(set(answers)) == 1


def test_words_or_token_and_not_both(client: FlaskClient) -> None:
    assert enter(client).status_code == 422
    assert enter(client, words="a b", token="c").status_code == 422


def test_ten_cards_a_minute(client: FlaskClient) -> None:
    statuses = [enter(client, words="nothing at all").status_code for _ in range(11)]
    assert statuses == [422] * 10 + [429]
