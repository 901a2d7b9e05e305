"""Co-ops: who is a member, in which class, under which hats; patches and their teams; invitations and cards.

Tables: `coop`, `membership`, `hat`, `patch`, `patch_member`, `invitation`.
Invariants: an account has one membership in a co-op at most; what a co-op shows of somebody (name, portrait, number)
lies on the membership; a membership that ended has no hat and no patch; the directory follows the membership.
"""
