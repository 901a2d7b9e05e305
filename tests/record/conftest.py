from tests.world.fixtures import app, client, count_queries, heard, opened, settings, sign_in, world

__all__ = ["app", "client", "count_queries", "heard", "opened", "settings", "sign_in", "world"]
