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
      batch bigint, place integer, -- its leaf in the log's tree
      count_hash bytea, count_batch bigint, count_place integer, -- the leaf of its count, when its window is over
      PRIMARY KEY (coop_id, person_id, strand, seq),
      FOREIGN KEY (coop_id, person_id) REFERENCES tenant.record (coop_id, person_id));
    CREATE UNIQUE INDEX look_window ON tenant.look
      (coop_id, person_id, viewer_id, acting, strand, purpose, sections, kind, channel, window_at)
      WHERE kind <> 'refusal';
    CREATE INDEX look_unsealed ON tenant.look (coop_id, person_id, strand, seq) WHERE batch IS NULL;
    CREATE INDEX look_uncounted ON tenant.look (coop_id, window_at) WHERE count_batch IS NULL;
    SELECT ourpatch.make_tenant('tenant.look',
      'SELECT, INSERT, UPDATE (last_at, reads, batch, place, count_hash, count_batch, count_place)');
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
    -- What whoever is in the context is to this person: what stands in the log and beside what they write.
    CREATE FUNCTION ourpatch.role_towards(_coop uuid, _person uuid) RETURNS text LANGUAGE sql STABLE AS $$
      SELECT CASE
          WHEN NULLIF(current_setting('ourpatch.acting_for', true), '')::uuid = _person THEN 'representative'
          WHEN EXISTS (SELECT 1 FROM tenant.person p
             WHERE p.coop_id = _coop AND p.id = _person AND p.membership_id = m.id) THEN 'person'
          ELSE coalesce(m.organisation_role, m.member_class, 'helper') END
        FROM tenant.membership m
       WHERE m.coop_id = _coop AND m.id = NULLIF(current_setting('ourpatch.membership', true), '')::uuid
    $$;

    -- A look, a write or a refusal in the log: counted where the same look has its row in these 15 minutes, a row
    -- with the person's next number otherwise. The record's row is locked before a number is given, so numbers have no
    -- gaps. What is looked at for a safeguarding enquiry lies on a strand of its own, and nothing else does: whoever
    -- only says that it is for safeguarding is seen. `tell` is the person's membership where there is a new row to see.
    CREATE FUNCTION ourpatch.log_look
      (_coop uuid, _person uuid, _kind text, _sections integer, _channel text, _basis jsonb,
       OUT seq bigint, OUT tell uuid)
    LANGUAGE plpgsql VOLATILE AS $$
    DECLARE
      _viewer constant uuid := NULLIF(current_setting('ourpatch.membership', true), '')::uuid;
      _acting constant boolean :=
        coalesce(NULLIF(current_setting('ourpatch.acting_for', true), '')::uuid = _person, false);
      _purpose constant text := current_setting('ourpatch.purpose', true);
      _at constant timestamptz := ourpatch.at();
      _strand text := 'ordinary';
      _window timestamptz := date_bin('15 minutes', _at, TIMESTAMPTZ '2000-01-01 00:00+00');
      _reason text;
      _review_on date;
      _role text;
      _organisation uuid;
    BEGIN
      IF _purpose = 'safeguarding' THEN
        SELECT 'safeguarding', d.reference, d.to_at::date INTO _strand, _reason, _review_on
          FROM tenant.directive d
         WHERE d.coop_id = _coop AND d.person_id = _person AND d.purpose = _purpose AND _viewer = ANY (d.members)
           AND d.ended_at IS NULL AND d.second_by IS NOT NULL AND d.from_at <= _at AND _at < d.to_at
         ORDER BY d.made_at LIMIT 1;
        _strand := coalesce(_strand, 'ordinary');
      END IF;
      FOR _try IN 1..2 LOOP
        EXIT WHEN _kind = 'refusal';
        UPDATE tenant.look l SET reads = l.reads + 1, last_at = greatest(l.last_at, _at)
         WHERE l.coop_id = _coop AND l.person_id = _person AND l.viewer_id = _viewer AND l.acting = _acting
           AND l.strand = _strand AND l.purpose = _purpose AND l.sections = _sections AND l.kind = _kind
           AND l.channel = _channel AND l.window_at = _window AND l.count_batch IS NULL
        RETURNING l.seq INTO seq;
        IF FOUND THEN RETURN; END IF;
        EXIT WHEN _try = 2;
        PERFORM 1 FROM tenant.record r WHERE r.coop_id = _coop AND r.person_id = _person FOR UPDATE;
        IF NOT FOUND THEN RETURN; END IF; -- then once more: somebody may have been quicker
      END LOOP;
      -- A count that is sealed stays as it is: who comes that late is counted in a window of their own.
      WHILE _kind <> 'refusal' AND EXISTS (SELECT 1 FROM tenant.look l
         WHERE l.coop_id = _coop AND l.person_id = _person AND l.viewer_id = _viewer AND l.acting = _acting
           AND l.strand = _strand AND l.purpose = _purpose AND l.sections = _sections AND l.kind = _kind
           AND l.channel = _channel AND l.window_at = _window) LOOP
        _window := _window + interval '15 minutes';
      END LOOP;
      SELECT ourpatch.role_towards(_coop, _person), m.organisation_id INTO STRICT _role, _organisation
        FROM tenant.membership m WHERE m.coop_id = _coop AND m.id = _viewer;
      UPDATE tenant.record r
         SET log_seq = r.log_seq + (_strand = 'ordinary')::int,
             safeguarding_seq = r.safeguarding_seq + (_strand = 'safeguarding')::int
       WHERE r.coop_id = _coop AND r.person_id = _person
      RETURNING CASE _strand WHEN 'ordinary' THEN r.log_seq ELSE r.safeguarding_seq END INTO seq;
      IF NOT FOUND THEN RETURN; END IF;
      INSERT INTO tenant.look (coop_id, person_id, strand, seq, kind, viewer_id, acting, role, organisation_id,
        purpose, sections, channel, basis, reason, review_on, window_at, began_at, last_at, reads, row_hash)
      SELECT _coop, _person, _strand, seq, _kind, _viewer, _acting, _role, _organisation,
        _purpose, _sections, _channel, _basis, _reason, _review_on, _window, _at, _at, 1,
        ourpatch.look_hash(_coop, _person, _strand, seq, _kind, _viewer, _acting, _role, _organisation,
          _purpose, _sections, _channel, _basis, _reason, _review_on, _window, _at);
      IF _strand = 'ordinary' THEN
        SELECT p.membership_id INTO tell FROM tenant.person p
         WHERE p.coop_id = _coop AND p.id = _person AND p.membership_id <> _viewer;
      END IF;
    END $$;

    -- The gate of a record: what is open to whoever is in the context, and the row in the log of what of it they asked
    -- for. `_action` is 1 to read and 2 to write. Without a number nothing was open, and nothing is logged yet.
    CREATE FUNCTION ourpatch.look(_coop uuid, _person uuid, _wanted integer, _action integer, _channel text)
    RETURNS TABLE (read_mask integer, write_mask integer, disclose_mask integer, aggregate_mask integer,
      basis jsonb, seq bigint, tell uuid)
    LANGUAGE plpgsql VOLATILE AS $$
    DECLARE
      _open integer;
      _why jsonb;
    BEGIN
      SELECT a.read_mask, a.write_mask, a.disclose_mask, a.aggregate_mask, a.basis
        INTO read_mask, write_mask, disclose_mask, aggregate_mask, basis
        FROM ourpatch.my_access(_coop, _person) a;
      IF NOT FOUND THEN RETURN; END IF;
      _open := _wanted & CASE _action WHEN 1 THEN read_mask ELSE write_mask END;
      IF _open <> 0 THEN
        SELECT coalesce(jsonb_agg(b), '[]') INTO _why FROM jsonb_array_elements(basis) b
         WHERE coalesce((b ->> 2)::integer, _open) & _open <> 0;
        SELECT l.seq, l.tell INTO seq, tell FROM ourpatch.log_look(
          _coop, _person, CASE _action WHEN 1 THEN 'look' ELSE 'write' END, _open, _channel, _why) l;
      END IF;
      RETURN NEXT;
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
    DROP FUNCTION ourpatch.look(uuid, uuid, integer, integer, text);
    DROP FUNCTION ourpatch.log_look(uuid, uuid, text, integer, text, jsonb);
    DROP FUNCTION ourpatch.role_towards(uuid, uuid);
    DROP FUNCTION ourpatch.look_hash
      (uuid, uuid, text, bigint, text, uuid, boolean, text, uuid, text, integer, text, jsonb, text, date,
       timestamptz, timestamptz);
    DROP TABLE tenant.log_day, tenant.log_batch, tenant.look;
    """)
