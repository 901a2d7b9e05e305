"""Of a picture only its points are kept."""

import io
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from server.files.rules import pictures
from tests.files import samples


def _opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def test_nothing_of_what_the_camera_wrote_is_left() -> None:
    sent = samples.photo()
    assert samples.PLACE.encode() in sent
    assert samples.REMARK in sent
    made = pictures.make(sent)
    for kept in (made.content, made.thumbnail):
        assert samples.PLACE.encode() not in kept
        assert samples.REMARK not in kept
        assert not _opened(kept).getexif()
        assert set(_opened(kept).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi"}


def test_it_is_turned_as_it_was_meant() -> None:
    made = _opened(pictures.make(samples.photo(640, 480)).content).convert("RGB")
    assert made.size == (480, 640)
    top, bottom = made.getpixel((240, 20)), made.getpixel((240, 620))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert top[0] > 150 > top[2]  # red was at the left, and is at the top now
    assert bottom[2] > 150 > bottom[0]


@pytest.mark.parametrize(("width", "height"), [(5_200, 400), (400, 5_200), (30, 20)])
def test_it_is_no_longer_than_it_may_be(width: int, height: int) -> None:
    made = pictures.make(samples.photo(width, height))
    assert max(_opened(made.content).size) == min(max(width, height), pictures.LONGEST)
    assert max(_opened(made.thumbnail).size) == min(max(width, height), pictures.SMALL)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_way_to_keep_points_is_read(mode: str) -> None:
    assert _opened(pictures.make(samples.picture("PNG", mode)).content).mode == "RGB"


def test_what_one_can_see_through_lies_on_white_paper() -> None:
    made = _opened(pictures.make(samples.picture("PNG", "RGBA")).content)
    assert made.getpixel((5, 5)) == pictures.PAPER


def test_a_bomb_is_not_opened() -> None:
    sent = samples.bomb()
    assert len(sent) < 1_000_000
    for look in (pictures.is_picture, pictures.make):
        with pytest.raises(pictures.Unreadable, match="too large"):
            look(sent)


def test_a_picture_that_claims_to_be_larger_than_the_world_is_not_opened() -> None:
    chunk = b"IHDR" + (2**31 - 1).to_bytes(4) * 2 + b"\x08\x02\x00\x00\x00"
    head = b"\x89PNG\r\n\x1a\n" + (13).to_bytes(4) + chunk + zlib.crc32(chunk).to_bytes(4)
    sent = head + (100).to_bytes(4) + b"IDAT" + bytes(104)
    with pytest.raises(pictures.Unreadable, match="too large"):
        pictures.is_picture(sent)


@pytest.mark.parametrize("broken", [lambda sent: sent[: len(sent) // 3], lambda sent: sent[:200] + bytes(500)])
def test_a_broken_one_is_a_sentence(broken: Callable[[bytes], bytes]) -> None:
    with pytest.raises(pictures.Unreadable):
        pictures.make(broken(samples.photo(noisy=True)))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_damage_is_more_than_a_sentence(data: st.DataObject) -> None:
    sent = bytearray(
        data.draw(st.sampled_from([samples.photo(80, 60), samples.picture("PNG"), samples.picture("GIF")]))
    )
    for at in data.draw(st.lists(st.integers(0, len(sent) - 1), min_size=1, max_size=12)):
        sent[at] = data.draw(st.integers(0, 255))
    said = ""
    try:
        if pictures.is_picture(bytes(sent)):
            pictures.make(bytes(sent))
    except pictures.Unreadable as problem:
        said = str(problem)
    assert said in ("", pictures.BROKEN, pictures.TOO_MANY_POINTS)
