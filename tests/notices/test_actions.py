"""A mail leaves once; what cannot be sent is told apart from what can wait."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from server.identity.events import SignInCodeMade
from server.identity.models import DemoMail
from server.kernel import clock
from server.kernel.config import Settings
from server.kernel.mail import Mail, NeverTaken, NotTaken, Post
from server.kernel.models import DirectoryOutbox
from server.kernel.unit_of_work import directory_work
from server.notices import actions, reactions
from server.notices.actions import DemoPost

__all__ = ["reactions"]


class Counter:
    """A post that takes mail, unless it was told to refuse."""

    def __init__(self) -> None:
        self.taken: list[Mail] = []
        self.refusal: Exception | None = None

    def send(self, mail: Mail) -> None:
        if self.refusal:
            raise self.refusal
        self.taken.append(mail)


@pytest.fixture
def post() -> Counter:
    return Counter()


@pytest.fixture
def row_id(opened: Settings, emptied: object) -> UUID:
    """A mail that waits in the outbox."""
    with directory_work() as work:
        work.publish(SignInCodeMade(email="edith@example.org", code="123456", minutes=10))
    return _rows()[0]


def _rows() -> list[UUID]:
    with directory_work() as work:
        return list(work.session.scalars(select(DirectoryOutbox.id)))


def _send(post: Post, row_id: UUID) -> None:
    with directory_work() as work:
        actions.send_mail(work, post, row_id=row_id)


def test_a_mail_is_sent_once_however_often_it_is_asked_for(row_id: UUID, post: Counter) -> None:
    for _ in range(3):
        _send(post, row_id)
    assert [mail.to for mail in post.taken] == ["edith@example.org"]
    assert _rows() == []


def test_who_comes_second_while_it_is_sent_does_nothing(row_id: UUID, post: Counter) -> None:
    with directory_work() as work:
        actions.send_mail(work, post, row_id=row_id)
        _send(post, row_id)
    assert len(post.taken) == 1


def test_what_may_be_taken_later_stays(row_id: UUID, post: Counter) -> None:
    post.refusal = NotTaken("451")
    with pytest.raises(NotTaken):
        _send(post, row_id)
    assert _rows() == [row_id]


def test_what_is_never_taken_goes(row_id: UUID, post: Counter) -> None:
    post.refusal = NeverTaken("550")
    _send(post, row_id)
    assert _rows() == []


def test_a_code_that_is_too_old_goes_unsent(row_id: UUID, post: Counter) -> None:
    with clock.moved(timedelta(minutes=11)):
        _send(post, row_id)
    assert (post.taken, _rows()) == ([], [])


def test_a_demo_keeps_its_mail_once(row_id: UUID) -> None:
    mail = Mail(str(row_id), "edith@example.org", "Your code for Ourpatch", "123456", clock.now())
    for _ in range(2):
        DemoPost().send(mail)
    with directory_work() as work:
        assert len(work.session.scalars(select(DemoMail)).all()) == 1
        with clock.moved(actions.DEMO_MAIL_KEPT + timedelta(days=1)):
            assert actions.forget_demo_mail(work) == 1
