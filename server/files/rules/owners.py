"""Who is asked before a file is read: the domain whose rows own it."""

from collections.abc import Callable
from uuid import UUID

from server.kernel.unit_of_work import Work

Opens = Callable[[Work, UUID, bool], None]

_owners: dict[str, Opens] = {}


def owner(kind: str) -> Callable[[Opens], Opens]:
    """Register `opens(work, owner_id, begins)` for files of owners of this kind. It raises NotFound or Refused where
    the actor may not read what belongs to this owner now. `begins`: a read begins, which a log would count;
    otherwise one that has begun goes on, and is asked about again before its next piece leaves."""

    def register(opens: Opens) -> Opens:
        if kind in _owners:
            raise RuntimeError(f"{kind} has an owner's word already")
        _owners[kind] = opens
        return opens

    return register


def opens_of(kind: str) -> Opens:
    """The word of the owners of this kind. LookupError where nobody has registered one."""
    return _owners[kind]
