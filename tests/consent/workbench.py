"""The worlds in a transaction that is never committed, and the database's functions changed in it for a moment."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg.types.json import Jsonb

from tests.consent import asked
from tests.consent.asked import ASKING, ENTRIES
from tests.consent.corpus import ANOTHER, SEEDS, Told, plant
from tests.consent.mutating import Document, Mutant, decision
from tests.consent.planting import Planting
from tests.consent.worlds import PERSON, SINCE

ANSWERED = 6  # worlds whose rows lie in effective_access, for the functions that read them
DEFINITION = """
SELECT pg_get_functiondef(p.oid) FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
 WHERE n.nspname = 'ourpatch' AND p.proname = %s
"""
GUARDED = """
DROP POLICY read_open ON tenant.entry; DROP POLICY add_open ON tenant.entry; DROP POLICY change_open ON tenant.entry;
SELECT ourpatch.guard_sections('tenant.entry', 'write_mask');
"""
ROWS = "INSERT INTO tenant.effective_access VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"


class Workbench:
    """As the owner, in one transaction."""

    def __init__(self, owner: psycopg.Connection[Any], seeds: Sequence[int] = SEEDS) -> None:
        self.owner = owner
        self.corpus = [(told, self.document(told)) for told in plant(owner, seeds)]

    def document(self, told: Told) -> Document:
        """What the database tells the rules about a world."""
        self.owner.execute("SELECT ourpatch.enter_at(%s, NULL, NULL, 'test', NULL, %s)", (told.coop_id, SINCE))
        row = self.owner.execute("SELECT ourpatch.consent_facts(%s, %s)", (told.coop_id, PERSON)).fetchone()
        assert row is not None
        document: Document = row[0]
        return document

    @contextmanager
    def changed(self, mutant: Mutant) -> Iterator[None]:
        """One of the functions otherwise, until the end of this block."""
        row = self.owner.execute(DEFINITION, (mutant.where,)).fetchone()
        assert row is not None
        with self.owner.transaction(force_rollback=True):
            self.owner.execute(mutant.of(row[0]).encode())
            if mutant.where == "guard_sections":
                self.owner.execute(GUARDED)
            yield

    def keep(self) -> None:
        """Of the first worlds also what follows, an entry in each section, and a person of whom nobody knows."""
        decide = decision()
        self.owner.execute(ASKING)
        for told, document in self.corpus[:ANSWERED]:
            rows = [
                (told.coop_id, row.membership_id, PERSON, row.acting, *astuple(row)[2:-1], Jsonb([]))
                for row in decide(document)
            ]
            with self.owner.cursor() as cursor:
                cursor.executemany(ROWS, rows)
            stranger = self._stranger(told)
            for person, author in ((PERSON, told.facts.own), (ANOTHER, stranger)):
                self.owner.execute(ENTRIES.encode(), {"coop": told.coop_id, "person": person, "author": author})

    def _stranger(self, told: Told) -> UUID:
        made = uuid4()
        add = Planting.adding(self.owner, told.coop_id)
        add("membership", id=made, account_id=uuid4(), name="Arthur Lowe", member_class="supported")
        add("person", id=ANOTHER, membership_id=made)
        add("record", person_id=ANOTHER)
        return made

    def all_answers_are_right(self) -> bool:
        """Whether the application would get the right ones, and see what it may read: of this person and the other."""
        try:
            with self.owner.transaction(force_rollback=True):
                self.owner.execute("SET LOCAL ROLE ourpatch_app")
                return all(self._right(told) for told, _ in self.corpus[:ANSWERED])
        except ValueError:
            return False

    def _right(self, told: Told) -> bool:
        questions = [q for q, _ in told.right]
        found = asked.answers(self.owner, told.coop_id, PERSON, questions)
        nothing = asked.answers(self.owner, told.coop_id, ANOTHER, questions)
        right = [(masks, masks[0]) for _, masks in told.right]
        return found == right and {seen for _, seen in nothing} == {0}
