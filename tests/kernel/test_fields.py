"""What people type is kept as they mean it, or refused in a sentence."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError

from server.kernel.doors.fields import Body, Email, Line, Prose, Seq


class Written(Body):
    text = Prose(40, required=True)


class Named(Body):
    name = Line(40, required=True)


class Addressed(Body):
    email = Email(required=True)


class Counted(Body):
    seq = Seq(required=True)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60))
def test_prose_is_normalised_and_measured_as_it_is_kept(raw: str) -> None:
    kept = unicodedata.normalize("NFC", raw).strip()
    if 1 <= len(kept) <= 40:
        assert Written().load({"text": raw}) == {"text": kept}
    else:
        with pytest.raises(ValidationError):
            Written().load({"text": raw})


@pytest.mark.parametrize("raw", ["a\x00b", "\ud800", "ok \udfff", "", "   ", 7, None, ["a"], {"a": 1}, "x" * 41])
def test_prose_refuses_in_a_sentence(raw: object) -> None:
    with pytest.raises(ValidationError) as refused:
        Written().load({"text": raw})
    assert isinstance(refused.value.messages, dict)
    assert list(refused.value.messages) == ["text"]


@pytest.mark.parametrize("raw", ["Olu\nBello", "Olu\r\nBcc: x", "Olu\u202eollab", "Olu\u2028Bello", "a\tb", "x" * 41])
def test_a_name_is_one_line(raw: str) -> None:
    with pytest.raises(ValidationError):
        Named().load({"name": raw})


@pytest.mark.parametrize("raw", ["Olu Bello", "Siân O’Brien-Jones", "עידית", "Ðặng"])
def test_names_of_people_are_names(raw: str) -> None:
    assert Named().load({"name": raw}) == {"name": unicodedata.normalize("NFC", raw)}


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(ValidationError):
        Written().load({"text": "Morning", "colour": "blue"})


@pytest.mark.parametrize("raw", ["no address", "@", "a@", "a@b\x00.org", ""])
def test_what_is_no_address(raw: str) -> None:
    with pytest.raises(ValidationError):
        Addressed().load({"email": raw})


def test_an_address_is_kept_in_lower_case() -> None:
    assert Addressed().load({"email": " Edith@Example.ORG "}) == {"email": "edith@example.org"}


@pytest.mark.parametrize("raw", [-1, 1.5, "3", 2**54, True, None])
def test_a_seq_is_a_whole_number(raw: object) -> None:
    with pytest.raises(ValidationError):
        Counted().load({"seq": raw})
