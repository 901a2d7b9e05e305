"""Mutants of the rules, each by what it gets wrong."""

from tests.consent.mutating import Mutant


def _all(where: str, *listed: tuple[str, str, str]) -> list[Mutant]:
    return [Mutant(name, where, ((old, new),)) for name, old, new in listed]


DECIDING = _all(
    "derive",
    ("1: a closed record stays open", "(asks.facts.closed_at, asks.place.ended_at)", "(asks.place.ended_at,)"),
    ("1: whose place has ended stays", "(asks.facts.closed_at, asks.place.ended_at)", "(asks.facts.closed_at,)"),
    ("1: open in the moment of closing", "end <= asks.at", "end < asks.at"),
    ("2: no ceiling", "CEILINGS[action][_role(asks)]", "ALL"),
    ("2: the ceiling of reading for all", "CEILINGS[action][_role(asks)]", "CEILINGS[READ][_role(asks)]"),
    ("2: who acts under their own ceiling", 'return "representative"', "return asks.place.role"),
    (
        "2: the person under a class's ceiling",
        'return "person" if asks.is_the_person else asks.place.role',
        "return asks.place.role",
    ),
    ("2: a permit above the ceiling", "permits |= sections & undecided", "permits |= sections"),
    ("3: a directive before its time and after", "if d.span.holds(at) and member in", "if member in"),
    ("3: a directive for everybody", "member in d.members and ", ""),
    ("3: a directive for every action", " and d.actions & action and d.purpose", " and d.purpose"),
    ("3: a directive for every purpose", " and d.purpose == asks.purpose", ""),
    ("3: a directive that denies", '("directive", d.id', '("deny", d.id'),
    ("4: no deny by name", 'if g.audience == "membership" and not asks.is_the_person]', "if False]"),
    (
        "4: it can name the person",
        'if g.audience == "membership" and not asks.is_the_person]',
        'if g.audience == "membership"]',
    ),
    ("4: every deny is one by name", 'if g.audience == "membership" and not asks', "if not asks"),
    (
        "4: not while acting",
        'if g.audience == "membership" and not asks.is_the_person]',
        'if g.audience == "membership" and not asks.acting]',
    ),
    ("4 and 7: a deny that denies nothing", "undecided &= ~sections", "undecided &= ~0"),
    ("5: nothing withheld from the person", "ALL & ~withheld", "ALL"),
    ("5: nothing withheld from who acts", "a.sections & ~withheld", "a.sections"),
    ("5: an authority without acting", "    if asks.acting:\n        yield", "    if True:\n        yield"),
    ("5: an authority is everybody's", "if a.membership_id == member and a.span", "if a.span"),
    ("5: an authority without end", " and a.span.holds(at) and a.actions", " and a.actions"),
    ("5: an authority for every action", " and a.actions & action", ""),
    ("5: an authority of all sections", "a.sections & ~withheld", "ALL & ~withheld"),
    ("5: the person has nothing", "if asks.is_the_person:  # 5", "if False:"),
    ("5: withheld later than it begins", "if begin <= asks.at", "if begin < asks.at"),
    ("5: withheld before it begins", "if begin <= asks.at", "if True"),
    ("5: never withheld", "if begin <= asks.at", "if False"),
    (
        "6: an emergency for every action",
        'if action == READ and asks.purpose == "emergency"',
        'if asks.purpose == "emergency"',
    ),
    ("6: an emergency for every purpose", 'if action == READ and asks.purpose == "emergency"', "if action == READ"),
    ("6: an emergency opens all", '("emergency", e.id, EMERGENCY_SECTIONS)', '("emergency", e.id, ALL)'),
    ("6: an emergency for everybody", "if e.membership_id == member and e.span", "if e.span"),
    ("6: an emergency without end", "e.membership_id == member and e.span.holds(at)", "e.membership_id == member"),
    ("6: no emergency", 'asks.purpose == "emergency":  # 6', "False:"),
    ("7: no deny but by name", 'yield [("deny", g.id, g.sections) for g in denies]', "yield []"),
    (
        "7 and 8: they look at the person",
        "    if not asks.is_the_person:\n        yield",
        "    if True:\n        yield",
    ),
    (
        "7: permits deny",
        "denies = [grant for grant in grants if not grant.permits]",
        "denies = [grant for grant in grants if grant.permits]",
    ),
    ("8: no visits", ", *_visits(asks, action)]", "]"),
    ("8: a grant without beginning or end", "if grant.span.holds(at) and _is_for", "if _is_for"),
    ("8: a grant for every action", "if not grant.actions & action or grant.purpose", "if grant.purpose"),
    ("8: a grant for every purpose", " or grant.purpose not in (None, asks.purpose)", ""),
    (
        "7: a deny for any purpose is for none",
        "grant.purpose not in (None, asks.purpose)",
        "grant.purpose != asks.purpose",
    ),
    ("audience: every member is meant", "return grant.membership_id == place.membership_id", "return True"),
    ("audience: helpers are the care team", "in asks.facts.care_team", "in asks.facts.helpers"),
    ("audience: no team while acting", "in asks.facts.care_team", "in asks.facts.care_team and not asks.acting"),
    ("audience: any patch", "return grant.patch_id in place.patches", "return bool(place.patches)"),
    (
        "audience: any organisation",
        "return grant.organisation_id == place.organisation_id\n",
        "return place.organisation_id is not None\n",
    ),
    (
        "audience: every role of it",
        "(grant.organisation_id, grant.organisation_role) == (place.organisation_id, place.organisation_role)",
        "grant.organisation_id == place.organisation_id",
    ),
    (
        "audience: that role anywhere",
        "(grant.organisation_id, grant.organisation_role) == (place.organisation_id, place.organisation_role)",
        "grant.organisation_role == place.organisation_role",
    ),
    ("door: for every purpose", 'if asks.purpose != "care" or action', "if action"),
    ("door: for every action", " or action not in (READ, WRITE)", ""),
    ("door: writing what is read", "VISIT_SECTIONS if action == READ else VISIT_WRITES", "VISIT_SECTIONS"),
    ("door: reading what is written", "VISIT_SECTIONS if action == READ else VISIT_WRITES", "VISIT_WRITES"),
    ("door: everybody's", "if visit.membership_id == asks.place.membership_id and visit", "if visit"),
    ("door: never shut", " and visit.span.holds(asks.at)", ""),
    ("order: the last rule forgets the others", "opened |= permits", "opened = permits"),
)

KEEPING = _all(
    "derive",
    ("time: grants change nothing", "(facts.grants, facts.authorities,", "(facts.authorities,"),
    ("time: authorities change nothing", "facts.authorities, facts.directives,", "facts.directives,"),
    ("time: directives change nothing", "facts.directives, facts.emergencies,", "facts.emergencies,"),
    ("time: emergencies change nothing", "facts.emergencies, facts.visits)", "facts.visits)"),
    ("time: visits change nothing", "facts.emergencies, facts.visits)", "facts.emergencies)"),
    ("time: what is withheld changes nothing", "moments |= {begin for begin, _ in facts.withheld}", ""),
    ("time: beginnings alone", "for moment in (span.begin, span.end)}", "for moment in (span.begin,)}"),
    ("time: ends alone", "for moment in (span.begin, span.end)}", "for moment in (span.end,)}"),
    ("time: stretches are not put together", "replace(former, valid_to=end)", "former"),
    ("time: a stretch that changes is lost", "                yield former\n", "                pass\n"),
    ("time: a stretch that ends is lost", "yield open_rows.pop(purposes)", "open_rows.pop(purposes)"),
    ("time: a stretch that ends goes on", "[known for known in open_rows if known not in found]", "()"),
    ("acting: only an authority", "membership_id in facts.helpers or ", ""),
    ("acting: only who helps", " or any(a.membership_id == membership_id for a in facts.authorities)", ""),
    ("acting: nobody", "for acting in (False, True) if", "for acting in (False,) if"),
    ("purposes: of grants forgotten", "{grant.purpose for grant in facts.grants} | ", ""),
    ("purposes: of directives forgotten", " | {directive.purpose for directive in facts.directives}", ""),
    ("purposes: emergency forgotten", '{"emergency"} if facts.emergencies else set()', "set()"),
    ("purposes: of visits forgotten", '{"care"} if facts.visits else set()', "set()"),
    ("purposes: those alike forgotten", "alike.get(key, 0) | bits", "bits"),
    ("purposes: the others forgotten", "if purpose in named), *rest]", "if purpose in named)]"),
    (
        "masks: to disclose is to aggregate",
        "(read[0], write[0], disclose[0], aggregate[0])",
        "(read[0], write[0], aggregate[0], disclose[0])",
    ),
    (
        "masks: to read is to aggregate",
        "(read[0], write[0], disclose[0], aggregate[0])",
        "(read[0], write[0], disclose[0], read[0])",
    ),
    (
        "masks: to write is to read",
        "(read[0], write[0], disclose[0], aggregate[0])",
        "(read[0] | write[0], write[0], disclose[0], aggregate[0])",
    ),
)

READING = _all(
    "facts",
    ("time: open at the beginning", "self.begin <= at < self.end", "self.begin < at < self.end"),
    ("time: closed at the end", "self.begin <= at < self.end", "self.begin <= at <= self.end"),
    ("time: no beginning", "self.begin <= at < self.end", "at < self.end"),
    ("role: an investor like the others", '("carer", "investor")', '("carer",)'),
    ("role: a carer like the others", '("carer", "investor")', '("investor",)'),
    ("role: a partner like the others", 'told["organisation_kind"] or usual', "usual"),
    (
        "role: an organisation does not end",
        '(_time(told["ended_at"]), _time(told["organisation_ended_at"]))',
        '(_time(told["ended_at"]),)',
    ),
    (
        "role: a membership does not end",
        '(_time(told["ended_at"]), _time(told["organisation_ended_at"]))',
        '(_time(told["organisation_ended_at"]),)',
    ),
    ("grant: denies are permits", '== "permit"', '!= "permit"'),
    (
        "authority: jointly is severally",
        'told["actions"] & READ if told["jointly"] else told["actions"]',
        'told["actions"]',
    ),
    ("authority: jointly is not at all", 'told["actions"] & READ if told["jointly"] else', '0 if told["jointly"] else'),
    (
        "authority: severally is jointly",
        'if told["jointly"] else told["actions"]',
        'if not told["jointly"] else told["actions"]',
    ),
    ("record: it does not close", 'closed_at=_time(told["closed_at"])', "closed_at=None"),
)

TABLES = _all(
    "sections",
    (
        "E without advance decisions",
        "EMERGENCY_SECTIONS: Final = of(0, 1, 2, 3, 5, 6, 8, 11, 12, 16)",
        "EMERGENCY_SECTIONS: Final = of(0, 1, 2, 3, 5, 6, 8, 11, 16)",
    ),
    (
        "E with safeguarding",
        "EMERGENCY_SECTIONS: Final = of(0, 1, 2, 3, 5, 6, 8, 11, 12, 16)",
        "EMERGENCY_SECTIONS: Final = of(0, 1, 2, 3, 5, 6, 8, 11, 12, 14, 16)",
    ),
    (
        "a visit without the key safe",
        "VISIT_SECTIONS: Final = of(1, 2, 3, 5, 6, 7, 11, 15, 16, 19, 24)",
        "VISIT_SECTIONS: Final = of(1, 2, 3, 5, 6, 7, 11, 15, 16, 19)",
    ),
    (
        "a visit with professional contacts",
        "VISIT_SECTIONS: Final = of(1, 2, 3, 5",
        "VISIT_SECTIONS: Final = of(1, 2, 3, 4, 5",
    ),
    ("a visit that writes nothing", "VISIT_WRITES: Final = of(19)", "VISIT_WRITES: Final = 0"),
    ("carers read the log", '    "carer": ALL & ~of(28),', '    "carer": ALL,'),
    ("carers write procedures", '"carer": ALL & ~of(9, 10, 13, 25, 28, 29)', '"carer": ALL & ~of(10, 13, 25, 28, 29)'),
    ("investors read", '    "investor": 0,\n    "gp practice": ALL', '    "investor": ALL,\n    "gp practice": ALL'),
    ("investors write", '    "investor": 0,\n    "gp practice": of', '    "investor": of(19),\n    "gp practice": of'),
    ("practices read the key safe", '"gp practice": ALL & ~of(24, 25', '"gp practice": ALL & ~of(25'),
    ("hospitals read messages", '"hospital": ALL & ~of(24, 25, 26, 28, 29)', '"hospital": ALL & ~of(24, 25, 28, 29)'),
    ("nurses do not read the key safe", '"community nursing": ALL & ~of(25', '"community nursing": ALL & ~of(24, 25'),
    ("the council reads medicines given", '"council": ALL & ~of(7, 24', '"council": ALL & ~of(24'),
    ("the council does not write legal matters", '"council": of(4, 13, 14', '"council": of(4, 14'),
    ("families write home access", "_FAMILY_WRITES = of(1, 2, 3,", "_FAMILY_WRITES = of(1, 2, 3, 24,"),
    ("health does not write documents", "22, 23, 27)\n_FAMILY", "22, 23)\n_FAMILY"),
    ("charities read allergies", "_CHARITY = of(1, 2, 3, 11", "_CHARITY = of(1, 2, 3, 5, 11"),
    (
        "pharmacies disclose nothing",
        '"gp practice", "hospital", "pharmacy", "community nursing"}',
        '"gp practice", "hospital", "community nursing"}',
    ),
    (
        "carers disclose all",
        'if role in {"person", "representative"}',
        'if role in {"person", "representative", "carer"}',
    ),
    ("representatives disclose nothing", 'if role in {"person", "representative"}', 'if role == "person"'),
    ("aggregate as disclose", "AGGREGATE: READ_CEILING", "AGGREGATE: DISCLOSE_CEILING"),
    ("write as read", "WRITE: WRITE_CEILING", "WRITE: READ_CEILING"),
)

ORDER = [
    Mutant(
        "order: a deny by name outranks a directive",
        "derive",
        (
            ("    yield [  # 3\n", "    directives: list[Basis] = [\n"),
            ("not asks.is_the_person]  # 4\n", "not asks.is_the_person]\n    yield directives\n"),
        ),
    ),
    Mutant(
        "order: a permit outranks a deny",
        "derive",
        (
            ('        yield [("deny", g.id, g.sections) for g in denies]  # 7\n', ""),
            (
                "*_visits(asks, action)]  # 8\n",
                '*_visits(asks, action)]\n        yield [("deny", g.id, g.sections) for g in denies]\n',
            ),
        ),
    ),
    Mutant(
        "order: a team's deny outranks an authority and an emergency",
        "derive",
        (('if g.audience == "membership" and not asks.is_the_person]', "if not asks.is_the_person]"),),
    ),
]

MUTANTS = [*DECIDING, *KEEPING, *READING, *TABLES, *ORDER]
