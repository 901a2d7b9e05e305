"""Every change of a file, one verb each."""

from server.files.actions.attach import attach

__all__ = ["attach"]
