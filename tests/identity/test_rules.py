"""Secrets, whatever somebody types."""

import re

from hypothesis import given
from hypothesis import strategies as st

from server.identity import rules

words = st.lists(st.sampled_from(rules.WORDS), min_size=6, max_size=6)
gaps = st.lists(st.sampled_from([" ", "-", "  ", ". ", ", ", "\n", "\u00a0", "\u2013"]), min_size=5, max_size=5)


def test_there_are_1024_words_of_three_to_seven_plain_letters() -> None:
    assert len(rules.WORDS) == len(set(rules.WORDS)) == 1024
    assert all(re.fullmatch("[a-z]{3,7}", word) for word in rules.WORDS)


@given(words, gaps, st.booleans())
def test_words_are_the_same_however_they_are_typed(chosen: list[str], between: list[str], loud: bool) -> None:
    typed = "".join(word + gap for word, gap in zip(chosen, [*between, ""], strict=True))
    assert rules.plain_words(typed.upper() if loud else typed) == "".join(chosen)


@given(st.text())
def test_any_typing_gives_plain_words_and_plain_digits(typed: str) -> None:
    assert re.fullmatch("[a-z]*", rules.plain_words(typed))
    assert re.fullmatch("[0-9]*", rules.plain_code(typed))


@given(st.integers(0, 999_999), st.sampled_from(["", " ", "-", "\u00a0"]))
def test_a_code_is_the_same_in_one_piece_or_in_two(number: int, gap: str) -> None:
    code = f"{number:06d}"
    assert rules.plain_code(f" {code[:3]}{gap}{code[3:]} ") == code


def test_a_new_code_has_six_digits() -> None:
    assert all(re.fullmatch("[0-9]{6}", rules.new_code()) for _ in range(200))


def test_new_words_are_six_of_the_list() -> None:
    chosen = rules.new_words().split(" ")
    assert len(chosen) == 6
    assert set(chosen) <= set(rules.WORDS)


@given(st.lists(st.text(), min_size=1, max_size=3), st.lists(st.text(), min_size=1, max_size=3))
def test_seals_are_equal_for_equal_parts_only(one: list[str], other: list[str]) -> None:
    assert rules.same(rules.sealed("key", "p", *one), rules.sealed("key", "p", *other)) == (one == other)


@given(st.text(), st.text(min_size=1), st.text(min_size=1))
def test_seals_depend_on_the_key(text: str, one: str, other: str) -> None:
    assert (rules.sealed(one, "p", text) == rules.sealed(other, "p", text)) == (one == other)


@given(st.text(alphabet=st.characters(), max_size=50))
def test_any_token_can_be_hashed(token: str) -> None:
    assert len(rules.token_hash(token)) == 32
