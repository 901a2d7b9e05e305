"""The words of our mails. Nothing private stands in a subject: it is read over shoulders and on locked screens."""

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
