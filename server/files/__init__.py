"""Documents, photos and voice: uploaded in pieces, checked, kept.

Tables: `file`, `file_chunk`. Invariants: bytes lie in the database beside their row, so a crash leaves no file without
an owner behind; nobody reads a file but through the domain that owns it, asked on every read and again for each piece;
nothing is served that was not looked at, and of a photo what was made of it here, never what was sent.
"""
