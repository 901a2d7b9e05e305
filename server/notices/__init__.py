"""What reaches whom outside the open app: mail, in this release.

It has no tables: what is to leave is in the outbox, and a demo's mail in the directory's `demo_mail`.
Invariants: a mail is a row of the outbox until the mail server has taken it; no subject, log line or queue holds
anything private.
"""
