"""A world to measure consent in: co-ops, persons with care teams, grants and long records, made from a seed by SQL.

The same size and seed give the same world, ids included. What follows from the grants (`effective_access`) is not
generated: the product's own action derives it, person by person.
"""

import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from uuid import UUID

import psycopg

from server import domains
from server.consent.actions.derive_access import derive_access
from server.consent.rules.sections import STARTING_SECTIONS, STARTING_WRITES, codes
from server.kernel import db, realtime
from server.kernel.actor import the_coop
from server.kernel.config import Settings
from server.kernel.unit_of_work import unit_of_work

REACTIONS = domains.REACTIONS  # imported for what they register
CARERS = 100  # of a co-op: eight of them are in each care team
NURSES = 4
# What an entry is about, by its section's bit: notes and administration of medicines are most of a record.
SPREAD = (19, 19, 19, 19, 19, 19, 7, 7, 7, 18, 18, 1, 5, 6, 15, 2, 11, 16, 3, 17, 20, 25, 14, 22)
WORDS = (
    "breakfast", "porridge", "tablets", "walked", "garden", "slept", "pressure", "cream", "daughter", "rang", "fall",
    "hoist", "laughed", "letter", "nurse", "dressing", "changed", "appetite", "tired", "cheerful", "window", "kettle",
    "church", "bowls", "photograph", "shower", "stockings", "inhaler", "glucose", "appointment", "podiatrist", "stairs",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Size:
    """How large the world is. `entries`: of each person."""

    coops: int = 200
    persons: int = 250
    entries: int = 40
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody whose record it is, or who reads it."""

    coop_id: UUID
    person_id: UUID
    person_membership_id: UUID
    carer_id: UUID
    carer_account_id: UUID


def build(owner_url: str, size: Size) -> None:
    """Fill an empty, migrated database as its owner, whom Row-Level Security does not hold back."""
    with psycopg.connect(owner_url, autocommit=True) as owner:
        owner.execute("SET synchronous_commit = off")
        for statement in _statements(size):
            owner.execute(statement.encode())
        owner.execute("VACUUM ANALYZE")


def derive_all(size: Size, environment: dict[str, str], workers: int = 2) -> None:
    """What follows from the grants of everybody, by the product's own action; then the statistics are fresh."""
    with psycopg.connect(environment["OWNER_DATABASE_URL"], autocommit=True) as owner:
        coops = [row[0] for row in owner.execute("SELECT coop_id FROM tenant.coop ORDER BY coop_id")]
    with ProcessPoolExecutor(workers, initializer=_open, initargs=(environment,)) as pool:
        list(pool.map(_derive, coops))
    with psycopg.connect(environment["OWNER_DATABASE_URL"], autocommit=True) as owner:
        owner.execute("VACUUM ANALYZE tenant.effective_access")


def seats(owner_url: str, count: int) -> Sequence[Seat]:
    """Persons evenly spread over the world, each with one carer of the care team who is not denied anything."""
    with psycopg.connect(owner_url) as owner:
        rows = owner.execute(
            "SELECT p.coop_id, p.id, p.membership_id, t.membership_id, m.account_id FROM tenant.person p"
            " JOIN LATERAL (SELECT c.membership_id FROM tenant.care_team_member c WHERE c.coop_id = p.coop_id"
            "   AND c.person_id = p.id AND NOT EXISTS (SELECT FROM tenant.consent_grant g WHERE g.coop_id = c.coop_id"
            "     AND g.person_id = c.person_id AND g.membership_id = c.membership_id AND g.effect = 'deny')"
            "   ORDER BY c.membership_id LIMIT 1) t ON true"
            " JOIN tenant.membership m ON m.coop_id = p.coop_id AND m.id = t.membership_id"
            " ORDER BY md5(p.id::text) LIMIT %s",
            [count],
        ).fetchall()
    return [Seat(*row) for row in rows]


def _open(environment: dict[str, str]) -> None:
    os.environ.update(environment)
    db.open_engines(Settings.from_environment(), pool_size=1)
    realtime.use(None)


def _derive(coop_id: UUID) -> None:
    with unit_of_work(the_coop(coop_id, "care")) as work:
        persons = work.session.connection().exec_driver_sql(
            "SELECT person_id FROM tenant.record WHERE coop_id = %s ORDER BY person_id", (coop_id,)
        )
        for (person_id,) in persons.fetchall():
            derive_access(work.actor, work, person_id=person_id)


def _id(kind: str, *numbers: str) -> str:
    """An SQL expression: the uuid of this thing and these numbers, the same in every run of the seed (`s.seed`)."""
    return f"md5(concat_ws(' ', s.seed, '{kind}', " + ", ".join(numbers) + "))::uuid"


COOP, ORGANISATION = _id("coop", "c"), _id("organisation", "c")
PERSON, OWN, OWN_ACCOUNT = _id("person", "c", "n"), _id("own", "c", "n"), _id("own account", "c", "n")
CARER, CARER_ACCOUNT = _id("carer", "c", "n"), _id("carer account", "c", "n")
NURSE, NURSE_ACCOUNT = _id("nurse", "c", "n"), _id("nurse account", "c", "n")
GRANT = (
    "INSERT INTO tenant.consent_grant (coop_id, id, person_id, effect, audience, membership_id, organisation_id,"
    " sections, actions, purpose, from_at, to_at, basis, granted_as, wording, language)"
)


def _carer_of(place: str) -> str:
    """The carer in this place of a person's care team."""
    return _id("carer", "c", f"1 + (n * 7 + {place} * 11) % {CARERS}")


def _statements(size: Size) -> list[str]:
    coops = f"(SELECT '{size.seed}' AS seed) s, generate_series(1, {size.coops}) c"
    persons, carers = f"{coops}, generate_series(1, {size.persons}) n", f"{coops}, generate_series(1, {CARERS}) n"
    nurses = f"{coops}, generate_series(1, {NURSES}) n"
    return [
        f"INSERT INTO directory.coop (id, name) SELECT {COOP}, 'Co-op ' || c FROM {coops}",
        f"INSERT INTO directory.account (id) SELECT {CARER_ACCOUNT} FROM {carers}",
        f"INSERT INTO tenant.coop (coop_id, name) SELECT {COOP}, 'Co-op ' || c FROM {coops}",
        (
            f"INSERT INTO tenant.organisation (coop_id, id, name, kind)"
            f" SELECT {COOP}, {ORGANISATION}, 'Riverside Nurses', 'community nursing' FROM {coops}"
        ),
        (
            f"INSERT INTO tenant.membership (coop_id, id, account_id, name, member_class)"
            f" SELECT {COOP}, {CARER}, {CARER_ACCOUNT}, 'Carer ' || n, 'carer' FROM {carers}"
        ),
        (
            f"INSERT INTO tenant.membership (coop_id, id, account_id, name, organisation_id, organisation_role)"
            f" SELECT {COOP}, {NURSE}, {NURSE_ACCOUNT}, 'Nurse ' || n, {ORGANISATION}, 'nurse' FROM {nurses}"
        ),
        (
            f"INSERT INTO tenant.membership (coop_id, id, account_id, name, member_class, gets_support)"
            f" SELECT {COOP}, {OWN}, {OWN_ACCOUNT}, 'Person ' || n, 'supported', true FROM {persons}"
        ),
        f"INSERT INTO tenant.person (coop_id, id, membership_id) SELECT {COOP}, {PERSON}, {OWN} FROM {persons}",
        f"INSERT INTO tenant.record (coop_id, person_id) SELECT {COOP}, {PERSON} FROM {persons}",
        (
            f"INSERT INTO tenant.care_team_member (coop_id, id, person_id, membership_id, state, asked_by, joined_at)"
            f" SELECT {COOP}, {_id('place', 'c', 'n', 'k')}, {PERSON}, {_carer_of('k')}, 'in', {OWN}, now()"
            f" FROM {persons}, generate_series(0, 7) k"
        ),
        *_grants(persons),
        _entries(size),
    ]


def _grants(persons: str) -> list[str]:
    """The starting arrangement of everybody; every tenth person shares with the nurses; every seventh keeps one of
    the care team from the plan and the notes."""
    common = "now() - interval '90 days'"
    ends = "'2026-11', 'en'"
    nurses, kept = _id("nurses", "c", "n"), _id("kept", "c", "n")
    return [
        (
            f"{GRANT} SELECT {COOP}, {_id('start', 'c', 'n', 'k')}, {PERSON}, 'permit', 'care team', NULL, NULL,"
            f" CASE k WHEN 1 THEN {STARTING_SECTIONS} ELSE {STARTING_WRITES} END, k, 'care', {common}, NULL,"
            f" 'starting arrangement', 'team starter', {ends} FROM {persons}, generate_series(1, 2) k"
        ),
        (
            f"{GRANT} SELECT {COOP}, {nurses}, {PERSON}, 'permit', 'organisation', NULL, {ORGANISATION},"
            f" {STARTING_SECTIONS}, 1, 'care', {common}, {common} + interval '360 days', 'consent', 'self', {ends}"
            f" FROM {persons} WHERE n % 10 = 0"
        ),
        (
            f"{GRANT} SELECT {COOP}, {kept}, {PERSON}, 'deny', 'membership', {_carer_of('7')}, NULL,"
            f" {1 << 15 | 1 << 19}, 3, NULL, {common}, NULL, 'consent', 'self', {ends} FROM {persons} WHERE n % 7 = 0"
        ),
    ]


def _entries(size: Size) -> str:
    """Records of two years, eight words an entry."""
    spread, words = f"'{{{','.join(map(str, SPREAD))}}}'::int[]", f"'{{{','.join(WORDS)}}}'::text[]"
    entry = _id("entry", "c", "n", "e")
    number = f"{size.entries} * ({size.persons} * c + n) + e"
    chosen = " || ' ' || ".join(
        f"({words})[1 + (hashint8(8::bigint * ({number}) + {k}) & 2147483647) % {len(WORDS)}]" for k in range(8)
    )
    return (
        "INSERT INTO tenant.entry (coop_id, id, person_id, section, root_id, version, kind, body, author_id,"
        f" author_role, client_id, happened_at, recorded_at) SELECT {COOP}, {entry}, {PERSON},"
        f" ({spread})[1 + (e * 5 + n) % {len(SPREAD)}], {entry}, 1, 'entry', {chosen}, {_carer_of('(e % 8)')},"
        f" 'carer', {entry}, now() - make_interval(hours => e * {17520 // size.entries} + n % 24), now()"
        f" FROM (SELECT '{size.seed}' AS seed) s, generate_series(1, {size.coops}) c,"
        f" generate_series(1, {size.persons}) n, generate_series(1, {size.entries}) e"
    )


def readable() -> list[str]:
    """The sections that a care team reads from the start."""
    return codes(STARTING_SECTIONS)
