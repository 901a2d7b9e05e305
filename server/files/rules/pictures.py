"""Pictures: opened with care, and made anew without anything that the camera wrote beside them.

Of what was sent only the picture's points remain: no EXIF (the place, the time, the camera), no comment, no second
picture. A picture that would unfold to more than 50 million points is not opened.
"""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

from server.files.rules.kinds import IMAGES

LONGEST: Final = 2_560  # points along the longer edge of what is kept
SMALL: Final = 480
MOST_POINTS: Final = 50_000_000
QUALITY, SMALL_QUALITY = 85, 80
PAPER: Final = (255, 255, 255)  # what lies behind a picture that one can see through
TOO_MANY_POINTS: Final = "This picture is too large to open here. Make it smaller, or take it again."
BROKEN: Final = "This picture can't be opened. Take it again, or send another copy of it."

Image.MAX_IMAGE_PIXELS = MOST_POINTS


class Unreadable(Exception):
    """A picture that is not kept. The text is the sentence for whoever sent it."""


@dataclass(frozen=True, slots=True)
class Made:
    """What was made of a picture, both JPEG."""

    content: bytes
    thumbnail: bytes


def is_picture(content: bytes) -> bool:
    """Whether this begins as one of the kinds of pictures that are read here. Unreadable for a bomb."""
    try:
        with _opened(content):
            return True
    except UnidentifiedImageError:
        return False


def make(content: bytes) -> Made:
    """The picture as it is kept, turned as it was meant, and its small one. Unreadable where that can't be done."""
    try:
        with _opened(content) as image:
            image.draft("RGB", (LONGEST, LONGEST))  # of a large JPEG only as much as is needed
            image.load()
            upright = ImageOps.exif_transpose(image)
            kept = _on_paper(upright, LONGEST)
    except UnidentifiedImageError as problem:
        raise Unreadable(BROKEN) from problem
    return Made(_jpeg(kept, QUALITY), _jpeg(_on_paper(kept, SMALL), SMALL_QUALITY))


@contextmanager
def _opened(content: bytes) -> Iterator[Image.Image]:
    """Only its head is read here. Whatever a reader of pictures trips over is one sentence for whoever sent it."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(content), formats=tuple(IMAGES)) as image:
                if image.width * image.height > MOST_POINTS:
                    raise Unreadable(TOO_MANY_POINTS)
                yield image
        except (Image.DecompressionBombWarning, Image.DecompressionBombError) as problem:
            raise Unreadable(TOO_MANY_POINTS) from problem
        except (UnidentifiedImageError, Unreadable, MemoryError):
            raise
        except Exception as problem:  # the readers raise whatever they meet: SyntaxError, struct.error, EOFError …
            raise Unreadable(BROKEN) from problem


def _on_paper(image: Image.Image, longest: int) -> Image.Image:
    """A new picture of it, no longer than this, that knows nothing of the old one but its points."""
    points = image.convert("RGBA" if image.has_transparency_data else "RGB")
    points.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    fresh = Image.new("RGB", points.size, PAPER)
    fresh.paste(points, mask=points.getchannel("A") if points.mode == "RGBA" else None)
    return fresh


def _jpeg(image: Image.Image, quality: int) -> bytes:
    written = io.BytesIO()
    image.save(written, "JPEG", quality=quality, optimize=True)
    return written.getvalue()
