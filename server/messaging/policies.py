"""May they? None, or the refusal as a sentence."""

from server.kernel.actor import Actor


def can_write_directly(actor: Actor, name: str, share_a_team: bool) -> str | None:
    """Two who share a team may write to each other."""
    if share_a_team:
        return None
    return f"You and {name} aren't in a team together. Somebody in your team can bring you together."


def can_write_to_itself(actor: Actor, same: bool) -> str | None:
    """A conversation takes two."""
    return "That's you. Choose somebody else to write to." if same else None
