"""Laws that are read from PostgreSQL's catalogue: each a query that gives one row for whatever breaks it."""

from dataclasses import dataclass
from typing import Any

import psycopg

Connection = psycopg.Connection[tuple[Any, ...]]

SCHEMAS = "'directory', 'tenant', 'ourpatch'"
CONTEXT = "(coop_id = (NULLIF(current_setting('ourpatch.coop'::text, true), ''::text))::uuid)"

# What every tenant table has to be, so that a law's example breaks this one law and no other.
SOUND = """
CREATE TABLE tenant.example (coop_id uuid NOT NULL, id uuid NOT NULL, name text, PRIMARY KEY (coop_id, id));
SELECT ourpatch.make_tenant('tenant.example', 'SELECT, INSERT, UPDATE, DELETE');
"""


@dataclass(frozen=True, slots=True)
class CatalogueLaw:
    """A sentence, the query that lists what breaks it, a change that breaks it, and what the law then has to name."""

    sentence: str
    query: str
    breaks: str
    names: str = "tenant.example"

    def violations(self, connection: Connection) -> list[str]:
        """What breaks this law in this database."""
        rows = connection.execute(self.query.encode()).fetchall()
        return sorted(str(row[0]) for row in rows)


TENANT_TABLES = """
  tables AS (SELECT c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity, 'tenant.' || c.relname AS named
               FROM pg_class c WHERE c.relnamespace = 'tenant'::regnamespace AND c.relkind IN ('r', 'p', 'f'))
"""

TENANT_LAWS = (
    CatalogueLaw(
        "every tenant table has coop_id, a uuid that is never null",
        f"""WITH {TENANT_TABLES} SELECT t.named FROM tables t WHERE NOT EXISTS (
              SELECT FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attname = 'coop_id' AND a.attnotnull
                 AND a.atttypid = 'uuid'::regtype)""",
        "CREATE TABLE tenant.example (coop_id uuid, id uuid PRIMARY KEY)",
    ),
    CatalogueLaw(
        "every tenant table has a primary key",
        f"""WITH {TENANT_TABLES} SELECT t.named FROM tables t
             WHERE NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = t.oid AND c.contype = 'p')""",
        f"{SOUND} ALTER TABLE tenant.example DROP CONSTRAINT example_pkey",
    ),
    CatalogueLaw(
        "Row-Level Security of every tenant table is on",
        f"WITH {TENANT_TABLES} SELECT t.named FROM tables t WHERE NOT t.relrowsecurity",
        f"{SOUND} ALTER TABLE tenant.example DISABLE ROW LEVEL SECURITY",
    ),
    CatalogueLaw(
        "Row-Level Security of every tenant table is forced, so that it holds for the owner too",
        f"WITH {TENANT_TABLES} SELECT t.named FROM tables t WHERE NOT t.relforcerowsecurity",
        f"{SOUND} ALTER TABLE tenant.example NO FORCE ROW LEVEL SECURITY",
    ),
    CatalogueLaw(
        "every tenant table has a policy for each of the four commands",
        f"""WITH {TENANT_TABLES} SELECT t.named || ' ' || want.cmd
              FROM tables t CROSS JOIN (VALUES ('SELECT'), ('INSERT'), ('UPDATE'), ('DELETE')) want (cmd)
             WHERE NOT EXISTS (SELECT FROM pg_policies p WHERE p.schemaname = 'tenant' AND p.tablename = t.relname
                                  AND p.cmd = want.cmd)""",
        f"{SOUND} DROP POLICY change_own ON tenant.example",
        "tenant.example UPDATE",
    ),
    CatalogueLaw(
        "no policy stands for all commands at once",
        "SELECT p.tablename || ' ' || p.policyname FROM pg_policies p WHERE p.cmd = 'ALL'",
        f"{SOUND} CREATE POLICY everything ON tenant.example USING (true)",
        "example everything",
    ),
    CatalogueLaw(
        "every policy asks for the co-op of the context before anything else",
        f"""WITH said AS (
              SELECT p.schemaname || '.' || p.tablename || ' ' || p.policyname AS named, e.expression
                FROM pg_policies p CROSS JOIN LATERAL (VALUES
                     (CASE WHEN p.cmd <> 'INSERT' THEN coalesce(p.qual, 'true') END),
                     (CASE WHEN p.cmd IN ('INSERT', 'UPDATE') THEN coalesce(p.with_check, 'true') END)) e (expression)
               WHERE e.expression IS NOT NULL AND p.permissive = 'PERMISSIVE')
            SELECT named FROM said
             WHERE expression <> $q${CONTEXT}$q$ AND NOT starts_with(expression, $q$({CONTEXT} AND $q$)""",
        f"""{SOUND} DROP POLICY see_own ON tenant.example;
            CREATE POLICY see_own ON tenant.example FOR SELECT
              USING (coop_id = current_setting('ourpatch.coop', true)::uuid)""",
        "tenant.example see_own",
    ),
    CatalogueLaw(
        "a table of a person's sections is there, for reading, adding and changing, for who has access to the section",
        f"""WITH {TENANT_TABLES} SELECT t.named || ' ' || want.cmd FROM tables t
              CROSS JOIN (VALUES ('SELECT'), ('INSERT'), ('UPDATE')) want (cmd)
             WHERE (SELECT count(*) FROM pg_attribute a WHERE a.attrelid = t.oid AND NOT a.attisdropped
                       AND a.attname IN ('person_id', 'section')) = 2
               AND NOT EXISTS (SELECT FROM pg_policies p WHERE p.schemaname = 'tenant' AND p.tablename = t.relname
                  AND p.cmd = want.cmd AND p.permissive = 'RESTRICTIVE'
                  AND coalesce(p.qual, p.with_check) LIKE '%effective_access%')""",
        f"{SOUND} ALTER TABLE tenant.example ADD COLUMN person_id uuid, ADD COLUMN section smallint",
        "tenant.example SELECT",
    ),
    CatalogueLaw(
        "every primary, unique and exclusion key of a tenant table, and every unique index, starts with coop_id",
        f"""WITH {TENANT_TABLES} SELECT i.indexrelid::regclass::text FROM tables t
              JOIN pg_index i ON i.indrelid = t.oid AND (i.indisunique OR i.indisexclusion)
             WHERE NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attnum = i.indkey[0]
                                  AND a.attname = 'coop_id')""",
        f"{SOUND} CREATE UNIQUE INDEX example_name ON tenant.example (name)",
        "tenant.example_name",
    ),
    CatalogueLaw(
        "every foreign key of a tenant table goes from coop_id first to coop_id first",
        f"""WITH {TENANT_TABLES} SELECT t.named || ' ' || c.conname FROM tables t
              JOIN pg_constraint c ON c.conrelid = t.oid AND c.contype = 'f'
             WHERE (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = c.conrelid AND a.attnum = c.conkey[1])
                   IS DISTINCT FROM 'coop_id'
                OR (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = c.confrelid AND a.attnum = c.confkey[1])
                   IS DISTINCT FROM 'coop_id'""",
        f"""{SOUND} ALTER TABLE tenant.example ADD UNIQUE (id), ADD COLUMN other uuid REFERENCES tenant.example (id)""",
        "tenant.example example_other_fkey",
    ),
    CatalogueLaw(
        "no foreign key crosses the line between directory and tenants",
        """SELECT c.conrelid::regclass || ' ' || c.conname FROM pg_constraint c
             JOIN pg_class one ON one.oid = c.conrelid JOIN pg_class other ON other.oid = c.confrelid
            WHERE c.contype = 'f' AND one.relnamespace <> other.relnamespace""",
        f"{SOUND} ALTER TABLE tenant.example ADD COLUMN account_id uuid REFERENCES directory.account",
        "tenant.example example_account_id_fkey",
    ),
    CatalogueLaw(
        "no foreign key empties a column or sets it to its default",
        """SELECT c.conrelid::regclass || ' ' || c.conname FROM pg_constraint c
            WHERE c.contype = 'f' AND (c.confdeltype IN ('n', 'd') OR c.confupdtype IN ('n', 'd'))""",
        f"""{SOUND} ALTER TABLE tenant.example ADD COLUMN other uuid,
            ADD FOREIGN KEY (coop_id, other) REFERENCES tenant.example (coop_id, id) ON DELETE SET NULL (other)""",
        "tenant.example example_coop_id_other_fkey",
    ),
    CatalogueLaw(
        "a view of tenants' rows is asked with the rights of who asks",
        """SELECT c.oid::regclass::text FROM pg_class c
            WHERE c.relnamespace IN (SELECT n.oid FROM pg_namespace n WHERE n.nspname IN ('tenant', 'ourpatch'))
              AND (c.relkind = 'm' OR c.relkind = 'v'
                   AND NOT coalesce(c.reloptions, '{}') && ARRAY['security_invoker=true', 'security_invoker=on'])""",
        "CREATE VIEW tenant.example AS SELECT * FROM tenant.membership",
    ),
)

STORE_LAWS = (
    CatalogueLaw(
        "every table lies with the directory or with the tenants",
        """SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'f') AND n.nspname NOT IN ('directory', 'tenant', 'information_schema')
              AND n.nspname !~ '^pg_' AND c.oid <> 'ourpatch.schema_version'::regclass""",
        "CREATE TABLE public.example (id uuid PRIMARY KEY)",
        "example",
    ),
    CatalogueLaw(
        "no name is longer than 50 bytes",
        f"""WITH ours AS (SELECT n.oid FROM pg_namespace n WHERE n.nspname IN ({SCHEMAS})), names AS (
              SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace IN (SELECT oid FROM ours)
              UNION ALL SELECT a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
                         WHERE c.relnamespace IN (SELECT oid FROM ours)
              UNION ALL SELECT c.conname FROM pg_constraint c WHERE c.connamespace IN (SELECT oid FROM ours)
              UNION ALL SELECT p.proname FROM pg_proc p WHERE p.pronamespace IN (SELECT oid FROM ours)
              UNION ALL SELECT p.policyname FROM pg_policies p
              UNION ALL SELECT t.tgname FROM pg_trigger t WHERE NOT t.tgisinternal)
            SELECT DISTINCT name::text FROM names WHERE octet_length(name::text) > 50""",
        f"{SOUND} CREATE INDEX example_with_a_name_that_leaves_no_room_for_a_suffix ON tenant.example (coop_id)",
        "example_with_a_name_that_leaves_no_room_for_a_suffix",
    ),
    CatalogueLaw(
        "no table is unlogged: what was acknowledged outlives a crash",
        f"""SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname IN ({SCHEMAS}) AND c.relkind IN ('r', 'p') AND c.relpersistence <> 'p'""",
        f"{SOUND} ALTER TABLE tenant.example SET UNLOGGED",
    ),
    CatalogueLaw(
        "no column has an enumerated type",
        "SELECT t.typname::text FROM pg_type t WHERE t.typtype = 'e'",
        "CREATE TYPE tenant.example AS ENUM ('one', 'other')",
        "example",
    ),
    CatalogueLaw(
        "no trigger notifies: what leaves is in the outbox",
        r"""SELECT t.tgrelid::regclass || ' ' || t.tgname FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
             WHERE NOT t.tgisinternal AND p.prosrc ~* '\m(pg_)?notify\M'""",
        f"""{SOUND} CREATE FUNCTION ourpatch.shout() RETURNS trigger LANGUAGE plpgsql AS
              $$ BEGIN PERFORM pg_notify('news', 'x'); RETURN NEW; END $$;
            CREATE TRIGGER shout AFTER INSERT ON tenant.example FOR EACH ROW EXECUTE FUNCTION ourpatch.shout()""",
        "tenant.example shout",
    ),
    CatalogueLaw(
        "no function merges, or asks the clock while it resolves a conflict",
        r"""SELECT p.oid::regprocedure::text FROM pg_proc p WHERE p.pronamespace = 'ourpatch'::regnamespace
              AND (p.prosrc ~* '\mMERGE\s+INTO\M' OR p.prosrc ~* 'DO\s+UPDATE\s+SET[^;]*\mnow\(\)')""",
        """CREATE FUNCTION ourpatch.example(_coop uuid) RETURNS void LANGUAGE sql AS $$
             INSERT INTO tenant.coop (coop_id, name) VALUES (_coop, 'x')
             ON CONFLICT (coop_id) DO UPDATE SET founded_at = now() $$""",
        "ourpatch.example(uuid)",
    ),
)
