"""Files: what is uploaded in pieces, checked, and kept beside the rows that own it."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
    CREATE TABLE tenant.file (
      coop_id uuid NOT NULL, id uuid NOT NULL, uploader_id uuid NOT NULL,
      name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
      media_type text NOT NULL, -- as it was declared; what its content says once it is ready
      kind text CHECK (kind IN ('image', 'audio', 'document')),
      size bigint NOT NULL CHECK (size > 0), sha256 bytea,
      people_agreed boolean, -- of a photo: whether the people in it have agreed
      state text NOT NULL DEFAULT 'uploading' CHECK (state IN ('uploading', 'checking', 'ready', 'refused')),
      why text, -- why it was refused
      owner_kind text, owner_id uuid, -- whose rows decide who reads it; none yet: the uploader alone
      made_at timestamptz NOT NULL DEFAULT now(), ready_at timestamptz,
      PRIMARY KEY (coop_id, id),
      CHECK ((owner_kind IS NULL) = (owner_id IS NULL)));
    CREATE INDEX file_loose ON tenant.file (coop_id, made_at) WHERE owner_id IS NULL;
    CREATE INDEX file_owner ON tenant.file (coop_id, owner_kind, owner_id) WHERE owner_id IS NOT NULL;
    SELECT ourpatch.make_tenant('tenant.file', 'SELECT, INSERT, UPDATE, DELETE');

    CREATE TABLE tenant.file_chunk (
      coop_id uuid NOT NULL, file_id uuid NOT NULL,
      rendition text NOT NULL CHECK (rendition IN ('upload', 'content', 'thumbnail')),
      n integer NOT NULL CHECK (n >= 0), bytes bytea NOT NULL CHECK (length(bytes) <= 1048576),
      PRIMARY KEY (coop_id, file_id, rendition, n),
      FOREIGN KEY (coop_id, file_id) REFERENCES tenant.file (coop_id, id) ON DELETE CASCADE);
    ALTER TABLE tenant.file_chunk ALTER COLUMN bytes SET STORAGE EXTERNAL; -- compressed already, most of it
    SELECT ourpatch.make_tenant('tenant.file_chunk', 'SELECT, INSERT, DELETE');
    """)


def downgrade() -> None:
    op.execute("DROP TABLE tenant.file_chunk, tenant.file;")
