"""Mutants of what the database does: which facts it tells the rules, and what it answers of what follows from them."""

from tests.consent.mutating import Mutant


def _all(where: str, *listed: tuple[str, str, str]) -> list[Mutant]:
    return [Mutant(f"{where}: {name}", where, ((old, new),)) for name, old, new in listed]


TELLING = _all(
    "consent_facts",
    ("a revoked grant", " AND g.revoked_at IS NULL", ""),
    ("no grant without end", "(g.to_at IS NULL OR g.to_at > _since)", "g.to_at > _since"),
    ("no grant with an end", "(g.to_at IS NULL OR g.to_at > _since)", "g.to_at IS NULL"),
    ("an ended authority", " AND a.ended_at IS NULL", ""),
    ("an authority that nobody verified", "AND a.verified_at IS NOT NULL AND", "AND"),
    ("no authority without end", "(a.to_at IS NULL OR a.to_at > _since)", "a.to_at > _since"),
    ("an ended directive", " AND d.ended_at IS NULL", ""),
    ("a directive of one approver", "AND d.second_by IS NOT NULL AND", "AND"),
    ("what is withheld no more", " AND w.ended_at IS NULL", ""),
    ("an emergency that was closed", " AND e.closed_at IS NULL", ""),
    ("a door that was closed", " AND v.closed_at IS NULL", ""),
    ("a door that shuts with the visit", "v.shuts_at > _since", "v.ends_at > _since"),
    ("who was asked or has left the team", " AND c.state = 'in'", ""),
    ("who was asked into the team", "c.state = 'in'", "c.state IN ('invited', 'in')"),
    ("who left a patch", "pm.membership_id = m.id AND pm.ended_at IS NULL", "pm.membership_id = m.id"),
    ("an ended organisation as one that lasts", "'organisation_ended_at', o.ended_at", "'organisation_ended_at', NULL"),
    ("an ended membership as one that lasts", "'ended_at', m.ended_at", "'ended_at', NULL"),
    (
        "nobody who is named",
        "jsonb_path_query(_facts, '$.*[*].membership_id')",
        "jsonb_path_query(_facts, '$.nothing')",
    ),
    ("nobody of the care team", "jsonb_path_query(_facts, '$.care_team[*]')", "jsonb_path_query(_facts, '$.nothing')"),
    (
        "nobody of a directive",
        "jsonb_path_query(_facts, '$.directives[*].members[*]')",
        "jsonb_path_query(_facts, '$.nothing')",
    ),
    ("nobody of a patch", "jsonb_path_query(_facts, '$.grants[*].patch_id')", "jsonb_path_query(_facts, '$.nothing')"),
    (
        "nobody of an organisation",
        "jsonb_path_query(_facts, '$.grants[*].organisation_id')",
        "jsonb_path_query(_facts, '$.nothing')",
    ),
    ("a closed record as open", "'closed_at', _record.closed_at", "'closed_at', NULL"),
)

ANSWERING = [
    *_all(
        "my_access",
        ("another member's", "a.membership_id = NULLIF(", "a.membership_id <> NULLIF("),
        ("acting or not", "a.acting = (NULLIF(current_setting('ourpatch.acting_for', true), '') IS NOT NULL)", "true"),
        (
            "acting for somebody else",
            "coalesce(NULLIF(current_setting('ourpatch.acting_for', true), '')::uuid, _person) = _person",
            "true",
        ),
        ("for whatever purpose", "a.purposes & ourpatch.purpose_bit() <> 0", "true"),
        ("not in its first moment", "a.valid_from <= ourpatch.at()", "a.valid_from < ourpatch.at()"),
        ("in the moment of its end", "ourpatch.at() < a.valid_to", "ourpatch.at() <= a.valid_to"),
        ("before its time", "a.valid_from <= ourpatch.at() AND ", ""),
        ("after its time", " AND ourpatch.at() < a.valid_to", ""),
        ("writing for reading", "SELECT a.read_mask, a.write_mask", "SELECT a.write_mask, a.write_mask"),
    ),
    *_all(
        "purpose_bit",
        ("legal as safeguarding", "WHEN 'legal' THEN 8", "WHEN 'legal' THEN 4"),
        ("emergency as care", "WHEN 'emergency' THEN 2", "WHEN 'emergency' THEN 1"),
    ),
    *_all("at", ("the time of the database", "NULLIF(current_setting('ourpatch.at', true), '')::timestamptz", "NULL")),
    *_all(
        "guard_sections",
        ("another member's", "a.membership_id = NULLIF(", "a.membership_id <> NULLIF("),
        ("anybody's", "AND a.person_id = %1$s.person_id", "AND a.person_id IS NOT NULL"),
        (
            "acting or not",
            "a.acting = (NULLIF(current_setting(''ourpatch.acting_for'', true), '''') IS NOT NULL)",
            "true",
        ),
        (
            "acting for somebody else",
            "coalesce(NULLIF(current_setting(''ourpatch.acting_for'', true), '''')::uuid, a.person_id) = a.person_id",
            "true",
        ),
        ("for whatever purpose", "a.purposes & ourpatch.purpose_bit() <> 0", "true"),
        ("before its time", "a.valid_from <= ourpatch.at() AND ", ""),
        ("after its time", " AND ourpatch.at() < a.valid_to", ""),
        ("every section", "(a.%2$s >> %1$s.section) & 1 = 1", "true"),
        ("the section beside it", "(a.%2$s >> %1$s.section) & 1 = 1", "(a.%2$s >> (%1$s.section + 1)) & 1 = 1"),
        ("read as write", "format(_may, _table, 'read_mask')", "format(_may, _table, 'write_mask')"),
    ),
]
