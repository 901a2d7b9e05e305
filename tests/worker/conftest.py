from tests.opened import opened, settings

__all__ = ["opened", "settings"]
