"""Which files are kept, and what a content is: read from its bytes, never from its name."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

import puremagic

from server.files.rules import papers, sounds

Kind = Literal["image", "audio", "document"]
IMAGES: Final = {
    "JPEG": "image/jpeg",
    "PNG": "image/png",
    "WEBP": "image/webp",
    "GIF": "image/gif",
    "AVIF": "image/avif",
}
SERVED_IMAGE: Final = "image/jpeg"  # what every picture is made into
SERVED: Final = (SERVED_IMAGE, *sounds.TYPES, *papers.TYPES)
UNSAID: Final = "application/octet-stream"  # what a browser says of a file that it does not know
SAME: Final = {  # other names of the same type, as browsers and telephones give them
    "image/jpg": "image/jpeg",
    "image/pjpeg": "image/jpeg",
    "audio/x-wav": "audio/wav",
    "audio/wave": "audio/wav",
    "audio/vnd.wave": "audio/wav",
    "audio/mp3": "audio/mpeg",
    "audio/x-m4a": "audio/mp4",
    "audio/m4a": "audio/mp4",
    "audio/aac": "audio/mp4",
    "audio/opus": "audio/ogg",
    "video/webm": "audio/webm",  # a recording without a picture is called so by some
    "application/ogg": "audio/ogg",
}
WELL_KNOWN: Final = 0.4  # from here on puremagic is sure enough: four bytes of a signature and more
KEPT: Final = "Photos, recordings, PDF, Word, OpenDocument and plain text are kept here."
UNKNOWN: Final = f"This isn't a kind of file that is kept here. {KEPT}"
OTHER: Final = "What is in this file isn't what it says it is, so it was not kept."


@dataclass(frozen=True, slots=True)
class Found:
    """What a content is."""

    kind: Kind
    media_type: str


def plain(media_type: str) -> str:
    """A declared type without what follows it (`;codecs=opus`), under its usual name."""
    bare = media_type.partition(";")[0].strip().lower()
    return SAME.get(bare, bare)


def kind_said(media_type: str) -> Kind | None:
    """What a declared type promises; None for what is never kept, and for what says nothing."""
    bare = plain(media_type)
    if bare.startswith("image/"):
        return "image"
    if bare.startswith("audio/"):
        return "audio"
    return "document" if bare in papers.TYPES else None


def is_kept(media_type: str) -> bool:
    """Whether a file of this declared type may be sent at all; its content is looked at when it is there."""
    return plain(media_type) == UNSAID or kind_said(media_type) is not None


def found_in(content: bytes, is_picture: Callable[[bytes], bool]) -> Found | None:
    """What this content is; None where it is nothing that is kept. `is_picture`: asks whoever reads pictures."""
    if is_picture(content):
        return Found("image", SERVED_IMAGE)
    if sound := sounds.type_of(content):
        return Found("audio", sound)
    if (paper := papers.type_of(content)) and not (paper == papers.TEXT and _is_known(content)):
        return Found("document", paper)
    return None


def agrees(said: str, found: Found) -> bool:
    """Whether a content is what was said of it: the same kind, and of documents the same type."""
    if plain(said) == UNSAID:
        return True
    if found.kind == "document":
        return plain(said) == found.media_type
    return kind_said(said) == found.kind


def _is_known(content: bytes) -> bool:
    """Whether this has the signature of something that is not text, whichever letters follow it."""
    try:
        matches = puremagic.magic_string(content[:4096])
    except puremagic.PureError:
        return False
    return any(match.confidence >= WELL_KNOWN and not match.mime_type.startswith("text/") for match in matches)
