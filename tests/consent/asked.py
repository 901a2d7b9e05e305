"""What the database says: many questions in one statement, each in the context of whoever asks it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg

from tests.consent.reference import Actor

# As the application's role. The context is entered for each question by itself; the last column is what Row-Level
# Security lets through of a record with one entry in each section.
ASKING = """
CREATE OR REPLACE FUNCTION pg_temp.asked
  (_coop uuid, _person uuid, _members uuid[], _acting uuid[], _purposes text[], _times timestamptz[])
RETURNS TABLE (n integer, read_mask integer, write_mask integer, disclose_mask integer, aggregate_mask integer,
  seen integer)
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  FOR _n IN 1 .. cardinality(_members) LOOP
    PERFORM ourpatch.enter_at(_coop, _members[_n], NULL, _purposes[_n], _acting[_n], _times[_n]);
    RETURN QUERY
      SELECT _n, a.read_mask, a.write_mask, a.disclose_mask, a.aggregate_mask,
             (SELECT coalesce(sum(1 << e.section), 0)::integer FROM tenant.entry e
               WHERE e.coop_id = _coop AND e.person_id = _person)
        FROM (SELECT 1) one LEFT JOIN ourpatch.my_access(_coop, _person) a ON true;
  END LOOP;
END $$
"""

# One entry in each section, whatever anybody may write; home access is kept enciphered.
ENTRIES = """
INSERT INTO tenant.entry (coop_id, id, person_id, section, root_id, version, kind, body, sealed, author_id, author_role,
  client_id, happened_at, recorded_at)
SELECT %(coop)s, e.id, %(person)s, e.section, e.id, 1, 'entry',
  CASE WHEN e.section <> 24 THEN 'Tea at four.' END, CASE WHEN e.section = 24 THEN '\\x00'::bytea END,
  %(author)s, 'person', uuidv7(), now(), now()
  FROM (SELECT uuidv7() AS id, section FROM generate_series(0, 29) section) e
"""


@dataclass(frozen=True)
class Question:
    """What may this actor do, for this purpose, then?"""

    actor: Actor
    purpose: str
    t: datetime


Masks = tuple[int, int, int, int]


class Database:
    """A connection as the application. Close it."""

    def __init__(self, app_url: str) -> None:
        self._connection = psycopg.connect(app_url)
        self._connection.execute(ASKING)
        self._connection.commit()

    def close(self) -> None:
        self._connection.close()

    def answers(self, coop_id: UUID, person_id: UUID, questions: Sequence[Question]) -> list[tuple[Masks, int]]:
        """As the function below, in a transaction of its own."""
        with self._connection.transaction():
            return answers(self._connection, coop_id, person_id, questions)


def answers(
    connection: psycopg.Connection[Any], coop_id: UUID, person_id: UUID, questions: Sequence[Question]
) -> list[tuple[Masks, int]]:
    """For each question the masks of read, write, disclose and aggregate, and the sections whose entries are seen.

    ValueError where there is more than one answer to a question.
    """
    asked = {
        "coop": coop_id,
        "person": person_id,
        "members": [q.actor.member for q in questions],
        "acting": [q.actor.acting_for for q in questions],
        "purposes": [q.purpose for q in questions],
        "times": [q.t for q in questions],
    }
    rows: list[tuple[Any, ...]] = connection.execute(
        "SELECT * FROM pg_temp.asked(%(coop)s, %(person)s, %(members)s::uuid[], %(acting)s::uuid[],"
        " %(purposes)s::text[], %(times)s::timestamptz[]) ORDER BY n",
        asked,
    ).fetchall()
    if [row[0] for row in rows] != list(range(1, len(questions) + 1)):
        raise ValueError("a question has no answer, or more than one")
    return [((row[1] or 0, row[2] or 0, row[3] or 0, row[4] or 0), row[5]) for row in rows]
