"""The access log: who looked, who wrote, who was turned away; sealed by a Merkle tree."""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

PURPOSES = "('care', 'emergency', 'safeguarding', 'legal', 'planning', 'research')"


def upgrade() -> None:
    op.execute(f"""
    CREATE TABLE tenant.look (
      coop_id uuid NOT NULL, person_id uuid NOT NULL,
      strand text NOT NULL CHECK (strand IN ('ordinary', 'safeguarding')), seq bigint NOT NULL,
      kind text NOT NULL CHECK (kind IN ('look', 'write', 'refusal')),
      viewer_id uuid NOT NULL, acting boolean NOT NULL, role text NOT NULL, organisation_id uuid,
      purpose text NOT NULL CHECK (purpose IN {PURPOSES}), sections integer NOT NULL,
      channel text NOT NULL CHECK (channel IN
        ('screen', 'search', 'print', 'download', 'socket', 'mail', 'export')),
      basis jsonb NOT NULL, reason text, review_on date, -- of safeguarding: why it is withheld, until when at least
      window_at timestamptz NOT NULL, began_at timestamptz NOT NULL,
      last_at timestamptz NOT NULL, reads integer NOT NULL DEFAULT 1,
      row_hash bytea NOT NULL,
      batch bigint, place integer, count_batch bigint, count_place integer,
      PRIMARY KEY (coop_id, person_id, strand, seq),
      FOREIGN KEY (coop_id, person_id) REFERENCES tenant.record (coop_id, person_id));
    CREATE UNIQUE INDEX look_window ON tenant.look
      (coop_id, person_id, viewer_id, acting, strand, purpose, sections, kind, window_at) WHERE kind <> 'refusal';
    CREATE INDEX look_unsealed ON tenant.look (coop_id, person_id, strand, seq) WHERE batch IS NULL;
    CREATE INDEX look_uncounted ON tenant.look (coop_id, window_at) WHERE count_batch IS NULL;
    SELECT ourpatch.make_tenant('tenant.look',
      'SELECT, INSERT, UPDATE (last_at, reads, batch, place, count_batch, count_place)');
    GRANT SELECT ON tenant.look TO ourpatch_definer;

    CREATE TABLE tenant.log_batch (
      coop_id uuid NOT NULL, n bigint NOT NULL, leaves integer NOT NULL, root bytea NOT NULL, chain bytea NOT NULL,
      sealed_at timestamptz NOT NULL,
      PRIMARY KEY (coop_id, n));
    SELECT ourpatch.make_tenant('tenant.log_batch', 'SELECT, INSERT');

    CREATE TABLE tenant.log_day (
      coop_id uuid NOT NULL, day date NOT NULL, first_batch bigint NOT NULL, last_batch bigint NOT NULL,
      leaves integer NOT NULL, root bytea NOT NULL, published_at timestamptz NOT NULL,
      PRIMARY KEY (coop_id, day));
    SELECT ourpatch.make_tenant('tenant.log_day', 'SELECT, INSERT');
    """)
    op.execute("""
    -- A look, a write or a refusal in the log: counted where the same look has its row in these 15 minutes, a row
    -- with the person's next number otherwise. The number's row is locked, so numbers have no gaps.
    CREATE FUNCTION ourpatch.log_look
      (_coop uuid, _person uuid, _strand text, _kind text, _role text, _organisation uuid, _sections integer,
       _channel text, _basis jsonb, _reason text, _review_on date)
    RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$
    DECLARE
      _viewer constant uuid := NULLIF(current_setting('ourpatch.membership', true), '')::uuid;
      _acting constant boolean := NULLIF(current_setting('ourpatch.acting_for', true), '') IS NOT NULL;
      _purpose constant text := current_setting('ourpatch.purpose', true);
      _at constant timestamptz := ourpatch.at();
      _window constant timestamptz := date_bin('15 minutes', _at, TIMESTAMPTZ '2000-01-01 00:00+00');
      _seq bigint;
    BEGIN
      IF _kind <> 'refusal' THEN
        UPDATE tenant.look l SET reads = l.reads + 1, last_at = greatest(l.last_at, _at)
         WHERE l.coop_id = _coop AND l.person_id = _person AND l.viewer_id = _viewer AND l.acting = _acting
           AND l.strand = _strand AND l.purpose = _purpose AND l.sections = _sections AND l.kind = _kind
           AND l.window_at = _window AND l.count_batch IS NULL
        RETURNING l.seq INTO _seq;
        IF FOUND THEN RETURN _seq; END IF;
      END IF;
      UPDATE tenant.record r
         SET log_seq = r.log_seq + (_strand = 'ordinary')::int,
             safeguarding_seq = r.safeguarding_seq + (_strand = 'safeguarding')::int
       WHERE r.coop_id = _coop AND r.person_id = _person
      RETURNING CASE _strand WHEN 'ordinary' THEN r.log_seq ELSE r.safeguarding_seq END INTO _seq;
      IF NOT FOUND THEN RETURN NULL; END IF;
      INSERT INTO tenant.look (coop_id, person_id, strand, seq, kind, viewer_id, acting, role, organisation_id,
        purpose, sections, channel, basis, reason, review_on, window_at, began_at, last_at, reads, row_hash)
      SELECT _coop, _person, _strand, _seq, _kind, _viewer, _acting, _role, _organisation,
        _purpose, _sections, _channel, _basis, _reason, _review_on, _window, _at, _at, 1,
        ourpatch.look_hash(_coop, _person, _strand, _seq, _kind, _viewer, _acting, _role, _organisation,
          _purpose, _sections, _channel, _basis, _reason, _review_on, _window, _at)
      ON CONFLICT (coop_id, person_id, viewer_id, acting, strand, purpose, sections, kind, window_at)
        WHERE kind <> 'refusal'
        DO UPDATE SET reads = tenant.look.reads + 1, last_at = excluded.last_at;
      RETURN _seq;
    END $$;

    -- What a row of the log says, as one line, hashed: `ourpatch verify-log` does the same sum again.
    CREATE FUNCTION ourpatch.look_hash
      (_coop uuid, _person uuid, _strand text, _seq bigint, _kind text, _viewer uuid, _acting boolean, _role text,
       _organisation uuid, _purpose text, _sections integer, _channel text, _basis jsonb, _reason text,
       _review_on date, _window timestamptz, _began timestamptz)
    RETURNS bytea LANGUAGE sql STABLE AS $$
      SELECT sha256(convert_to(jsonb_build_array(_coop, _person, _strand, _seq, _kind, _viewer, _acting, _role,
        _organisation, _purpose, _sections, _channel, _basis, _reason, _review_on,
        extract(epoch FROM _window), extract(epoch FROM _began))::text, 'UTF8'))
    $$;

    -- Which co-ops have rows of the log that are not sealed yet: ids only.
    CREATE FUNCTION ourpatch.coops_with_unsealed(_before timestamptz) RETURNS TABLE (coop_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      SELECT l.coop_id FROM tenant.look l WHERE l.batch IS NULL
      UNION SELECT l.coop_id FROM tenant.look l WHERE l.count_batch IS NULL AND l.window_at < _before
    $$;
    REVOKE ALL ON FUNCTION ourpatch.coops_with_unsealed(timestamptz) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION ourpatch.coops_with_unsealed(timestamptz) TO ourpatch_app;
    GRANT CREATE ON SCHEMA ourpatch TO ourpatch_definer;
    ALTER FUNCTION ourpatch.coops_with_unsealed(timestamptz) OWNER TO ourpatch_definer;
    REVOKE CREATE ON SCHEMA ourpatch FROM ourpatch_definer;
    """)


def downgrade() -> None:
    op.execute("""
    DROP FUNCTION ourpatch.coops_with_unsealed(timestamptz);
    DROP FUNCTION ourpatch.log_look
      (uuid, uuid, text, text, text, uuid, integer, text, jsonb, text, date);
    DROP FUNCTION ourpatch.look_hash
      (uuid, uuid, text, bigint, text, uuid, boolean, text, uuid, text, integer, text, jsonb, text, date,
       timestamptz, timestamptz);
    DROP TABLE tenant.log_day, tenant.log_batch, tenant.look;
    """)
