"""What is true of people whatever the database holds."""

from collections.abc import Sequence


def what_they_do(kind: str, hats: Sequence[str], patch: str | None, helped: str | None) -> str:
    """Somebody in half a sentence, for the demo's front door: "gets support at home", "carer in Riverside"."""
    if kind == "person":
        return "gets support at home"
    if helped is not None:
        return f"helps {helped}"
    what = f"carer in {patch}" if kind == "carer" and patch else kind
    return ", ".join([what, *hats])
