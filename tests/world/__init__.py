"""Builders: a co-op with its people, made by the actions that the doors use."""

from tests.world.build import CARE_TEAM, CoopWorld, Member, PersonMember, World

__all__ = ["CARE_TEAM", "CoopWorld", "Member", "PersonMember", "World"]
