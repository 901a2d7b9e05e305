"""What the reference says of a record is what every channel of the product does: pages, paper, search, files, links,
writing and the news for open screens, over HTTP, in seats that were taken by signing in.

The co-ops are the state machine's; at the end of each, some of its members ask everything.
"""

import random
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from server.consent.rules.sections import SECTIONS
from server.kernel.errors import Problem
from server.messaging.queries.conversations import conversations
from tests.consent import reference
from tests.consent.channels import Device, Filled, Record, fill
from tests.consent.comparing import Disagreement
from tests.consent.machine import ConsentMachine
from tests.consent.reference import ALL, Actor, Facts, Id, Sections
from tests.consent.stored import Owner
from tests.world import Member, World
from tests.world.fixtures import Heard, SignIn

DECISIONS = 500
PURPOSES = ("care", "emergency")
SEED = 61
COOPS = 3
STEPS = 24
FEWEST = 4  # steps, for a co-op to be asked: Hypothesis begins with one in which nothing happens
ASKING = 2  # members of a co-op, beside the person and whoever can take her seat
OFTEN = sorted((reference.EMERGENCY | reference.STARTING_READ) - {19})  # asked about one by one: one of these,
SELDOM = sorted(ALL - set(OFTEN) - {19})  # one of these, and the daily notes
NIGHT = frozenset({2, 3, 5, 6, 11, 15, 16, 19, 24})
ABOUT_ME, NOTES, HOME_ACCESS = 1, 19, 24
CHANNELS = {
    *("timeline", "night", "print", "record", "record, to add", "records", "records, to add", "filed", "page"),
    *("search", "entry", "replies", "content", "thumbnail", "reply", "add", "news"),
}


class Channels:
    """How many decisions went through each channel, by what the reference said of them."""

    def __init__(self) -> None:
        self.permitted: Counter[str] = Counter()
        self.denied: Counter[str] = Counter()
        self.rules: set[int] = set()  # by which of the reference's rules
        self.coops = 0

    @property
    def decisions(self) -> int:
        return self.permitted.total() + self.denied.total()

    def count(self, channel: str, *, right: bool) -> None:
        (self.permitted if right else self.denied)[channel] += 1


@dataclass(frozen=True, slots=True)
class Doors:
    """How one comes in, and what is told to open screens."""

    sign_in: SignIn
    heard: Heard


class EveryChannel(ConsentMachine):
    """The machine, whose answers are asked of the doors when all has happened."""

    doors: ClassVar[Doors]
    channels: ClassVar[Channels]

    def __init__(self) -> None:
        super().__init__()
        edith, ids = self.around.edith, self.hands.ids
        self.owner.execute("DELETE FROM tenant.entry WHERE coop_id = %(coop)s AND person_id = %(person)s", ids)
        self.steps = 0
        self.askers: list[Member] = []  # whom chance chooses, unless said; the first of them for a court's purpose too
        self.channels.coops += 1
        self.chance = random.Random(SEED + self.channels.coops)
        self.asked = [self.chance.choice(OFTEN), self.chance.choice(SELDOM), NOTES]
        self.hands.coop.helper(self.around.arthur, self.around.helpers[1])
        with edith.work() as work:
            circle = next(row.conversation_id for row in conversations(work) if row.kind == "care_team")
        self.filled = Filled(edith.person_id, circle)
        fill(Device(self.doors.sign_in(edith)), ids["coop"], self.filled, self.asked)

    @invariant()
    def no_answer_differs(self) -> None:
        """Not after each step: at the end, through the doors."""
        self.steps += 1

    def teardown(self) -> None:
        """Some of them, in each seat that they can take, for care and in an emergency."""
        if self.steps < FEWEST:
            return
        with self.hands.time():
            facts = self.hands.facts()
            seats = list(self.seats(facts))
            for reading in (True, False):
                for member, actor in seats:
                    for purpose in PURPOSES + ("legal",) * (member in self.askers[:1]):
                        asking = Asking(self, facts, actor, purpose)
                        device = Device(self.doors.sign_in(member), asking.headers)
                        (asking.reads if reading else asking.writes)(device)

    def seats(self, facts: Facts) -> Iterable[tuple[Member, Actor]]:
        """Who asks: the person, whoever can act for her, somebody who acts for somebody else, and some of the others,
        those first to whom something is open."""
        edith, arthur = self.around.edith, self.around.arthur
        yield edith, Actor(edith.membership_id)
        yield self.around.helpers[1], Actor(_membership(self.around.helpers[1]), arthur.person_id)
        helping = self.hands.helping()
        for member in self.around.others:
            if member.membership_id in helping:
                yield member, Actor(member.membership_id, edith.person_id)
        for member in self.askers or self.by_chance(facts):
            yield member, Actor(_membership(member))

    def by_chance(self, facts: Facts) -> list[Member]:
        """Some of the others, those first to whom something is open."""
        now, others = self.hands.now(), self.chance.sample(self.around.others, len(self.around.others))
        shut = [
            not any(reference.open_sections(facts, Actor(_membership(one)), "read", p, now) for p in PURPOSES)
            for one in others
        ]
        return [one for _, one in sorted(zip(shut, others, strict=True), key=lambda pair: pair[0])][:ASKING]

    def all_rules(self) -> None:
        """A co-op in which each of the nine rules has something to say: Marek is shut out by name and let in by a
        court; Dilys by her team, and she opens in an emergency; Priya has left; Ann acts for Edith; a nurse of a
        partner; and something is withheld from Edith herself."""
        whole, now = {"sections": reference.mask(ALL), "actions": 3}, timedelta(0)
        first, second, third = (1 << section for section in self.asked)
        marek, priya, dilys, ann, grace = 0, 1, 2, 3, 7
        self.begin(team={marek, priya, dilys}, started=True)
        self.permit("care team", 0, None, begins=now, purpose="care", **whole)
        self.permit("organisation", 0, timedelta(days=30), begins=now, purpose="care", **whole)
        self.deny("membership", marek, None, begins=now, purpose=None, sections=first | second, actions=3)
        self.deny("patch team", 0, None, begins=now, purpose=None, sections=second | third, actions=3)
        self.directive({marek}, now, timedelta(days=1), 2, purpose="legal", sections=first, actions=1)
        self.emergency(dilys, 60)
        self.helper(ann, within=True)
        self.authority(ann, now, None, verified=True, jointly=False, **whole)
        self.withhold(third, begins=0)
        self.membership(priya, within=False)
        self.askers = [self.member(n) for n in (marek, priya, dilys, grace)]
        self.steps = FEWEST


class Asking:
    """One member in one seat for one purpose."""

    def __init__(self, machine: EveryChannel, facts: Facts, actor: Actor, purpose: str) -> None:
        self.machine, self.facts, self.actor, self.purpose = machine, facts, actor, purpose
        self.headers = {"Ourpatch-Purpose": purpose}
        if actor.acting_for is not None:
            self.headers["Ourpatch-Acting-For"] = str(actor.acting_for)
        self.read, self.write = self.right("read"), self.right("write")

    def right(self, action: str) -> Sections:
        """In which sections they may do this."""
        now = self.machine.hands.now()
        answers = {s: reference.decide(self.facts, self.actor, s, action, self.purpose, now) for s in ALL}
        self.machine.channels.rules |= {answer.rule for answer in answers.values()}
        return frozenset(section for section, answer in answers.items() if answer.permitted)

    def reads(self, device: Device) -> None:
        """Everything that is read at once, and then section by section."""
        record = Record(device, self.machine.filled)
        lately = ALL if self.machine.hands.offset < timedelta(days=1) else ALL - {NOTES}
        self.compare("timeline", ALL, self.read, record.timeline())
        self.compare("night", NIGHT & lately, self.read, record.night())
        self.compare("print", ALL, self.read, record.printed())
        read, write = record.about()
        self.compare("record", ALL, self.read, read)
        self.compare("record, to add", ALL, self.write, write)
        if self.actor != Actor(self.facts.own):
            read, write = record.listed()
            self.compare("records", ALL, self.read, read)
            self.compare("records, to add", ALL, self.write, write)
        self.compare("filed", ALL if self.is_in_the_circle() else frozenset(), self.read, record.links())
        self.one_by_one("page", record.page)
        self.one_by_one("search", record.search, never=HOME_ACCESS)
        for section in self.machine.asked:
            entry, replies = record.entry(section)
            self.compare("entry", {section}, self.read, {section} if entry else ())
            self.compare("replies", {section}, self.read, {section} if replies else ())
        self.one_by_one("content", record.content)
        self.one_by_one("thumbnail", record.thumbnail)

    def writes(self, device: Device) -> None:
        """A word to an entry, by whoever reads it; a new entry, and who is told of it."""
        record = Record(device, self.machine.filled)
        self.one_by_one("reply", record.reply)
        for section in self.machine.asked:
            if section == ABOUT_ME and not record.filled.unsaid:
                continue
            self.machine.doors.heard.news.clear()
            entry_id = record.add(section)
            self.compare("add", {section}, self.write, {section} if entry_id else ())
            self.is_told(section, entry_id)

    def is_told(self, section: int, entry_id: str | None) -> None:
        """Whoever may read the section for care, in the seat where their screens are; and they alone."""
        machine, facts, edith = self.machine, self.facts, self.machine.around.edith
        news = [news for news in machine.doors.heard.news if news.what == "record"]
        what = {"person_id": edith.person_id, "section": SECTIONS[section]}
        places = {(seat, one.only_by) for one in news for seat in one.memberships}
        if any({**one.payload, "entry_id": None} != {**what, "entry_id": None} for one in news) or (
            {str(one.payload["entry_id"]) for one in news} - {entry_id}
        ):
            raise Disagreement(f"told of something else than {entry_id} in {section}: {news}")
        for actor in machine.actors(facts, machine.hands.now()) if entry_id else ():
            seat = edith.membership_id if actor.acting_for is not None else actor.member
            if actor.acting_for not in (None, edith.person_id):
                continue
            answer = reference.decide(facts, actor, section, "read", "care", machine.hands.now())
            self.check(f"news for {actor}", section, right=answer.permitted, said=(seat, actor.member) in places)
            places.discard((seat, actor.member))
        if places:
            raise Disagreement(f"told without a seat: {places}")

    def is_in_the_circle(self) -> bool:
        """Whether the conversation is theirs to look at, in this seat."""
        acts = self.actor.acting_for
        if acts is not None:
            return acts == self.facts.person
        member = self.facts.by_id[self.actor.member]
        return self.actor.member == self.facts.own or (member.in_care_team and member.ended_at is None)

    def one_by_one(self, channel: str, asks: Callable[[int], bool], *, never: int | None = None) -> None:
        for section in self.machine.asked:
            right = self.read - {never}
            self.compare(channel, {section}, right, {section} if asks(section) else ())

    def compare(self, channel: str, among: Iterable[int], right: Iterable[int], said: Iterable[int]) -> None:
        """One decision for each of the sections that the channel is about; it reaches no other."""
        rights, reached, about = set(right), set(said), set(among)
        if reached - about:
            raise Disagreement(f"{channel} reaches {reached - about}: {self.actor}, {self.purpose}\n{self.facts}")
        for section in about:
            self.check(channel, section, right=section in rights, said=section in reached)

    def check(self, channel: str, section: int, *, right: bool, said: bool) -> None:
        if right != said:
            asked = f"{channel}, section {section}: {self.actor} for {self.purpose}"
            raise Disagreement(f"{asked}: said {said}, right {right}\n{self.facts}")
        self.machine.channels.count(channel.partition(" for ")[0], right=right)


def _membership(member: Member) -> Id:
    """In whose seat the account sits now: somebody who came back has another one than before."""
    try:
        with member.work() as work:
            return work.actor.member
    except Problem:
        return member.membership_id


def run(machine: type[EveryChannel]) -> None:
    """So many co-ops, the same ones for the same seed."""
    how = settings(
        max_examples=COOPS,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
        print_blob=False,
    )
    run_state_machine_as_test(seed(SEED)(machine), settings=how)


@pytest.mark.timeout(240)
def test_every_channel_does_what_the_reference_says(world: World, owner: Owner, sign_in: SignIn, heard: Heard) -> None:
    channels, began = Channels(), time.monotonic()
    ground = {"world": world, "owner": owner, "channels": channels, "doors": Doors(sign_in, heard)}
    machine = type("Machine", (EveryChannel,), ground)
    run(machine)
    designed = machine()
    designed.all_rules()
    designed.teardown()
    assert channels.decisions >= DECISIONS
    assert set(channels.permitted) == set(channels.denied) == CHANNELS
    assert channels.rules == set(range(10))
    took = f"{time.monotonic() - began:.0f} s"
    print(f"{channels.decisions} decisions in {took}, permitted {channels.permitted}, denied {channels.denied}")
