"""Consent: grants and what else opens or shuts a record, and the access that follows from it.

A section is a bit from 0 to 29, an action a bit (read 1, write 2, disclose 4, aggregate 8), a purpose a bit. What the
bits mean stands in `server/consent/rules.py`; a bit is never given to something else.
"""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

PURPOSES = "('care', 'emergency', 'safeguarding', 'legal', 'planning', 'research')"
SECTIONS = "sections integer NOT NULL CHECK (sections > 0 AND sections < 1073741824)"
ACTIONS = "actions smallint NOT NULL CHECK (actions BETWEEN 1 AND 15)"


def _tables() -> None:
    op.execute(f"""
    CREATE TABLE tenant.record (
      coop_id uuid NOT NULL, person_id uuid NOT NULL,
      opened_at timestamptz NOT NULL DEFAULT now(), closed_at timestamptz,
      started_by uuid, started_at timestamptz, start_basis text, -- the starting arrangement, as it was attested
      questions_by uuid, questions_at timestamptz, -- the four questions, when they were last walked through
      log_seq bigint NOT NULL DEFAULT 0, safeguarding_seq bigint NOT NULL DEFAULT 0,
      digest_at timestamptz, -- when the person was last told by mail who looked
      data_key bytea, -- the person's own key, wrapped: destroyed, what it enciphered is gone
      PRIMARY KEY (coop_id, person_id),
      FOREIGN KEY (coop_id, person_id) REFERENCES tenant.person (coop_id, id));
    SELECT ourpatch.make_tenant('tenant.record', 'SELECT, INSERT, UPDATE');

    CREATE TABLE tenant.consent_grant (
      coop_id uuid NOT NULL, id uuid NOT NULL, person_id uuid NOT NULL,
      effect text NOT NULL CHECK (effect IN ('permit', 'deny')),
      audience text NOT NULL CHECK (audience IN
        ('membership', 'care team', 'patch team', 'organisation', 'organisation role')),
      membership_id uuid, patch_id uuid, organisation_id uuid, organisation_role text,
      {SECTIONS}, {ACTIONS},
      purpose text CHECK (purpose IN {PURPOSES}), -- none: whatever it is for (a deny only)
      from_at timestamptz NOT NULL, to_at timestamptz CHECK (to_at > from_at),
      basis text NOT NULL CHECK (basis IN ('consent', 'starting arrangement', 'best interests', 'request')),
      basis_id uuid,
      granted_by uuid, granted_as text NOT NULL CHECK (granted_as IN
        ('self', 'representative', 'team starter', 'co-op')), authority_id uuid,
      wording text NOT NULL, language text NOT NULL, -- which version of the words was shown, in which language
      made_at timestamptz NOT NULL DEFAULT now(), revoked_at timestamptz, revoked_by uuid,
      PRIMARY KEY (coop_id, id),
      FOREIGN KEY (coop_id, person_id) REFERENCES tenant.record (coop_id, person_id),
      FOREIGN KEY (coop_id, membership_id) REFERENCES tenant.membership (coop_id, id),
      FOREIGN KEY (coop_id, patch_id) REFERENCES tenant.patch (coop_id, id),
      FOREIGN KEY (coop_id, organisation_id) REFERENCES tenant.organisation (coop_id, id),
      CHECK ((audience = 'membership') = (membership_id IS NOT NULL)),
      CHECK ((audience = 'patch team') = (patch_id IS NOT NULL)),
      CHECK ((audience IN ('organisation', 'organisation role')) = (organisation_id IS NOT NULL)),
      CHECK ((audience = 'organisation role') = (organisation_role IS NOT NULL)),
      CHECK (effect = 'deny' OR purpose IS NOT NULL),
      CHECK (effect = 'deny' OR organisation_id IS NULL OR to_at <= from_at + interval '366 days'),
      CHECK (effect = 'deny' OR organisation_id IS NULL OR to_at IS NOT NULL));
    CREATE INDEX consent_grant_person ON tenant.consent_grant (coop_id, person_id) WHERE revoked_at IS NULL;
    CREATE INDEX consent_grant_patch ON tenant.consent_grant (coop_id, patch_id)
      WHERE revoked_at IS NULL AND patch_id IS NOT NULL;
    CREATE INDEX consent_grant_organisation ON tenant.consent_grant (coop_id, organisation_id)
      WHERE revoked_at IS NULL AND organisation_id IS NOT NULL;
    CREATE INDEX consent_grant_membership ON tenant.consent_grant (coop_id, membership_id)
      WHERE revoked_at IS NULL AND membership_id IS NOT NULL;
    SELECT ourpatch.make_tenant('tenant.consent_grant', 'SELECT, INSERT, UPDATE (revoked_at, revoked_by)');

    CREATE TABLE tenant.authority (
      coop_id uuid NOT NULL, id uuid NOT NULL, person_id uuid NOT NULL, membership_id uuid NOT NULL,
      kind text NOT NULL CHECK (kind IN ('health and welfare LPA', 'property and affairs LPA', 'deputy', 'appointee',
        'advocate', 'named helper')),
      {SECTIONS}, {ACTIONS},
      may_decide boolean NOT NULL DEFAULT false, -- whether it reaches as far as who may see what
      jointly boolean NOT NULL DEFAULT false,
      evidence text NOT NULL, from_at timestamptz NOT NULL, to_at timestamptz CHECK (to_at > from_at),
      made_by uuid, made_at timestamptz NOT NULL DEFAULT now(),
      verified_by uuid, verified_at timestamptz, ended_at timestamptz, ended_by uuid,
      PRIMARY KEY (coop_id, id),
      FOREIGN KEY (coop_id, person_id) REFERENCES tenant.record (coop_id, person_id),
      FOREIGN KEY (coop_id, membership_id) REFERENCES tenant.membership (coop_id, id));
    CREATE INDEX authority_person ON tenant.authority (coop_id, person_id) WHERE ended_at IS NULL;
    CREATE INDEX authority_of ON tenant.authority (coop_id, membership_id) WHERE ended_at IS NULL;
    SELECT ourpatch.make_tenant('tenant.authority',
      'SELECT, INSERT, UPDATE (verified_by, verified_at, ended_at, ended_by)');

    CREATE TABLE tenant.best_interests_decision (
      coop_id uuid NOT NULL, id uuid NOT NULL, person_id uuid NOT NULL,
      about text NOT NULL, decision text NOT NULL, consulted text NOT NULL, less_restrictive text NOT NULL,
      decided_by uuid NOT NULL, decided_at timestamptz NOT NULL DEFAULT now(), review_on date NOT NULL,
      PRIMARY KEY (coop_id, id),
      FOREIGN KEY (coop_id, person_id) REFERENCES tenant.record (coop_id, person_id),
      FOREIGN KEY (coop_id, decided_by) REFERENCES tenant.membership (coop_id, id));
    CREATE INDEX best_interests_person ON tenant.best_interests_decision (coop_id, person_id);
    SELECT ourpatch.make_tenant('tenant.best_interests_decision', 'SELECT, INSERT');

    CREATE TABLE tenant.directive (
      coop_id uuid NOT NULL, id uuid NOT NULL, person_id uuid NOT NULL,
      kind text NOT NULL CHECK (kind IN ('court order', 'safeguarding enquiry')), reference text NOT NULL,
      {SECTIONS}, {ACTIONS}, purpose text NOT NULL CHECK (purpose IN ('legal', 'safeguarding')),
      members uuid[] NOT NULL CHECK (cardinality(members) > 0),
      from_at timestamptz NOT NULL, to_at timestamptz NOT NULL CHECK (to_at > from_at),
      made_at timestamptz NOT NULL DEFAULT now(), first_by uuid NOT NULL, second_by uuid, second_at timestamptz,
      ended_at timestamptz, ended_by uuid,
      PRIMARY KEY (coop_id, id),
      FOREIGN KEY (coop_id, person_id) REFERENCES tenant.record (coop_id, person_id),
      CHECK (second_by <> first_by));
    CREATE INDEX directive_person ON tenant.directive (coop_id, person_id) WHERE ended_at IS NULL;
    SELECT ourpatch.make_tenant('tenant.directive',
      'SELECT, INSERT, UPDATE (second_by, second_at, ended_at, ended_by)');

    CREATE TABLE tenant.withholding (
      coop_id uuid NOT NULL, id uuid NOT NULL, person_id uuid NOT NULL, {SECTIONS},
      reason text NOT NULL, review_on date NOT NULL, from_at timestamptz NOT NULL DEFAULT now(),
      made_by uuid NOT NULL, ended_at timestamptz, ended_by uuid,
      PRIMARY KEY (coop_id, id),
      FOREIGN KEY (coop_id, person_id) REFERENCES tenant.record (coop_id, person_id));
    CREATE INDEX withholding_person ON tenant.withholding (coop_id, person_id) WHERE ended_at IS NULL;
    SELECT ourpatch.make_tenant('tenant.withholding', 'SELECT, INSERT, UPDATE (ended_at, ended_by)');

    CREATE TABLE tenant.emergency_access (
      coop_id uuid NOT NULL, id uuid NOT NULL, person_id uuid NOT NULL, membership_id uuid NOT NULL,
      reason text NOT NULL CHECK (reason IN ('fall', 'found unwell', 'ambulance', 'missing', 'fire', 'other')),
      words text NOT NULL CHECK (length(words) BETWEEN 1 AND 1000),
      opened_at timestamptz NOT NULL, until_at timestamptz NOT NULL CHECK (until_at <= opened_at + interval '1 hour'),
      closed_at timestamptz, review_due_at timestamptz NOT NULL,
      reviewed_at timestamptz, reviewed_by uuid,
      outcome text CHECK (outcome IN ('in order', 'talk', 'not in order')), review_words text,
      PRIMARY KEY (coop_id, id),
      FOREIGN KEY (coop_id, person_id) REFERENCES tenant.record (coop_id, person_id),
      FOREIGN KEY (coop_id, membership_id) REFERENCES tenant.membership (coop_id, id));
    CREATE INDEX emergency_access_person ON tenant.emergency_access (coop_id, person_id, until_at);
    CREATE INDEX emergency_access_review ON tenant.emergency_access (coop_id, review_due_at)
      WHERE reviewed_at IS NULL;
    SELECT ourpatch.make_tenant('tenant.emergency_access',
      'SELECT, INSERT, UPDATE (closed_at, reviewed_at, reviewed_by, outcome, review_words)');

    CREATE TABLE tenant.visit_door (
      coop_id uuid NOT NULL, id uuid NOT NULL, person_id uuid NOT NULL, membership_id uuid NOT NULL,
      starts_at timestamptz NOT NULL, ends_at timestamptz NOT NULL CHECK (ends_at > starts_at), -- the visit
      opens_at timestamptz NOT NULL, shuts_at timestamptz NOT NULL CHECK (shuts_at > opens_at), -- the door
      reason text CHECK (length(reason) <= 500), opened_by uuid, made_at timestamptz NOT NULL DEFAULT now(),
      closed_at timestamptz, closed_by uuid,
      PRIMARY KEY (coop_id, id),
      FOREIGN KEY (coop_id, person_id) REFERENCES tenant.record (coop_id, person_id),
      FOREIGN KEY (coop_id, membership_id) REFERENCES tenant.membership (coop_id, id));
    CREATE INDEX visit_door_person ON tenant.visit_door (coop_id, person_id, shuts_at) WHERE closed_at IS NULL;
    SELECT ourpatch.make_tenant('tenant.visit_door', 'SELECT, INSERT, UPDATE (closed_at, closed_by)');

    CREATE TABLE tenant.access_request (
      coop_id uuid NOT NULL, id uuid NOT NULL, person_id uuid NOT NULL, membership_id uuid NOT NULL,
      {SECTIONS}, {ACTIONS}, reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 1000),
      until_at timestamptz, made_at timestamptz NOT NULL DEFAULT now(),
      state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'yes', 'no', 'taken back')),
      answered_at timestamptz, answered_by uuid, answer text, grant_id uuid,
      PRIMARY KEY (coop_id, id),
      FOREIGN KEY (coop_id, person_id) REFERENCES tenant.record (coop_id, person_id),
      FOREIGN KEY (coop_id, membership_id) REFERENCES tenant.membership (coop_id, id));
    CREATE INDEX access_request_open ON tenant.access_request (coop_id, person_id) WHERE state = 'open';
    CREATE INDEX access_request_of ON tenant.access_request (coop_id, membership_id, made_at);
    SELECT ourpatch.make_tenant('tenant.access_request',
      'SELECT, INSERT, UPDATE (state, answered_at, answered_by, answer, grant_id)');

    CREATE TABLE tenant.talk_due (
      coop_id uuid NOT NULL, id uuid NOT NULL, person_id uuid NOT NULL, {SECTIONS},
      grant_id uuid, made_at timestamptz NOT NULL DEFAULT now(), held_at timestamptz, held_by uuid,
      PRIMARY KEY (coop_id, id),
      FOREIGN KEY (coop_id, person_id) REFERENCES tenant.record (coop_id, person_id));
    CREATE INDEX talk_due_open ON tenant.talk_due (coop_id, person_id) WHERE held_at IS NULL;
    SELECT ourpatch.make_tenant('tenant.talk_due', 'SELECT, INSERT, UPDATE (held_at, held_by)');

    -- What follows from all of the above: for each member, person and purpose who may do what, from when to when.
    -- Kept by server/consent in the transaction of whatever changes it; two rows of a purpose never overlap in time.
    CREATE TABLE tenant.effective_access (
      coop_id uuid NOT NULL, membership_id uuid NOT NULL, person_id uuid NOT NULL,
      acting boolean NOT NULL, -- while acting for the person
      purposes smallint NOT NULL CHECK (purposes > 0),
      valid_from timestamptz NOT NULL, valid_to timestamptz NOT NULL CHECK (valid_to > valid_from),
      read_mask integer NOT NULL, write_mask integer NOT NULL,
      disclose_mask integer NOT NULL, aggregate_mask integer NOT NULL,
      basis jsonb NOT NULL, -- what opens it: [["grant", id, sections], ["visit", id, sections], ["self", null, …] …]
      PRIMARY KEY (coop_id, membership_id, person_id, acting, purposes, valid_from));
    CREATE INDEX effective_access_person ON tenant.effective_access (coop_id, person_id);
    SELECT ourpatch.make_tenant('tenant.effective_access', 'SELECT, INSERT, UPDATE, DELETE');
    GRANT SELECT ON tenant.effective_access TO ourpatch_definer;
    """)


def _functions() -> None:
    op.execute("""
    -- The time and the purpose of a unit of work, as it entered them.
    CREATE FUNCTION ourpatch.at() RETURNS timestamptz LANGUAGE sql STABLE AS $$
      SELECT coalesce(NULLIF(current_setting('ourpatch.at', true), '')::timestamptz, now())
    $$;
    CREATE FUNCTION ourpatch.purpose_bit() RETURNS smallint LANGUAGE sql STABLE AS $$
      SELECT CASE current_setting('ourpatch.purpose', true)
        WHEN 'care' THEN 1 WHEN 'emergency' THEN 2 WHEN 'safeguarding' THEN 4
        WHEN 'legal' THEN 8 WHEN 'planning' THEN 16 WHEN 'research' THEN 32 ELSE 0 END::smallint
    $$;
    CREATE FUNCTION ourpatch.enter_at
      (_coop uuid, _membership uuid, _account uuid, _purpose text, _acting_for uuid, _at timestamptz)
    RETURNS void LANGUAGE plpgsql VOLATILE AS $$
    BEGIN
      PERFORM ourpatch.enter(_coop, _membership, _account, _purpose, _acting_for);
      EXECUTE format('SET LOCAL ourpatch.at = %L', coalesce(_at::text, ''));
    END $$;

    -- What whoever is in the context may do with a person's record, now and for this purpose. No row: nothing.
    -- Who acts for somebody sees that person's record, and no other.
    CREATE FUNCTION ourpatch.my_access(_coop uuid, _person uuid)
    RETURNS TABLE (read_mask integer, write_mask integer, disclose_mask integer, aggregate_mask integer, basis jsonb)
    LANGUAGE sql STABLE AS $$
      SELECT a.read_mask, a.write_mask, a.disclose_mask, a.aggregate_mask, a.basis
        FROM tenant.effective_access a
       WHERE a.coop_id = _coop AND a.person_id = _person
         AND a.membership_id = NULLIF(current_setting('ourpatch.membership', true), '')::uuid
         AND a.acting = (NULLIF(current_setting('ourpatch.acting_for', true), '') IS NOT NULL)
         AND coalesce(NULLIF(current_setting('ourpatch.acting_for', true), '')::uuid, _person) = _person
         AND a.purposes & ourpatch.purpose_bit() <> 0
         AND a.valid_from <= ourpatch.at() AND ourpatch.at() < a.valid_to
    $$;

    -- A table with (coop_id, person_id, section): on top of its tenancy, a row is there for whoever may read its
    -- section, and can be added by whoever may do `_adds` (a mask's name) there.
    CREATE FUNCTION ourpatch.guard_sections(_table regclass, _adds text) RETURNS void LANGUAGE plpgsql AS $$
    DECLARE
      _may constant text := '(SELECT true FROM tenant.effective_access a'
        ' WHERE a.coop_id = NULLIF(current_setting(''ourpatch.coop'', true), '''')::uuid'
        ' AND a.membership_id = NULLIF(current_setting(''ourpatch.membership'', true), '''')::uuid'
        ' AND a.person_id = %1$s.person_id'
        ' AND a.acting = (NULLIF(current_setting(''ourpatch.acting_for'', true), '''') IS NOT NULL)'
        ' AND coalesce(NULLIF(current_setting(''ourpatch.acting_for'', true), '''')::uuid, a.person_id) = a.person_id'
        ' AND a.purposes & ourpatch.purpose_bit() <> 0'
        ' AND a.valid_from <= ourpatch.at() AND ourpatch.at() < a.valid_to'
        ' AND (a.%2$s >> %1$s.section) & 1 = 1)';
    BEGIN
      EXECUTE format('CREATE POLICY read_open ON %s AS RESTRICTIVE FOR SELECT USING (EXISTS %s)',
        _table, format(_may, _table, 'read_mask'));
      EXECUTE format('CREATE POLICY add_open ON %s AS RESTRICTIVE FOR INSERT WITH CHECK (EXISTS %s)',
        _table, format(_may, _table, _adds));
      EXECUTE format('CREATE POLICY change_open ON %s AS RESTRICTIVE FOR UPDATE USING (EXISTS %s)',
        _table, format(_may, _table, 'write_mask'));
    END $$;
    REVOKE ALL ON FUNCTION ourpatch.guard_sections(regclass, text) FROM PUBLIC;
    """)


def _facts() -> None:
    op.execute("""
    -- Whether somebody is of their organisation for this person's record. Whoever gets support may ask a partner in,
    -- and nobody can look whether an address is of a practice: so what others share with that practice is not theirs
    -- by that. It takes the co-op itself, a team starter or the secretary; or for their own record the person, or who
    -- decides for them.
    CREATE FUNCTION ourpatch.vouched_for(_coop uuid, _person uuid, _membership uuid, _organisation uuid)
    RETURNS boolean LANGUAGE sql STABLE AS $$
      SELECT NOT EXISTS (SELECT 1 FROM tenant.invitation i
               WHERE i.coop_id = _coop AND i.membership_id = _membership AND i.organisation_id = _organisation)
          OR EXISTS (SELECT 1 FROM tenant.invitation i
               WHERE i.coop_id = _coop AND i.membership_id = _membership AND i.organisation_id = _organisation
                 AND (i.made_by IS NULL
                   OR EXISTS (SELECT 1 FROM tenant.hat h WHERE h.coop_id = _coop AND h.membership_id = i.made_by
                        AND h.hat IN ('team starter', 'secretary') AND h.ended_at IS NULL)
                   OR i.person_id = _person AND (
                     EXISTS (SELECT 1 FROM tenant.person p
                       WHERE p.coop_id = _coop AND p.id = _person AND p.membership_id = i.made_by)
                     OR EXISTS (SELECT 1 FROM tenant.authority a
                       WHERE a.coop_id = _coop AND a.person_id = _person AND a.membership_id = i.made_by
                         AND a.may_decide AND NOT a.jointly AND a.verified_at IS NOT NULL AND a.ended_at IS NULL))))
    $$;

    -- Everything that decides about one person's record, as one document, with the record's row locked first: two
    -- changes at once are derived one after the other, the second one seeing what the first one did.
    CREATE FUNCTION ourpatch.consent_facts(_coop uuid, _person uuid) RETURNS jsonb LANGUAGE plpgsql VOLATILE AS $$
    DECLARE
      _record tenant.record;
      _since constant timestamptz := ourpatch.at();
      _places jsonb;
      _facts jsonb;
    BEGIN
      SELECT * INTO _record FROM tenant.record r WHERE r.coop_id = _coop AND r.person_id = _person FOR UPDATE;
      IF NOT FOUND THEN RETURN NULL; END IF;
      SELECT jsonb_build_object(
        'person_id', _person, 'closed_at', _record.closed_at,
        'own', (SELECT p.membership_id FROM tenant.person p WHERE p.coop_id = _coop AND p.id = _person),
        'grants', (SELECT coalesce(jsonb_agg(to_jsonb(g) - '{coop_id,person_id,wording,language}'::text[]), '[]')
           FROM tenant.consent_grant g WHERE g.coop_id = _coop AND g.person_id = _person AND g.revoked_at IS NULL
            AND (g.to_at IS NULL OR g.to_at > _since)),
        'authorities', (SELECT coalesce(jsonb_agg(to_jsonb(a) - '{coop_id,person_id,evidence}'::text[]), '[]')
           FROM tenant.authority a WHERE a.coop_id = _coop AND a.person_id = _person AND a.ended_at IS NULL
            AND a.verified_at IS NOT NULL AND (a.to_at IS NULL OR a.to_at > _since)),
        'directives', (SELECT coalesce(jsonb_agg(to_jsonb(d) - '{coop_id,person_id,reference}'::text[]), '[]')
           FROM tenant.directive d WHERE d.coop_id = _coop AND d.person_id = _person AND d.ended_at IS NULL
            AND d.second_by IS NOT NULL AND d.to_at > _since),
        'withholdings', (SELECT coalesce(jsonb_agg(to_jsonb(w) - '{coop_id,person_id,reason}'::text[]), '[]')
           FROM tenant.withholding w WHERE w.coop_id = _coop AND w.person_id = _person AND w.ended_at IS NULL),
        'emergencies', (SELECT coalesce(jsonb_agg(to_jsonb(e) - '{coop_id,person_id,words}'::text[]), '[]')
           FROM tenant.emergency_access e WHERE e.coop_id = _coop AND e.person_id = _person
            AND e.until_at > _since AND e.closed_at IS NULL),
        'visits', (SELECT coalesce(jsonb_agg(to_jsonb(v) - '{coop_id,person_id,reason}'::text[]), '[]')
           FROM tenant.visit_door v WHERE v.coop_id = _coop AND v.person_id = _person
            AND v.shuts_at > _since AND v.closed_at IS NULL),
        'care_team', (SELECT coalesce(jsonb_agg(c.membership_id), '[]') FROM tenant.care_team_member c
           WHERE c.coop_id = _coop AND c.person_id = _person AND c.state = 'in'),
        'helpers', (SELECT coalesce(jsonb_agg(h.membership_id), '[]') FROM tenant.helper h
           WHERE h.coop_id = _coop AND h.person_id = _person AND h.ended_at IS NULL))
      INTO _facts;
      -- The places of everybody whom any of these can reach.
      SELECT coalesce(jsonb_agg(jsonb_build_object(
          'membership_id', m.id, 'member_class', m.member_class, 'ended_at', m.ended_at,
          'organisation_id',
            CASE WHEN ourpatch.vouched_for(_coop, _person, m.id, m.organisation_id) THEN m.organisation_id END,
          'organisation_role', m.organisation_role,
          'organisation_kind', o.kind, 'organisation_ended_at', o.ended_at,
          'patches', (SELECT coalesce(jsonb_agg(pm.patch_id), '[]') FROM tenant.patch_member pm
             WHERE pm.coop_id = _coop AND pm.membership_id = m.id AND pm.ended_at IS NULL))), '[]')
        INTO _places
        FROM tenant.membership m
        LEFT JOIN tenant.organisation o ON o.coop_id = _coop AND o.id = m.organisation_id
       WHERE m.coop_id = _coop AND m.id IN (
         SELECT p.membership_id FROM tenant.person p WHERE p.coop_id = _coop AND p.id = _person
         UNION SELECT (x #>> '{}')::uuid FROM jsonb_path_query(_facts, '$.*[*].membership_id') x
           WHERE jsonb_typeof(x) = 'string'
         UNION SELECT (x #>> '{}')::uuid FROM jsonb_path_query(_facts, '$.directives[*].members[*]') x
         UNION SELECT (x #>> '{}')::uuid FROM jsonb_path_query(_facts, '$.care_team[*]') x
         UNION SELECT (x #>> '{}')::uuid FROM jsonb_path_query(_facts, '$.helpers[*]') x
         UNION SELECT pm.membership_id FROM tenant.patch_member pm WHERE pm.coop_id = _coop AND pm.ended_at IS NULL
           AND pm.patch_id IN (SELECT (x #>> '{}')::uuid FROM jsonb_path_query(_facts, '$.grants[*].patch_id') x)
         UNION SELECT om.id FROM tenant.membership om WHERE om.coop_id = _coop
           AND om.organisation_id IN
             (SELECT (x #>> '{}')::uuid FROM jsonb_path_query(_facts, '$.grants[*].organisation_id') x));
      RETURN _facts || jsonb_build_object('places', _places);
    END $$;
    """)


def upgrade() -> None:
    _tables()
    _functions()
    _facts()


def downgrade() -> None:
    op.execute("""
    DROP FUNCTION ourpatch.consent_facts(uuid, uuid);
    DROP FUNCTION ourpatch.vouched_for(uuid, uuid, uuid, uuid);
    DROP FUNCTION ourpatch.guard_sections(regclass, text);
    DROP FUNCTION ourpatch.my_access(uuid, uuid);
    DROP FUNCTION ourpatch.enter_at(uuid, uuid, uuid, text, uuid, timestamptz);
    DROP FUNCTION ourpatch.purpose_bit();
    DROP FUNCTION ourpatch.at();
    DROP TABLE tenant.effective_access, tenant.talk_due,
      tenant.access_request, tenant.visit_door, tenant.emergency_access, tenant.withholding, tenant.directive,
      tenant.best_interests_decision, tenant.authority, tenant.consent_grant, tenant.record;
    """)
