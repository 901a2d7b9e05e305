"""What is read without its schema is read as the schema would; what it would refuse, or mend, is left to it."""

from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError

from server.kernel.doors.fields import Body
from server.messaging import schemas
from server.messaging.sockets.plain import Plain, plain_marks, plain_send

ID = "0190b5ae-7a5c-7cc0-8a44-0a2f4be3a001"
ids = st.one_of(st.uuids().map(str), st.sampled_from(["", ID.upper(), f"{{{ID}}}", ID.replace("-", ""), "x" * 36]))
odd = st.one_of(st.none(), st.integers(), st.booleans(), st.floats(), st.lists(st.integers()), st.just({}))
words = st.one_of(st.text(), st.sampled_from([" edge ", "a\u0301", "\ud800", "n\x00l", "x" * 4_000, "x" * 4_001, ""]))
seqs = st.one_of(st.integers(-1, 2**53 + 1), st.just(1.0), odd)


def sometimes(**known: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Payloads with these fields, any of them missing or odd, and now and then an unknown one."""
    optional = {name: st.one_of(value, value, value, odd) for name, value in known.items()}
    return st.fixed_dictionaries({}, optional=optional | {"more": st.integers()})


def loaded(schema: type[Body], payload: Any) -> dict[str, Any] | None:
    try:
        return dict(schema().load(payload))
    except (ValidationError, TypeError):
        return None


def same(plain: Plain, schema: type[Body], payload: Any) -> None:
    read = plain(payload)
    assert read is None or read == loaded(schema, payload)


@given(sometimes(conversation_id=ids, client_id=ids, text=words, medium=st.sampled_from(["text", "call", "shout"])))
def test_send_is_read_as_its_schema_reads_it(payload: dict[str, Any]) -> None:
    same(plain_send, schemas.SocketSendIn, payload)


@given(st.one_of(odd, sometimes(marks=st.lists(sometimes(conversation_id=ids, delivered_seq=seqs, read_seq=seqs)))))
def test_marks_are_read_as_their_schema_reads_them(payload: Any) -> None:
    same(plain_marks, schemas.MarksIn, payload)


@pytest.mark.parametrize("text", ["Good morning", "Bore da, Siân", "£12 😀", "x" * 4_000])
def test_an_ordinary_message_needs_no_schema(text: str) -> None:
    read = plain_send({"conversation_id": ID, "client_id": ID, "text": text})
    assert read == {"conversation_id": UUID(ID), "client_id": UUID(ID), "text": text, "medium": "text"}


def test_ordinary_marks_need_no_schema() -> None:
    marks = [{"conversation_id": ID, "delivered_seq": 7, "read_seq": 5}]
    assert plain_marks({"marks": marks}) == loaded(schemas.MarksIn, {"marks": marks})
