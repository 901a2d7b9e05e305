"""Who is who: the directory of accounts and sessions; co-ops, memberships, patches, persons, care teams."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
    CREATE TABLE directory.coop (
      id uuid PRIMARY KEY, name text NOT NULL, cell text NOT NULL DEFAULT 'local',
      founded_at timestamptz NOT NULL DEFAULT now());
    CREATE TABLE directory.account (
      id uuid PRIMARY KEY, email text UNIQUE CHECK (email = lower(email)),
      made_at timestamptz NOT NULL DEFAULT now(), closed_at timestamptz,
      text_size text NOT NULL DEFAULT 'ordinary' CHECK (text_size IN ('ordinary', 'first', 'largest')),
      theme text NOT NULL DEFAULT 'device' CHECK (theme IN ('device', 'light', 'dark')),
      calm boolean NOT NULL DEFAULT false, easy_read boolean NOT NULL DEFAULT false,
      language text NOT NULL DEFAULT 'en' CHECK (language IN ('en', 'cy')));
    CREATE TABLE directory.account_coop (
      account_id uuid NOT NULL REFERENCES directory.account, coop_id uuid NOT NULL REFERENCES directory.coop,
      membership_id uuid NOT NULL, ended_at timestamptz,
      PRIMARY KEY (account_id, coop_id));
    CREATE TABLE directory.session (
      id uuid PRIMARY KEY, account_id uuid NOT NULL REFERENCES directory.account,
      token_hash bytea NOT NULL UNIQUE, device_name text NOT NULL, coop_id uuid REFERENCES directory.coop,
      made_at timestamptz NOT NULL DEFAULT now(), last_seen_at timestamptz NOT NULL DEFAULT now(),
      expires_at timestamptz NOT NULL, ended_at timestamptz,
      opened_by text); -- which sign-in opened it: the same one, sent again, ends this session and opens another
    CREATE INDEX session_account ON directory.session (account_id) WHERE ended_at IS NULL;
    CREATE TABLE directory.sign_in_code (
      id uuid PRIMARY KEY DEFAULT uuidv7(), email text NOT NULL, code_hash bytea NOT NULL,
      made_at timestamptz NOT NULL DEFAULT now(), expires_at timestamptz NOT NULL,
      attempts integer NOT NULL DEFAULT 0, used_at timestamptz, used_key text);
    CREATE INDEX sign_in_code_email ON directory.sign_in_code (email, made_at);
    CREATE TABLE directory.enrolment_card (
      id uuid PRIMARY KEY, account_id uuid NOT NULL REFERENCES directory.account,
      coop_id uuid NOT NULL REFERENCES directory.coop,
      words_hash bytea NOT NULL UNIQUE, token_hash bytea NOT NULL UNIQUE,
      made_at timestamptz NOT NULL DEFAULT now(), expires_at timestamptz NOT NULL,
      made_by uuid, -- a membership of that co-op
      used_at timestamptz, used_key text, withdrawn_at timestamptz);
    CREATE INDEX enrolment_card_account ON directory.enrolment_card (account_id, coop_id);
    CREATE TABLE directory.demo_mail (
      id uuid PRIMARY KEY DEFAULT uuidv7(), recipient text NOT NULL, subject text NOT NULL, body text NOT NULL,
      at timestamptz NOT NULL DEFAULT now());
    GRANT SELECT, INSERT, UPDATE ON directory.coop, directory.account, directory.account_coop, directory.session,
      directory.sign_in_code, directory.enrolment_card TO ourpatch_app;
    GRANT DELETE ON directory.session, directory.sign_in_code, directory.enrolment_card TO ourpatch_app;
    GRANT SELECT, INSERT, DELETE ON directory.demo_mail TO ourpatch_app;

    CREATE TABLE tenant.coop (
      coop_id uuid NOT NULL PRIMARY KEY, name text NOT NULL, founded_at timestamptz NOT NULL DEFAULT now());
    SELECT ourpatch.make_tenant('tenant.coop', 'SELECT, INSERT, UPDATE');

    CREATE TABLE tenant.membership (
      coop_id uuid NOT NULL, id uuid NOT NULL, account_id uuid NOT NULL,
      name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80), portrait text NOT NULL DEFAULT '',
      phone text CHECK (length(phone) <= 30),
      member_class text CHECK (member_class IN ('supported', 'carer', 'community', 'investor')),
      gets_support boolean NOT NULL DEFAULT false,
      joined_at timestamptz NOT NULL DEFAULT now(), ended_at timestamptz,
      PRIMARY KEY (coop_id, id), UNIQUE (coop_id, account_id),
      FOREIGN KEY (coop_id) REFERENCES tenant.coop (coop_id));
    SELECT ourpatch.make_tenant('tenant.membership', 'SELECT, INSERT, UPDATE');

    CREATE TABLE tenant.patch (
      coop_id uuid NOT NULL, id uuid NOT NULL, name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
      conversation_id uuid, -- where its team writes: messages say so, when they have made it
      PRIMARY KEY (coop_id, id), UNIQUE (coop_id, name),
      FOREIGN KEY (coop_id) REFERENCES tenant.coop (coop_id));
    SELECT ourpatch.make_tenant('tenant.patch', 'SELECT, INSERT, UPDATE');

    CREATE TABLE tenant.patch_member (
      coop_id uuid NOT NULL, id uuid NOT NULL, patch_id uuid NOT NULL, membership_id uuid NOT NULL,
      joined_at timestamptz NOT NULL DEFAULT now(), ended_at timestamptz,
      PRIMARY KEY (coop_id, id),
      FOREIGN KEY (coop_id, patch_id) REFERENCES tenant.patch (coop_id, id),
      FOREIGN KEY (coop_id, membership_id) REFERENCES tenant.membership (coop_id, id));
    CREATE UNIQUE INDEX patch_member_now ON tenant.patch_member (coop_id, patch_id, membership_id)
      WHERE ended_at IS NULL;
    CREATE INDEX patch_member_of ON tenant.patch_member (coop_id, membership_id) WHERE ended_at IS NULL;
    SELECT ourpatch.make_tenant('tenant.patch_member', 'SELECT, INSERT, UPDATE');

    CREATE TABLE tenant.hat (
      coop_id uuid NOT NULL, id uuid NOT NULL, membership_id uuid NOT NULL, hat text NOT NULL
        CHECK (hat IN ('secretary', 'treasurer', 'team starter', 'coach', 'on-call')),
      given_at timestamptz NOT NULL DEFAULT now(), ended_at timestamptz,
      PRIMARY KEY (coop_id, id),
      FOREIGN KEY (coop_id, membership_id) REFERENCES tenant.membership (coop_id, id));
    CREATE UNIQUE INDEX hat_now ON tenant.hat (coop_id, membership_id, hat) WHERE ended_at IS NULL;
    SELECT ourpatch.make_tenant('tenant.hat', 'SELECT, INSERT, UPDATE');

    CREATE TABLE tenant.invitation (
      coop_id uuid NOT NULL, id uuid NOT NULL, email text NOT NULL CHECK (email = lower(email)),
      name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80), member_class text,
      hats text[] NOT NULL DEFAULT '{}', patch_id uuid, gets_support boolean NOT NULL DEFAULT false,
      token_hash bytea NOT NULL, made_by uuid, made_at timestamptz NOT NULL DEFAULT now(),
      expires_at timestamptz NOT NULL, accepted_at timestamptz, accepted_key text, withdrawn_at timestamptz,
      PRIMARY KEY (coop_id, id), UNIQUE (coop_id, token_hash),
      FOREIGN KEY (coop_id, patch_id) REFERENCES tenant.patch (coop_id, id),
      FOREIGN KEY (coop_id, made_by) REFERENCES tenant.membership (coop_id, id));
    SELECT ourpatch.make_tenant('tenant.invitation', 'SELECT, INSERT, UPDATE');

    CREATE TABLE tenant.person (
      coop_id uuid NOT NULL, id uuid NOT NULL, membership_id uuid NOT NULL, patch_id uuid,
      made_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (coop_id, id), UNIQUE (coop_id, membership_id),
      FOREIGN KEY (coop_id, membership_id) REFERENCES tenant.membership (coop_id, id),
      FOREIGN KEY (coop_id, patch_id) REFERENCES tenant.patch (coop_id, id));
    SELECT ourpatch.make_tenant('tenant.person', 'SELECT, INSERT, UPDATE');

    CREATE TABLE tenant.helper (
      coop_id uuid NOT NULL, id uuid NOT NULL, person_id uuid NOT NULL, membership_id uuid NOT NULL,
      named_by uuid NOT NULL, named_at timestamptz NOT NULL DEFAULT now(), ended_at timestamptz,
      PRIMARY KEY (coop_id, id),
      FOREIGN KEY (coop_id, person_id) REFERENCES tenant.person (coop_id, id),
      FOREIGN KEY (coop_id, membership_id) REFERENCES tenant.membership (coop_id, id));
    CREATE UNIQUE INDEX helper_now ON tenant.helper (coop_id, person_id, membership_id) WHERE ended_at IS NULL;
    CREATE INDEX helper_of ON tenant.helper (coop_id, membership_id) WHERE ended_at IS NULL;
    SELECT ourpatch.make_tenant('tenant.helper', 'SELECT, INSERT, UPDATE');

    CREATE TABLE tenant.care_team_member (
      coop_id uuid NOT NULL, id uuid NOT NULL, person_id uuid NOT NULL, membership_id uuid NOT NULL,
      state text NOT NULL CHECK (state IN ('invited', 'in', 'declined', 'left', 'removed')),
      asked_by uuid NOT NULL, asked_at timestamptz NOT NULL DEFAULT now(),
      joined_at timestamptz, ended_at timestamptz, ended_by uuid,
      PRIMARY KEY (coop_id, id),
      FOREIGN KEY (coop_id, person_id) REFERENCES tenant.person (coop_id, id),
      FOREIGN KEY (coop_id, membership_id) REFERENCES tenant.membership (coop_id, id));
    CREATE UNIQUE INDEX care_team_member_now ON tenant.care_team_member (coop_id, person_id, membership_id)
      WHERE state IN ('invited', 'in');
    CREATE INDEX care_team_member_of ON tenant.care_team_member (coop_id, membership_id)
      WHERE state IN ('invited', 'in');
    SELECT ourpatch.make_tenant('tenant.care_team_member', 'SELECT, INSERT, UPDATE');

    -- Whose seat an account takes in a co-op, with which hats, and whom it may act for. No row: no seat.
    CREATE FUNCTION ourpatch.seat(_coop uuid, _account uuid, _acting_for uuid)
    RETURNS TABLE (membership_id uuid, hats text[], person_id uuid, acting_membership_id uuid)
    LANGUAGE sql STABLE AS $$
      SELECT m.id,
             ARRAY(SELECT h.hat FROM tenant.hat h
                    WHERE h.coop_id = _coop AND h.membership_id = m.id AND h.ended_at IS NULL ORDER BY h.hat),
             p.id, acted.membership_id
        FROM tenant.membership m
        LEFT JOIN tenant.person p ON p.coop_id = _coop AND p.membership_id = m.id
        LEFT JOIN LATERAL (
             SELECT ap.membership_id FROM tenant.helper h
               JOIN tenant.person ap ON ap.coop_id = _coop AND ap.id = h.person_id
               JOIN tenant.membership am ON am.coop_id = _coop AND am.id = ap.membership_id AND am.ended_at IS NULL
              WHERE h.coop_id = _coop AND h.membership_id = m.id AND h.person_id = _acting_for AND h.ended_at IS NULL
             ) acted ON true
       WHERE m.coop_id = _coop AND m.account_id = _account AND m.ended_at IS NULL
         AND (_acting_for IS NULL OR acted.membership_id IS NOT NULL)
    $$;
    """)


def downgrade() -> None:
    op.execute("""
    DROP FUNCTION ourpatch.seat(uuid, uuid, uuid);
    DROP TABLE tenant.care_team_member, tenant.helper, tenant.person, tenant.invitation, tenant.hat,
      tenant.patch_member, tenant.patch, tenant.membership, tenant.coop;
    DROP TABLE directory.demo_mail, directory.enrolment_card, directory.sign_in_code, directory.session,
      directory.account_coop, directory.account, directory.coop;
    """)
