"""What may be done with a person's record, at one moment and for one purpose."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Access:
    """The sections that are open, a mask for each action. `basis`: what opens them, [kind, id, sections] each."""

    read: int
    write: int
    disclose: int
    aggregate: int
    basis: list[list[Any]]

    @property
    def opens(self) -> bool:
        """Whether anything at all is open."""
        return bool(self.read | self.write | self.disclose | self.aggregate)
