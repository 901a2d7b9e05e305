"""What ended long ago is forgotten; what can still open something never is."""

from datetime import timedelta
from uuid import UUID, uuid4

import psycopg
import pytest

from server.identity import tasks
from server.identity.actions.accounts import list_coop, open_account
from server.identity.models import DeviceSession, EnrolmentCard, SignInCode
from server.kernel import clock
from server.kernel.config import Settings
from server.kernel.unit_of_work import directory_work

DAY = timedelta(days=1)


@pytest.fixture
def account_id(opened: Settings, emptied: object) -> UUID:
    with directory_work() as work:
        return open_account(work, account_id=uuid4())


def test_what_ended_goes_and_what_opens_stays(account_id: UUID, owner: psycopg.Connection) -> None:
    now, coop_id = clock.now(), uuid4()
    with directory_work() as work:
        list_coop(work, coop_id=coop_id, name="Quilt Care")
        for name, expires, ended in (
            ("here", 10 * DAY, None),
            ("just shut", 10 * DAY, -DAY),
            ("shut long ago", 10 * DAY, -31 * DAY),
            ("ran out long ago", -31 * DAY, None),
        ):
            work.session.add(
                DeviceSession(
                    id=uuid4(),
                    account_id=account_id,
                    token_hash=name.encode(),
                    device_name=name,
                    expires_at=now + expires,
                    ended_at=now + ended if ended else None,
                )
            )
            work.session.add(
                EnrolmentCard(
                    id=uuid4(),
                    account_id=account_id,
                    coop_id=coop_id,
                    words_hash=name.encode(),
                    token_hash=name.encode(),
                    expires_at=now + expires,
                    used_at=now + ended if ended else None,
                )
            )
        for email, expires in (("now@example.org", DAY), ("then@example.org", -2 * DAY)):
            work.session.add(SignInCode(email=email, code_hash=b"x", expires_at=now + expires))
    tasks.forget_ended()
    names = {row[0] for row in owner.execute("SELECT device_name FROM directory.session").fetchall()}
    assert names == {"here", "just shut"}
    cards = {
        bytes(row[0]).decode() for row in owner.execute("SELECT words_hash FROM directory.enrolment_card").fetchall()
    }
    assert cards == {"here", "just shut"}
    codes = owner.execute("SELECT email FROM directory.sign_in_code").fetchall()
    assert codes == [("now@example.org",)]
