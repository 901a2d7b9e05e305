"""What is true of files whatever the database holds: sizes and kinds, what a content is, whose word opens one."""

from server.files.rules.owners import owner

__all__ = ["owner"]
