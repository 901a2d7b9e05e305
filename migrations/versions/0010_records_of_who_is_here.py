"""What 0005 to 0007 asked of rows that were there before: their constraints, and a record for each person."""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

CONSTRAINTS = (
    ("membership", "membership_organisation_fkey"),
    ("invitation", "invitation_organisation_fkey"),
    ("hat", "hat_hat_check"),
)
HATS = "CHECK (hat IN ('secretary', 'treasurer', 'team starter', 'coach', 'on-call', 'reviewer')) NOT VALID"
PARTNER = "FOREIGN KEY (coop_id, organisation_id) REFERENCES tenant.organisation (coop_id, id) NOT VALID"
INDEXES = {
    "membership_organisation": "tenant.membership (coop_id, organisation_id) WHERE organisation_id IS NOT NULL",
    "invitation_partner": "tenant.invitation (coop_id, membership_id) WHERE membership_id IS NOT NULL",
}


def upgrade() -> None:
    with op.get_context().autocommit_block():  # beside those who are writing
        for name, what in INDEXES.items():
            # half of one is left by a try that was cut off
            op.execute(f"DROP INDEX CONCURRENTLY IF EXISTS tenant.{name}")
            op.execute(f"CREATE INDEX CONCURRENTLY IF NOT EXISTS {name} ON {what}")
    # In a transaction of its own: a constraint is looked through without a lock that stops anybody.
    for table, constraint in CONSTRAINTS:
        op.execute(f"ALTER TABLE tenant.{table} VALIDATE CONSTRAINT {constraint}")
    # Whoever got support before there were records has one now. What follows from it for each member is derived by
    # the code that derives it every day: the relay finds a row for each person.
    op.execute("""
    INSERT INTO tenant.record (coop_id, person_id, opened_at, closed_at)
      SELECT p.coop_id, p.id, p.made_at, m.ended_at FROM tenant.person p
        JOIN tenant.membership m ON m.coop_id = p.coop_id AND m.id = p.membership_id
      ON CONFLICT DO NOTHING;
    INSERT INTO tenant.outbox (coop_id, topic, payload)
      SELECT r.coop_id, 'consent.derive_access', jsonb_build_object('person_id', r.person_id) FROM tenant.record r;
    """)


def downgrade() -> None:
    for name in INDEXES:
        op.execute(f"DROP INDEX tenant.{name}")
    op.execute("DELETE FROM tenant.outbox WHERE topic = 'consent.derive_access'")
    for table, constraint in CONSTRAINTS:
        op.execute(f"""
        ALTER TABLE tenant.{table} DROP CONSTRAINT {constraint};
        ALTER TABLE tenant.{table} ADD CONSTRAINT {constraint} {HATS if table == "hat" else PARTNER};
        """)
