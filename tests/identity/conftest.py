from tests.world.fixtures import app, client, heard, opened, settings, sign_in, world

__all__ = ["app", "client", "heard", "opened", "settings", "sign_in", "world"]
