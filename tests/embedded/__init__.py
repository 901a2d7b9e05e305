"""What the tests stand on: a real PostgreSQL and a real Valkey, started once for a run and thrown away after it."""
