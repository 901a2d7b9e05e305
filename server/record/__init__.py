"""The one record of a person: entries in fixed sections, replies to them, files in them.

Tables: `entry`, `entry_reply`, `entry_file`. Invariants: nothing is overwritten, a later version supersedes; no row is
read or written but by whoever `effective_access` lets, at the time and for the purpose of the unit of work.
"""
