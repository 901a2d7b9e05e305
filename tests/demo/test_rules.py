"""The stories themselves."""

from datetime import UTC, datetime, timedelta

import pytest

from server.coops.rules import is_portrait
from server.demo import rules
from server.messaging.rules import MEDIA, TEXT_LIMIT

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize("story", rules.stories(), ids=lambda story: str(story.slug))
def test_the_story_holds_together(story: rules.Story) -> None:
    keys = [told["key"] for told in story.told["member"]]
    assert len(set(keys)) == len(keys)
    assert all(is_portrait(told["portrait"]) for told in story.told["member"])
    portraits = [told["portrait"] for told in story.told["member"]]
    assert len(set(portraits)) == len(portraits)
    for conversation in story.told["conversation"]:
        moments = [rules.moment(message["when"], NOW) for message in conversation["messages"]]
        assert moments == sorted(moments)
        assert all(NOW - story.age < at < NOW for at in moments)
        for message in conversation["messages"]:
            assert message["by"] in keys
            assert message.get("medium", "text") in MEDIA
            assert 0 < len(message["text"]) <= TEXT_LIMIT


def test_addresses_are_told_apart() -> None:
    names = {told["name"] for story in rules.stories() for told in story.told["member"]}
    assert len({rules.address_of(name) for name in names}) == len(names)


def test_everybody_is_introduced() -> None:
    meadow_lane, harbour = rules.stories()
    introduced = dict(rules.who_is_who(meadow_lane))
    assert introduced["Edith Hughes"] == "gets support in Riverside"
    assert introduced["Ann Mercer"] == "acts for Edith Hughes"
    assert introduced["Priya Nair"] == "carer in Riverside, treasurer"
    assert "Priya Nair" in dict(rules.who_is_who(harbour))


@pytest.mark.parametrize(
    ("when", "moment"),
    [
        ("25m", NOW - timedelta(minutes=25)),
        ("3h", NOW - timedelta(hours=3)),
        ("2d 08:05", datetime(2026, 11, 22, 8, 5, tzinfo=UTC)),
    ],
)
def test_moments(when: str, moment: datetime) -> None:
    assert rules.moment(when, NOW) == moment


def test_what_is_no_moment_is_told() -> None:
    with pytest.raises(ValueError, match="no moment"):
        rules.moment("tomorrow", NOW)
