"""Messages: one event log per conversation, receipts as high-water marks, and the two functions of the hot path."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
    CREATE TABLE tenant.conversation (
      coop_id uuid NOT NULL, id uuid NOT NULL,
      kind text NOT NULL CHECK (kind IN ('direct', 'care_team', 'patch_team', 'coop')),
      person_id uuid, patch_id uuid,
      pair text, -- direct: both membership ids, the smaller first
      last_seq bigint NOT NULL DEFAULT 0, members_version bigint NOT NULL DEFAULT 0,
      closed boolean NOT NULL DEFAULT false, -- direct: the two share no team any more, nothing can be written
      made_at timestamptz NOT NULL DEFAULT now(), last_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (coop_id, id),
      FOREIGN KEY (coop_id) REFERENCES tenant.coop (coop_id),
      FOREIGN KEY (coop_id, person_id) REFERENCES tenant.person (coop_id, id),
      FOREIGN KEY (coop_id, patch_id) REFERENCES tenant.patch (coop_id, id),
      CHECK ((kind = 'direct') = (pair IS NOT NULL)),
      CHECK ((kind = 'care_team') = (person_id IS NOT NULL)),
      CHECK ((kind = 'patch_team') = (patch_id IS NOT NULL)));
    CREATE UNIQUE INDEX conversation_pair ON tenant.conversation (coop_id, pair) WHERE kind = 'direct';
    CREATE UNIQUE INDEX conversation_person ON tenant.conversation (coop_id, person_id) WHERE kind = 'care_team';
    CREATE UNIQUE INDEX conversation_patch ON tenant.conversation (coop_id, patch_id) WHERE kind = 'patch_team';
    CREATE UNIQUE INDEX conversation_coop ON tenant.conversation (coop_id) WHERE kind = 'coop';
    SELECT ourpatch.make_tenant('tenant.conversation', 'SELECT, INSERT, UPDATE');

    CREATE TABLE tenant.conversation_member (
      coop_id uuid NOT NULL, conversation_id uuid NOT NULL, membership_id uuid NOT NULL,
      from_seq bigint NOT NULL DEFAULT 0, -- sees what has a greater seq
      delivered_seq bigint NOT NULL DEFAULT 0, read_seq bigint NOT NULL DEFAULT 0,
      joined_at timestamptz NOT NULL DEFAULT now(), left_at timestamptz,
      PRIMARY KEY (coop_id, conversation_id, membership_id),
      FOREIGN KEY (coop_id, conversation_id) REFERENCES tenant.conversation (coop_id, id),
      FOREIGN KEY (coop_id, membership_id) REFERENCES tenant.membership (coop_id, id));
    CREATE INDEX conversation_member_of ON tenant.conversation_member (coop_id, membership_id) WHERE left_at IS NULL;
    SELECT ourpatch.make_tenant('tenant.conversation_member', 'SELECT, INSERT, UPDATE');

    CREATE TABLE tenant.event (
      coop_id uuid NOT NULL, conversation_id uuid NOT NULL, seq bigint NOT NULL,
      kind text NOT NULL CHECK (kind IN ('message', 'edit', 'withdraw', 'member', 'claim', 'system')),
      author_id uuid, on_behalf_of uuid, client_id uuid,
      medium text CHECK (medium IN ('text', 'call', 'letter', 'knock')),
      body text CHECK (length(body) <= 4000),
      member_id uuid, change text CHECK (change IN ('joined', 'left')),
      at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (coop_id, conversation_id, seq),
      UNIQUE (coop_id, author_id, client_id), -- for ever: a send that is tried again a year later is still the same
      FOREIGN KEY (coop_id, conversation_id) REFERENCES tenant.conversation (coop_id, id),
      FOREIGN KEY (coop_id, author_id) REFERENCES tenant.membership (coop_id, id),
      CHECK (kind <> 'message' OR (author_id IS NOT NULL AND client_id IS NOT NULL AND medium IS NOT NULL
                                   AND body IS NOT NULL)),
      CHECK ((kind = 'member') = (member_id IS NOT NULL AND change IS NOT NULL)));
    SELECT ourpatch.make_tenant('tenant.event', 'SELECT, INSERT');

    -- Every waiting send of one co-op in one call, which is one transaction. Each send is checked by itself
    -- (session, membership, helper, place in the conversation) and a refusal is a row of the answer.
    -- Conversations are locked in the order of their ids, so that two processes' batches cannot deadlock;
    -- what is read after the lock is read in a new snapshot, so the dedupe and the seq are exact.
    -- outcome: sent | duplicate | conflict | signed_out | not_found | closed | later (the same client id stands twice
    -- in this batch: the second one is to be asked again).
    CREATE FUNCTION ourpatch.send_many(_coop uuid, _sends jsonb)
    RETURNS TABLE (n bigint, outcome text, seq bigint, at timestamptz, members_version bigint, outbox_id uuid)
    LANGUAGE plpgsql VOLATILE AS $$
    #variable_conflict use_column
    BEGIN
      PERFORM ourpatch.enter(_coop, NULL, NULL, 'messages', NULL);
      PERFORM 1 FROM tenant.conversation c
        WHERE c.coop_id = _coop
          AND c.id = ANY (ARRAY(SELECT (s ->> 'conversation_id')::uuid FROM jsonb_array_elements(_sends) s))
        ORDER BY c.id FOR NO KEY UPDATE;
      RETURN QUERY
      WITH asked AS MATERIALIZED (
        SELECT a.*, row_number() OVER (PARTITION BY a.membership_id, a.client_id ORDER BY a.n) AS nth
          FROM ROWS FROM (jsonb_to_recordset(_sends) AS (
                 session_id uuid, membership_id uuid, acting_for uuid, conversation_id uuid,
                 client_id uuid, medium text, body text)) WITH ORDINALITY
               AS a (session_id, membership_id, acting_for, conversation_id, client_id, medium, body, n)
      ), judged AS MATERIALIZED (
        SELECT a.*, acted.membership_id AS on_behalf_of, old.seq AS old_seq, old.at AS old_at,
               CASE WHEN who.id IS NULL THEN 'signed_out'
                    WHEN place.from_seq IS NULL THEN 'not_found'
                    WHEN old.seq IS NOT NULL AND old.same THEN 'duplicate'
                    WHEN old.seq IS NOT NULL THEN 'conflict'
                    WHEN place.closed THEN 'closed'
                    WHEN a.nth > 1 THEN 'later'
                    ELSE 'sent' END AS outcome
          FROM asked a
          LEFT JOIN LATERAL (
            SELECT m.id FROM directory.session s
              JOIN tenant.membership m ON m.coop_id = _coop AND m.id = a.membership_id
                                      AND m.account_id = s.account_id AND m.ended_at IS NULL
             WHERE s.id = a.session_id AND s.ended_at IS NULL AND s.expires_at > now() LIMIT 1) who ON true
          LEFT JOIN LATERAL (
            SELECT p.membership_id FROM tenant.helper h
              JOIN tenant.person p ON p.coop_id = _coop AND p.id = h.person_id
             WHERE h.coop_id = _coop AND h.membership_id = a.membership_id AND h.person_id = a.acting_for
               AND h.ended_at IS NULL LIMIT 1) acted ON true
          LEFT JOIN LATERAL (
            SELECT cm.from_seq, pc.closed FROM tenant.conversation_member cm
              JOIN tenant.conversation pc ON pc.coop_id = _coop AND pc.id = cm.conversation_id
             WHERE cm.coop_id = _coop AND cm.conversation_id = a.conversation_id AND cm.left_at IS NULL
               AND cm.membership_id = CASE WHEN a.acting_for IS NULL THEN a.membership_id
                                           ELSE acted.membership_id END LIMIT 1) place ON true
          LEFT JOIN LATERAL (
            SELECT e.seq, e.at, (e.conversation_id = a.conversation_id AND e.body = a.body AND e.medium = a.medium
                   AND e.on_behalf_of IS NOT DISTINCT FROM acted.membership_id) AS same
              FROM tenant.event e
             WHERE e.coop_id = _coop AND e.author_id = a.membership_id AND e.client_id = a.client_id LIMIT 1) old
            ON true
      ), fresh AS MATERIALIZED (
        SELECT j.*, c.last_seq + row_number() OVER (PARTITION BY j.conversation_id ORDER BY j.n) AS new_seq,
               date_trunc('milliseconds', clock_timestamp()) AS new_at, c.members_version
          FROM judged j
          JOIN tenant.conversation c ON c.coop_id = _coop AND c.id = j.conversation_id
         WHERE j.outcome = 'sent'
      ), added AS (
        INSERT INTO tenant.event (coop_id, conversation_id, seq, kind, author_id, on_behalf_of, client_id, medium,
                                  body, at)
        SELECT _coop, f.conversation_id, f.new_seq, 'message', f.membership_id, f.on_behalf_of, f.client_id,
               f.medium, f.body, f.new_at
          FROM fresh f
      ), bumped AS (
        UPDATE tenant.conversation c SET last_seq = t.last_seq, last_at = clock_timestamp()
          FROM (SELECT f.conversation_id, max(f.new_seq) AS last_seq FROM fresh f GROUP BY 1) t
         WHERE c.coop_id = _coop AND c.id = t.conversation_id
      ), left_behind AS (
        INSERT INTO tenant.outbox (coop_id, topic, payload, due_at)
        SELECT _coop, 'messages.news',
               jsonb_build_object('sent', jsonb_object_agg(t.conversation_id, t.last_seq)),
               clock_timestamp() + interval '2 seconds'
          FROM (SELECT f.conversation_id, max(f.new_seq) AS last_seq FROM fresh f GROUP BY 1) t
        HAVING count(*) > 0
        RETURNING id
      )
      SELECT j.n, j.outcome,
             CASE j.outcome WHEN 'duplicate' THEN j.old_seq ELSE f.new_seq END, -- a refusal tells nothing else
             CASE j.outcome WHEN 'duplicate' THEN j.old_at ELSE f.new_at END,
             f.members_version, (SELECT b.id FROM left_behind b)
        FROM judged j
        LEFT JOIN fresh f ON f.n = j.n
       ORDER BY j.n;
    END $$;

    -- High-water marks of many members in one call: the maximum stays, nothing beyond what is there, nobody
    -- else's. It locks members in the order of their keys and no conversation, so it cannot deadlock with sends.
    CREATE FUNCTION ourpatch.mark_many(_coop uuid, _marks jsonb)
    RETURNS TABLE (conversation_id uuid, membership_id uuid, delivered_seq bigint, read_seq bigint,
                   members_version bigint)
    LANGUAGE plpgsql VOLATILE AS $$
    #variable_conflict use_column
    BEGIN
      PERFORM ourpatch.enter(_coop, NULL, NULL, 'messages', NULL);
      PERFORM 1 FROM tenant.conversation_member m
         JOIN jsonb_to_recordset(_marks) AS a (membership_id uuid, conversation_id uuid)
           ON m.conversation_id = a.conversation_id AND m.membership_id = a.membership_id
        WHERE m.coop_id = _coop
        ORDER BY m.conversation_id, m.membership_id FOR NO KEY UPDATE OF m;
      RETURN QUERY
      WITH asked AS MATERIALIZED (
        SELECT a.session_id, a.membership_id, a.conversation_id,
               max(a.delivered_seq) AS delivered, max(a.read_seq) AS read
          FROM jsonb_to_recordset(_marks)
               AS a (session_id uuid, membership_id uuid, conversation_id uuid, delivered_seq bigint, read_seq bigint)
         GROUP BY 1, 2, 3
      ), wanted AS MATERIALIZED (
        SELECT a.membership_id, a.conversation_id, c.members_version,
               greatest(m.delivered_seq, least(greatest(a.delivered, a.read, 0), c.last_seq)) AS delivered,
               greatest(m.read_seq, least(coalesce(a.read, 0), c.last_seq)) AS read
          FROM asked a
          JOIN directory.session s ON s.id = a.session_id AND s.ended_at IS NULL AND s.expires_at > now()
          JOIN tenant.membership w ON w.coop_id = _coop AND w.id = a.membership_id
                                  AND w.account_id = s.account_id AND w.ended_at IS NULL
          JOIN tenant.conversation_member m ON m.coop_id = _coop AND m.conversation_id = a.conversation_id
                                           AND m.membership_id = a.membership_id AND m.left_at IS NULL
          JOIN tenant.conversation c ON c.coop_id = _coop AND c.id = a.conversation_id
      )
      UPDATE tenant.conversation_member m SET delivered_seq = w.delivered, read_seq = w.read
        FROM (SELECT w.conversation_id, w.membership_id, w.members_version,
                     max(w.delivered) AS delivered, max(w.read) AS read
                FROM wanted w GROUP BY 1, 2, 3) w
       WHERE m.coop_id = _coop AND m.conversation_id = w.conversation_id AND m.membership_id = w.membership_id
         AND (m.delivered_seq < w.delivered OR m.read_seq < w.read)
      RETURNING m.conversation_id, m.membership_id, m.delivered_seq, m.read_seq, w.members_version;
    END $$;
    """)


def downgrade() -> None:
    op.execute("""
    DROP FUNCTION ourpatch.mark_many(uuid, jsonb);
    DROP FUNCTION ourpatch.send_many(uuid, jsonb);
    DROP TABLE tenant.event, tenant.conversation_member, tenant.conversation;
    """)
