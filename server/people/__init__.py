"""Persons who get support, their named helpers, and their care teams: the person decides who is in it.

Tables: `person`, `helper`, `care_team_member`.
Invariants: nobody is in a care team who did not say yes; who is taken out is out in the same transaction; a helper
has the person's seat and no authority over a record. Above identity and coops, it also tells a device who it is.
"""
