"""Documents, photos and voice: uploaded in pieces, checked, kept.

Tables: `file`, `file_chunk`. Invariants: bytes lie in the database beside their row, so a crash leaves no file without
an owner behind; nobody reads a file but through the domain that owns it, asked on every read; what is served
is what was made here of the upload, not the upload.
"""
