"""Passkeys, and when a session last proved who is in front of it."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
    SET LOCAL lock_timeout = '5s';
    ALTER TABLE directory.session ADD COLUMN strong_at timestamptz; -- the last passkey, code or card shown here

    CREATE TABLE directory.passkey (
      id uuid PRIMARY KEY, account_id uuid NOT NULL REFERENCES directory.account,
      credential_id bytea NOT NULL UNIQUE, public_key bytea NOT NULL,
      sign_count bigint NOT NULL DEFAULT 0, transports text[] NOT NULL DEFAULT '{}',
      name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
      made_at timestamptz NOT NULL DEFAULT now(), last_used_at timestamptz, ended_at timestamptz);
    CREATE INDEX passkey_account ON directory.passkey (account_id) WHERE ended_at IS NULL;

    -- A challenge is answered once: a replayed answer finds it used.
    CREATE TABLE directory.passkey_challenge (
      id uuid PRIMARY KEY, challenge bytea NOT NULL,
      wants text NOT NULL CHECK (wants IN ('new passkey', 'sign in', 'fresh sign-in')),
      account_id uuid REFERENCES directory.account, session_id uuid,
      made_at timestamptz NOT NULL DEFAULT now(), expires_at timestamptz NOT NULL, used_at timestamptz);
    CREATE INDEX passkey_challenge_expires ON directory.passkey_challenge (expires_at);
    GRANT SELECT, INSERT, UPDATE ON directory.passkey TO ourpatch_app;
    GRANT SELECT, INSERT, UPDATE, DELETE ON directory.passkey_challenge TO ourpatch_app;
    """)


def downgrade() -> None:
    op.execute("""
    DROP TABLE directory.passkey_challenge, directory.passkey;
    ALTER TABLE directory.session DROP COLUMN strong_at;
    """)
