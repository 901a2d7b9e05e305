"""What our mails say."""

from hypothesis import given
from hypothesis import strategies as st

from server.notices import rules

NAMES = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=4, max_size=80)


@given(code=st.from_regex(r"[0-9]{6}", fullmatch=True), minutes=st.integers(1, 60))
def test_a_code_stands_in_the_text_alone(code: str, minutes: int) -> None:
    words = rules.sign_in_code(code, minutes)
    assert code in words.text
    assert code not in words.subject
    assert f"{minutes} minutes" in words.text


@given(name=NAMES, coop=NAMES)
def test_an_invitation_names_nobody_on_the_outside(name: str, coop: str) -> None:
    words = rules.invitation(name, coop, "https://example.org/invitation#x")
    assert words.text.startswith(f"Hello {name},")
    assert coop in words.text
    assert "https://example.org/invitation#x" in words.text.splitlines()
    assert words.subject == rules.invitation("Edith", "Harbour", "").subject
