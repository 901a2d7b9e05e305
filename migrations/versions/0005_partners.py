"""Partner organisations, their people as partner memberships, and the reviewer's hat."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
    SET LOCAL lock_timeout = '5s';
    CREATE TABLE tenant.organisation (
      coop_id uuid NOT NULL, id uuid NOT NULL, name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
      kind text NOT NULL CHECK (kind IN
        ('gp practice', 'community nursing', 'hospital', 'pharmacy', 'council', 'charity', 'other')),
      registered_for text[] NOT NULL DEFAULT '{}', -- what a regulator has registered it for, in its words
      registration text CHECK (length(registration) <= 80), -- with whom and under which number
      made_by uuid, made_at timestamptz NOT NULL DEFAULT now(), ended_at timestamptz,
      PRIMARY KEY (coop_id, id),
      FOREIGN KEY (coop_id) REFERENCES tenant.coop (coop_id),
      FOREIGN KEY (coop_id, made_by) REFERENCES tenant.membership (coop_id, id));
    SELECT ourpatch.make_tenant('tenant.organisation', 'SELECT, INSERT, UPDATE');

    ALTER TABLE tenant.membership ADD COLUMN organisation_id uuid, ADD COLUMN organisation_role text;
    ALTER TABLE tenant.membership ADD CONSTRAINT membership_organisation_fkey
      FOREIGN KEY (coop_id, organisation_id) REFERENCES tenant.organisation (coop_id, id) NOT VALID;
    -- Of a partner's invitation: for whose record it was made, and which membership came of it.
    ALTER TABLE tenant.invitation ADD COLUMN organisation_id uuid, ADD COLUMN organisation_role text,
      ADD COLUMN person_id uuid, ADD COLUMN membership_id uuid;
    ALTER TABLE tenant.invitation ADD CONSTRAINT invitation_person_fkey
      FOREIGN KEY (coop_id, person_id) REFERENCES tenant.person (coop_id, id) NOT VALID;
    ALTER TABLE tenant.invitation ADD CONSTRAINT invitation_membership_fkey
      FOREIGN KEY (coop_id, membership_id) REFERENCES tenant.membership (coop_id, id) NOT VALID;
    ALTER TABLE tenant.invitation ADD CONSTRAINT invitation_organisation_fkey
      FOREIGN KEY (coop_id, organisation_id) REFERENCES tenant.organisation (coop_id, id) NOT VALID;

    -- One hat more: the new check lets through whatever the old one did, and is there when this commits.
    -- squawk-ignore ban-drop-constraint
    ALTER TABLE tenant.hat DROP CONSTRAINT hat_hat_check;
    ALTER TABLE tenant.hat ADD CONSTRAINT hat_hat_check CHECK (hat IN
      ('secretary', 'treasurer', 'team starter', 'coach', 'on-call', 'reviewer')) NOT VALID;
    """)


def downgrade() -> None:
    op.execute("""
    ALTER TABLE tenant.hat DROP CONSTRAINT hat_hat_check;
    ALTER TABLE tenant.hat ADD CONSTRAINT hat_hat_check CHECK (hat IN
      ('secretary', 'treasurer', 'team starter', 'coach', 'on-call'));
    ALTER TABLE tenant.invitation DROP COLUMN organisation_id, DROP COLUMN organisation_role,
      DROP COLUMN person_id, DROP COLUMN membership_id;
    ALTER TABLE tenant.membership DROP COLUMN organisation_id, DROP COLUMN organisation_role;
    DROP TABLE tenant.organisation;
    """)
