"""The demo world is whole, is loaded once, and never beside real people."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from server import domains
from server.coops import queries as coops
from server.coops.models import Membership
from server.demo import rules
from server.demo.actions.load_demo import load_demo
from server.identity import queries as identity
from server.identity.models import Account
from server.kernel import clock, db
from server.kernel.actor import the_coop
from server.kernel.config import Misconfigured, Settings
from server.kernel.unit_of_work import directory_work, unit_of_work
from server.messaging.models import Conversation, ConversationMember, LogEvent
from server.people.models import CareTeamMember
from tests.conftest import Database
from tests.embedded.parts import Where

__all__ = ["domains"]  # the reactions of every domain build the world


@pytest.fixture(scope="module")
def loaded(database: Database, where: Where) -> Iterator[Settings]:
    """A database of its own for this module: the world takes a second or two to build."""
    name = f"{database.name}_demo"
    where.clone(name)
    before = db._Opened.engines
    settings = replace(Settings.from_environment(), database_url=where.app_url(name))
    db.open_engines(settings)
    assert load_demo(settings) == ["Meadow Lane Care Co-op", "Harbour Co-op"]
    yield settings
    db.close_engines()
    db._Opened.engines = before
    where.drop(name)


@pytest.fixture
def counts(loaded: Settings) -> Callable[[], list[int]]:
    """How much there is, of co-op and directory."""

    def count() -> list[int]:
        found = []
        for story in rules.stories():
            with unit_of_work(the_coop(story.coop_id, "test")) as work:
                for table in (Membership, LogEvent, CareTeamMember):
                    mine = select(func.count()).select_from(table).where(table.coop_id == work.coop_id)
                    found.append(work.session.scalar(mine) or 0)
        with directory_work() as work:
            found.append(work.session.scalar(select(func.count()).select_from(Account)) or 0)
        return found

    return count


def test_a_second_load_changes_nothing(loaded: Settings, counts: Callable[[], list[int]]) -> None:
    before = counts()
    assert load_demo(loaded) == []
    assert counts() == before


def test_one_account_has_a_place_in_both(loaded: Settings) -> None:
    with directory_work() as work:
        places = identity.coops_of_account(work, rules.account_of("Priya Nair"))
    assert {place.coop_name for place in places} == {"Meadow Lane Care Co-op", "Harbour Co-op"}


def test_every_conversation_tells_of_the_past_in_order(loaded: Settings) -> None:
    for story in rules.stories():
        with unit_of_work(the_coop(story.coop_id, "test")) as work:
            log = work.session.scalars(
                select(LogEvent)
                .where(LogEvent.coop_id == work.coop_id)
                .order_by(LogEvent.conversation_id, LogEvent.seq)
            ).all()
            told = sum(len(conversation["messages"]) for conversation in story.told["conversation"])
            assert sum(event.kind == "message" for event in log) == told
            assert max(event.at for event in log) < clock.now()
            for earlier, later in itertools.pairwise(log):
                if earlier.conversation_id == later.conversation_id:
                    assert (earlier.seq + 1, earlier.at) <= (later.seq, later.at)


def test_what_is_unread_is_what_the_story_says(loaded: Settings) -> None:
    for story in rules.stories():
        wanted = sum(sum(told.get("unread", {}).values()) for told in story.told["conversation"])
        member, place = ConversationMember, Conversation
        with unit_of_work(the_coop(story.coop_id, "test")) as work:
            unread = work.session.scalar(
                select(func.sum(place.last_seq - member.read_seq))
                .select_from(member)
                .join(place, (place.coop_id == member.coop_id) & (place.id == member.conversation_id))
                .where(member.coop_id == work.coop_id, place.id.in_(_written_in(story)))
            )
        assert unread == wanted


def _written_in(story: rules.Story) -> list[object]:
    with unit_of_work(the_coop(story.coop_id, "test")) as work:
        messages = select(LogEvent.conversation_id).where(LogEvent.coop_id == work.coop_id, LogEvent.kind == "message")
        return list(work.session.scalars(messages.distinct()))


def test_riverside_is_nine(loaded: Settings) -> None:
    story = rules.stories()[0]
    with unit_of_work(the_coop(story.coop_id, "test")) as work:
        riverside = next(patch for patch in coops.patches(work) if patch.name == "Riverside")
        assert len(coops.patch_team(work, riverside.patch_id)) == 9


def test_looks_suit_their_people(loaded: Settings) -> None:
    with directory_work() as work:
        assert identity.account(work, rules.account_of("Edith Hughes")).text_size == "first"
        assert identity.account(work, rules.account_of("Jo Bevan")).easy_read


def test_it_is_not_loaded_beside_real_people(loaded: Settings) -> None:
    with pytest.raises(Misconfigured, match="made-up"):
        load_demo(replace(loaded, mode="production"))
