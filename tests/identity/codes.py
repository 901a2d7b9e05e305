"""The code that a mail would have carried, read from the outbox as the relay would."""

import re

import psycopg


def last_code(owner: psycopg.Connection, email: str) -> str:
    """The last code that was sent to this address."""
    row = owner.execute(
        "SELECT payload ->> 'text' FROM directory.outbox WHERE topic = 'mail.send' AND payload ->> 'to' = %s"
        " ORDER BY id DESC LIMIT 1",
        [email],
    ).fetchone()
    assert row is not None, "no mail was sent"
    found = re.search(r"\b(\d{6})\b", row[0])
    assert found is not None
    return found[1]
