"""The gates of a record, by the name under which everybody who reads or writes one asks for them."""

from server.consent.queries.gates import look, turned_away, written

__all__ = ["look", "turned_away", "written"]
