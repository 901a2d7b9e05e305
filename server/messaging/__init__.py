"""Messages between people: conversations of four kinds (direct, care team, patch team, co-op), each with one
event log, and receipts as high-water marks.

Tables: `conversation`, `conversation_member`, `event`.
Invariants: `seq` has no gaps and is in commit order; (author, client id) is unique for ever; what is acknowledged
is committed; only who is in the conversation is sent it, as of the commit of each event.
"""
