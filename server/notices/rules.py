"""The words of our mails. Nothing private stands in a subject: it is read over shoulders and on locked screens."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """What a mail says."""

    subject: str
    text: str


def sign_in_code(code: str, minutes: int) -> Words:
    """The code that signs in. It is asked for on the device where it is typed in, so no link is needed."""
    return Words(
        "Your code for Ourpatch",
        f"Your code is {code}\n"
        "\n"
        f"Type it in where you asked for it. It works once, for {minutes} minutes.\n"
        "\n"
        "Somebody who asks you for this code is not from Ourpatch. Keep it to yourself.\n"
        "You did not ask for a code? Then leave it be: nobody gets in without it.\n",
    )


def emergency(name: str, viewer: str, when: str, mine: bool) -> Words:
    """That somebody opened a record in an emergency. Why, and what stands in it, is nobody's who reads a mail."""
    whose = "your record" if mine else "a record that you are there for"
    return Words(
        "Somebody opened a record in an emergency",
        f"Hello {name},\n"
        "\n"
        f"{viewer} opened {whose} in an emergency, {when}.\n"
        "It is open to them for one hour at most, and only what is needed to help.\n"
        "\n"
        "The reviewer of your co-op looks at this within three days.\n"
        "What they looked at stands in Ourpatch, under Who looked.\n",
    )


def digest(name: str, looked: int, lines: Sequence[str], refused: int) -> Words:
    """Who looked at somebody's record in a week, without what they looked at."""
    people = {0: "Nobody", 1: "1 person"}.get(looked, f"{looked} people")
    turned = {0: "Nobody was turned away.", 1: "One was turned away."}.get(refused, f"{refused} were turned away.")
    names = "".join(f"- {line}\n" for line in lines)
    return Words(
        "Who looked this week",
        f"Hello {name},\n"
        "\n"
        f"{people} looked at your record this week. {turned}\n"
        f"{names}"
        "\n"
        "When, at what, and why they could: that stands in Ourpatch, under Who looked.\n"
        "Something here that should not be? Close it there, or talk to somebody you trust.\n",
    )


def invitation(name: str, coop_name: str, link: str) -> Words:
    """The way into a co-op, for somebody who may never have heard of Ourpatch."""
    return Words(
        "You are invited to Ourpatch",
        f"Hello {name},\n"
        "\n"
        f"{coop_name} invites you in. It is a care co-op: the people who get support, their carers\n"
        "and their neighbours own it together, and write to each other with Ourpatch.\n"
        "\n"
        "This opens the door. It is for you alone, and it works once:\n"
        "\n"
        f"{link}\n"
        "\n"
        "You did not expect this? Then leave it be. Nothing happens until you open it.\n",
    )


def partner_invitation(name: str, person_name: str, coop_name: str, link: str, sign_in: str) -> Words:
    """For somebody of another organisation, who has nothing to do with the co-op but one person's record."""
    return Words(
        "You are invited to Ourpatch",
        f"Hello {name},\n"
        "\n"
        f"{person_name} asks you to see part of their record, and to write in it what you do together.\n"
        f"It is kept with {coop_name}. There is nothing to install.\n"
        "\n"
        "This opens the door. It is for you alone, and it works once:\n"
        "\n"
        f"{link}\n"
        "\n"
        "Later on this lets you in, with a code that goes to this address:\n"
        "\n"
        f"{sign_in}\n"
        "\n"
        f"You see what {person_name} shares with you, for as long as they do. They see when you look.\n"
        "You did not expect this? Then leave it be. Nothing happens until you open it.\n",
    )
