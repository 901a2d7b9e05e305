"""The record: append-only entries in its sections, replies to them, files in them, and the search."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
    CREATE SCHEMA contrib; -- of PostgreSQL's own extensions
    CREATE EXTENSION btree_gin WITH SCHEMA contrib; -- a person's words by one index

    CREATE TABLE tenant.entry (
      coop_id uuid NOT NULL, id uuid NOT NULL, person_id uuid NOT NULL,
      section smallint NOT NULL CHECK (section BETWEEN 0 AND 29),
      root_id uuid NOT NULL, version integer NOT NULL CHECK (version >= 1), -- of the same thing said better
      kind text NOT NULL CHECK (kind IN ('entry', 'correction', 'error')),
      body text, data jsonb NOT NULL DEFAULT '{}', -- the words; what can be counted or listed of them
      sealed bytea, -- the words and the reason, of a section that is kept enciphered
      reason text, -- of a correction, or of entered in error
      author_id uuid NOT NULL, author_role text NOT NULL, acting boolean NOT NULL DEFAULT false,
      client_id uuid NOT NULL,
      happened_at timestamptz NOT NULL, recorded_at timestamptz NOT NULL,
      source_conversation_id uuid, source_seq bigint, -- the message that it was filed from
      superseded_by uuid, superseded_at timestamptz, -- the only thing that is ever set later
      words tsvector GENERATED ALWAYS AS
        (to_tsvector('english', coalesce(body, '')) || jsonb_to_tsvector('english', data, '["string"]')) STORED,
      PRIMARY KEY (coop_id, id),
      UNIQUE (coop_id, author_id, client_id),
      UNIQUE (coop_id, root_id, version),
      FOREIGN KEY (coop_id, person_id) REFERENCES tenant.record (coop_id, person_id),
      FOREIGN KEY (coop_id, author_id) REFERENCES tenant.membership (coop_id, id),
      CHECK ((version = 1) = (kind = 'entry')),
      CHECK (kind = 'entry' OR (reason IS NULL) <> (sealed IS NULL)),
      CHECK (kind = 'error' OR (body IS NULL) <> (sealed IS NULL)),
      CHECK (section <> 24 OR (body IS NULL AND reason IS NULL AND data = '{}')));
    CREATE UNIQUE INDEX entry_about_me ON tenant.entry (coop_id, person_id, (data ->> 'part'))
      WHERE section = 1 AND superseded_by IS NULL; -- of each part there is one, said better and better
    CREATE INDEX entry_section ON tenant.entry (coop_id, person_id, section, happened_at DESC, id DESC)
      WHERE superseded_by IS NULL;
    CREATE INDEX entry_timeline ON tenant.entry (coop_id, person_id, happened_at DESC, id DESC)
      WHERE superseded_by IS NULL;
    CREATE INDEX entry_source ON tenant.entry (coop_id, source_conversation_id, source_seq)
      WHERE source_conversation_id IS NOT NULL;
    CREATE INDEX entry_words ON tenant.entry USING gin (person_id, words);
    SELECT ourpatch.make_tenant('tenant.entry', 'SELECT, INSERT, UPDATE (superseded_by, superseded_at)');
    SELECT ourpatch.guard_sections('tenant.entry', 'write_mask');
    GRANT SELECT ON tenant.entry TO ourpatch_definer;

    -- Whoever may read an entry may say something to it.
    CREATE TABLE tenant.entry_reply (
      coop_id uuid NOT NULL, id uuid NOT NULL, entry_root_id uuid NOT NULL, person_id uuid NOT NULL,
      section smallint NOT NULL CHECK (section BETWEEN 0 AND 29),
      body text, sealed bytea, -- as of an entry
      author_id uuid NOT NULL, author_role text NOT NULL, acting boolean NOT NULL DEFAULT false,
      client_id uuid NOT NULL, at timestamptz NOT NULL,
      PRIMARY KEY (coop_id, id), UNIQUE (coop_id, author_id, client_id),
      CHECK ((body IS NULL) <> (sealed IS NULL)), CHECK (section <> 24 OR body IS NULL),
      FOREIGN KEY (coop_id, entry_root_id) REFERENCES tenant.entry (coop_id, id),
      FOREIGN KEY (coop_id, author_id) REFERENCES tenant.membership (coop_id, id));
    CREATE INDEX entry_reply_to ON tenant.entry_reply (coop_id, entry_root_id, at);
    SELECT ourpatch.make_tenant('tenant.entry_reply', 'SELECT, INSERT');
    SELECT ourpatch.guard_sections('tenant.entry_reply', 'read_mask');

    CREATE TABLE tenant.entry_file (
      coop_id uuid NOT NULL, entry_id uuid NOT NULL, file_id uuid NOT NULL, place integer NOT NULL,
      person_id uuid NOT NULL, section smallint NOT NULL CHECK (section BETWEEN 0 AND 29),
      PRIMARY KEY (coop_id, entry_id, file_id), UNIQUE (coop_id, file_id),
      FOREIGN KEY (coop_id, entry_id) REFERENCES tenant.entry (coop_id, id),
      FOREIGN KEY (coop_id, file_id) REFERENCES tenant.file (coop_id, id));
    SELECT ourpatch.make_tenant('tenant.entry_file', 'SELECT, INSERT');
    SELECT ourpatch.guard_sections('tenant.entry_file', 'write_mask');

    -- Full text under Row-Level Security does not use its index (`@@` is not leakproof), so the search looks with the
    -- index first and lets through what the same access as everywhere opens. Ids only: the rows are read as any other.
    CREATE FUNCTION ourpatch.search_entries(_coop uuid, _person uuid, _asked text, _sections integer, _most integer)
    RETURNS TABLE (coop_id uuid, entry_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      SELECT e.coop_id, e.id
        FROM tenant.entry e, websearch_to_tsquery('pg_catalog.english', _asked) q,
             ourpatch.my_access(_coop, _person) a
       WHERE e.person_id = _person AND e.words @@ q AND e.coop_id = _coop
         AND _coop = NULLIF(current_setting('ourpatch.coop', true), '')::uuid
         AND e.superseded_by IS NULL AND (a.read_mask & _sections >> e.section) & 1 = 1
       ORDER BY e.happened_at DESC, e.id DESC LIMIT _most
    $$;
    REVOKE ALL ON FUNCTION ourpatch.search_entries(uuid, uuid, text, integer, integer) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION ourpatch.search_entries(uuid, uuid, text, integer, integer) TO ourpatch_app;
    GRANT CREATE ON SCHEMA ourpatch TO ourpatch_definer;
    ALTER FUNCTION ourpatch.search_entries(uuid, uuid, text, integer, integer) OWNER TO ourpatch_definer;

    -- Whose an entry is: so that who may not open it (or a file in it) is written down in that person's log.
    CREATE FUNCTION ourpatch.person_of_entry(_coop uuid, _entry uuid) RETURNS TABLE (coop_id uuid, person_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      SELECT e.coop_id, e.person_id FROM tenant.entry e
       WHERE e.coop_id = _coop AND e.id = _entry AND _coop = NULLIF(current_setting('ourpatch.coop', true), '')::uuid
    $$;
    REVOKE ALL ON FUNCTION ourpatch.person_of_entry(uuid, uuid) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION ourpatch.person_of_entry(uuid, uuid) TO ourpatch_app;
    ALTER FUNCTION ourpatch.person_of_entry(uuid, uuid) OWNER TO ourpatch_definer;
    REVOKE CREATE ON SCHEMA ourpatch FROM ourpatch_definer;
    """)


def downgrade() -> None:
    op.execute("""
    DROP FUNCTION ourpatch.person_of_entry(uuid, uuid);
    DROP FUNCTION ourpatch.search_entries(uuid, uuid, text, integer, integer);
    DROP TABLE tenant.entry_file, tenant.entry_reply, tenant.entry;
    DROP SCHEMA contrib CASCADE;
    """)
