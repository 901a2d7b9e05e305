"""What every domain stands on: settings, database, actor, unit of work, events, outbox, problems and doors.

Tables: `outbox` and `idempotency`, one of each in the directory and in the tenants' schema; `installation`.
Invariants: only `unit_of_work` commits; nothing leaves before COMMIT; a context is entered in every transaction.
"""
