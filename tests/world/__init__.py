"""Builders: a co-op with its people, made by the actions that the doors use."""

from tests.world.build import CoopWorld, Member, PersonMember, World

__all__ = ["CoopWorld", "Member", "PersonMember", "World"]
