"""Co-ops: who is a member, in which class, under which hats; patches and their teams; partner organisations and their
people; invitations and cards.

Tables: `coop`, `membership`, `hat`, `patch`, `patch_member`, `organisation`, `invitation`.
Invariants: an account has one membership in a co-op at most; what a co-op shows of somebody (name, portrait, number)
lies on the membership; a membership that ended has no hat and no patch; a partner's has neither, nor a
class, and is not counted among the members; the directory follows the membership.
"""
