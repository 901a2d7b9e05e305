"""What the directory left in its outbox and nobody has to carry anywhere."""

from server.kernel.outbox import Carried, carries
from server.kernel.unit_of_work import DirectoryWork


@carries("identity.nobody")
def carry_to_nobody(work: DirectoryWork, row: Carried) -> None:
    """A code that was asked for with an address that nobody has goes to nobody."""
