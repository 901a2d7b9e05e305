"""Portraits, kinds, tokens."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from server.coops import rules


@given(st.uuids())
def test_everybody_has_a_portrait_that_can_be_drawn(membership_id: UUID) -> None:
    parts = rules.portrait_parts(membership_id)
    assert rules.is_portrait(parts)
    assert rules.portrait_parts(membership_id) == parts


def test_most_have_no_beard_and_no_glasses() -> None:
    parts = [rules.portrait_parts(UUID(int=n)).split(".") for n in range(400)]
    assert sum(p[5] == "0" for p in parts) > 280
    assert sum(p[6] == "0" for p in parts) > 320


@given(st.text())
def test_nothing_else_is_a_portrait(text: str) -> None:
    if rules.is_portrait(text):
        numbers = [int(number) for number in text.split(".")]
        assert text == ".".join(str(number) for number in numbers)
        assert all(0 <= n < size for n, size in zip(numbers, rules.PORTRAIT_RANGES, strict=True))


def test_a_portrait_is_written_one_way() -> None:
    assert rules.is_portrait("7.5.9.5.7.3.1")
    for wrong in (
        "8.5.9.5.7.3.1",
        "07.5.9.5.7.3.1",
        "7.5.9.5.7.3",
        "7.5.9.5.7.3.1.0",
        "\u0667.5.9.5.7.3.1",
        "-1.0.0.0.0.0.0",
    ):
        assert not rules.is_portrait(wrong)


@given(st.uuids())
def test_an_invitation_says_which_co_op_it_belongs_to(coop_id: UUID) -> None:
    token = rules.new_invitation_token(coop_id)
    assert rules.coop_of_token(token) == coop_id
    assert len(token) == 64
    assert token != rules.new_invitation_token(coop_id)


@given(st.text(max_size=80))
def test_what_is_no_token_names_no_co_op(text: str) -> None:
    coop_id = rules.coop_of_token(text)
    assert coop_id is None or len(text) == 64


def test_kinds() -> None:
    assert rules.kind_of("carer", gets_support=True) == "carer"
    assert rules.kind_of("supported", gets_support=True) == "person"
    assert rules.kind_of(None, gets_support=True) == "person"
    assert rules.kind_of("community", gets_support=False) == "member"
    assert rules.kind_of(None, gets_support=False) == "helper"
