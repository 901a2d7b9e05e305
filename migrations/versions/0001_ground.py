"""The ground: schemas, the context that a unit of work enters, what makes a table a tenant's table.

The roles (`ourpatch_app`, `ourpatch_definer`) are the server's, not the database's: `ourpatch db prepare`
makes them before the first migration.
"""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
    CREATE SCHEMA IF NOT EXISTS ourpatch;
    CREATE SCHEMA directory;
    CREATE SCHEMA tenant;
    REVOKE ALL ON SCHEMA public FROM PUBLIC;
    GRANT USAGE ON SCHEMA ourpatch, directory, tenant TO ourpatch_app, ourpatch_definer;
    GRANT SELECT ON ourpatch.schema_version TO ourpatch_app;

    -- set_config() would not reach other nodes, and a bare SET LOCAL outside a transaction only warns:
    -- so one VOLATILE function sets everything that the policies and the functions read.
    CREATE FUNCTION ourpatch.enter(_coop uuid, _membership uuid, _account uuid, _purpose text, _acting_for uuid)
    RETURNS void LANGUAGE plpgsql VOLATILE AS $$
    BEGIN
      EXECUTE format('SET LOCAL ourpatch.coop = %L', coalesce(_coop::text, ''));
      EXECUTE format('SET LOCAL ourpatch.membership = %L', coalesce(_membership::text, ''));
      EXECUTE format('SET LOCAL ourpatch.account = %L', coalesce(_account::text, ''));
      EXECUTE format('SET LOCAL ourpatch.purpose = %L', coalesce(_purpose, ''));
      EXECUTE format('SET LOCAL ourpatch.acting_for = %L', coalesce(_acting_for::text, ''));
    END $$;

    -- What every tenant table gets: Row-Level Security, enabled and forced, one policy a command.
    CREATE FUNCTION ourpatch.make_tenant(_table regclass, _grants text) RETURNS void LANGUAGE plpgsql AS $$
    DECLARE
      _mine constant text := 'coop_id = NULLIF(current_setting(''ourpatch.coop'', true), '''')::uuid';
    BEGIN
      EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', _table);
      EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', _table);
      EXECUTE format('CREATE POLICY see_own ON %s FOR SELECT USING (%s)', _table, _mine);
      EXECUTE format('CREATE POLICY add_own ON %s FOR INSERT WITH CHECK (%s)', _table, _mine);
      EXECUTE format('CREATE POLICY change_own ON %s FOR UPDATE USING (%s) WITH CHECK (%s)', _table, _mine, _mine);
      EXECUTE format('CREATE POLICY remove_own ON %s FOR DELETE USING (%s)', _table, _mine);
      EXECUTE format('GRANT %s ON %s TO ourpatch_app', _grants, _table);
    END $$;
    REVOKE ALL ON FUNCTION ourpatch.make_tenant(regclass, text) FROM PUBLIC;

    -- Kernel tables, one of each on either side of the line between directory and tenants.
    CREATE TABLE tenant.outbox (
      coop_id uuid NOT NULL, id uuid NOT NULL DEFAULT uuidv7(),
      topic text NOT NULL, payload jsonb NOT NULL,
      made_at timestamptz NOT NULL DEFAULT now(), due_at timestamptz NOT NULL DEFAULT now(),
      attempts integer NOT NULL DEFAULT 0,
      PRIMARY KEY (coop_id, id));
    CREATE INDEX outbox_due ON tenant.outbox (coop_id, due_at);
    SELECT ourpatch.make_tenant('tenant.outbox', 'SELECT, INSERT, UPDATE, DELETE');
    GRANT SELECT ON tenant.outbox TO ourpatch_definer;

    CREATE TABLE directory.outbox (
      id uuid PRIMARY KEY DEFAULT uuidv7(),
      topic text NOT NULL, payload jsonb NOT NULL,
      made_at timestamptz NOT NULL DEFAULT now(), due_at timestamptz NOT NULL DEFAULT now(),
      attempts integer NOT NULL DEFAULT 0);
    GRANT SELECT, INSERT, UPDATE, DELETE ON directory.outbox TO ourpatch_app;

    -- Which tenants have something due: ids only, nothing of what it is.
    CREATE FUNCTION ourpatch.coops_with_outbox(_before timestamptz) RETURNS TABLE (coop_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      SELECT DISTINCT o.coop_id FROM tenant.outbox o WHERE o.due_at <= _before
    $$;
    REVOKE ALL ON FUNCTION ourpatch.coops_with_outbox(timestamptz) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION ourpatch.coops_with_outbox(timestamptz) TO ourpatch_app;
    GRANT CREATE ON SCHEMA ourpatch TO ourpatch_definer;
    ALTER FUNCTION ourpatch.coops_with_outbox(timestamptz) OWNER TO ourpatch_definer;
    REVOKE CREATE ON SCHEMA ourpatch FROM ourpatch_definer;

    CREATE TABLE tenant.idempotency (
      coop_id uuid NOT NULL, membership_id uuid NOT NULL, key text NOT NULL,
      route text NOT NULL, body_hash bytea NOT NULL,
      status integer, answer jsonb, made_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (coop_id, membership_id, key));
    CREATE INDEX idempotency_made ON tenant.idempotency (coop_id, made_at);
    SELECT ourpatch.make_tenant('tenant.idempotency', 'SELECT, INSERT, UPDATE, DELETE');

    CREATE TABLE directory.idempotency (
      scope text NOT NULL, key text NOT NULL,
      route text NOT NULL, body_hash bytea NOT NULL,
      status integer, answer jsonb, made_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (scope, key));
    GRANT SELECT, INSERT, UPDATE, DELETE ON directory.idempotency TO ourpatch_app;

    -- What kind of installation this database is: a demo's doors never open on a production database.
    CREATE TABLE directory.installation (
      single boolean PRIMARY KEY DEFAULT true CHECK (single),
      mode text NOT NULL CHECK (mode IN ('demo', 'production')),
      made_at timestamptz NOT NULL DEFAULT now());
    GRANT SELECT, INSERT ON directory.installation TO ourpatch_app;
    """)


def downgrade() -> None:
    op.execute("""
    DROP SCHEMA tenant CASCADE;
    DROP SCHEMA directory CASCADE;
    DROP FUNCTION ourpatch.coops_with_outbox(timestamptz);
    DROP FUNCTION ourpatch.make_tenant(regclass, text);
    DROP FUNCTION ourpatch.enter(uuid, uuid, uuid, text, uuid);
    """)
