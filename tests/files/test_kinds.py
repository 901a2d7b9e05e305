"""A content is known by its bytes: what is kept, and what is not what it says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.files.rules import kinds, papers, pictures, sounds
from tests.files import samples

TEXT = b"Porridge at eight, and the blue tablets.\n"
KEPT = {
    "a photo": (samples.photo(), "image", "image/jpeg"),
    "a PNG": (samples.picture("PNG", "RGBA"), "image", "image/jpeg"),
    "a WebP": (samples.picture("WEBP"), "image", "image/jpeg"),
    "a GIF": (samples.picture("GIF", "P"), "image", "image/jpeg"),
    "an AVIF": (samples.picture("AVIF"), "image", "image/jpeg"),
    "WAV": (samples.wav(), "audio", sounds.WAV),
    "Opus in Ogg": (samples.ogg(), "audio", sounds.OGG),
    "Vorbis in Ogg": (samples.ogg(b"\x01vorbis"), "audio", sounds.OGG),
    "Opus in WebM": (samples.webm(b"A_OPUS"), "audio", sounds.WEBM),
    "sound in MP4": (samples.mp4(b"soun"), "audio", sounds.MP4),
    "MP3": (samples.mp3(), "audio", sounds.MP3),
    "MP3 without a tag": (samples.mp3(tagged=False), "audio", sounds.MP3),
    "PDF": (samples.PDF, "document", papers.PDF),
    "Word": (samples.docx(), "document", papers.DOCX),
    "OpenDocument": (samples.odt(), "document", papers.ODT),
    "text": (TEXT, "document", papers.TEXT),
    "text with a mark in front": (b"\xef\xbb\xbf" + TEXT, "document", papers.TEXT),
    "text that begins as a bitmap does": (b"BM said so.", "document", papers.TEXT),
}
NOT_KEPT = {
    "nothing": b"",
    "a programme": b"MZ\x90\x00" + bytes(60),
    "a programme that is all letters": b"MZ\x90\x00".replace(b"\x90\x00", b"  ") + b"\x00",
    "a Flash film": b"CWS\x09" + bytes(40),
    "film in WebM": samples.webm(b"A_OPUS", b"V_VP9"),
    "WebM with nothing in it": samples.webm(),
    "Matroska": samples.webm(b"A_OPUS").replace(b"webm", b"matr"),
    "film in MP4": samples.mp4(b"soun", b"vide"),
    "MP4 with nothing in it": samples.mp4(),
    "an MP4 whose boxes lead nowhere": samples.box(b"ftyp", b"M4A ") + b"\x00\x00\x00\x02moov",
    "Theora in Ogg": samples.ogg(b"\x80theora"),
    "Ogg that is cut off": b"OggS",
    "one frame of MP3": samples.mp3(tagged=False)[:417],
    "RIFF that is no sound": samples.wav().replace(b"WAVE", b"AVI "),
    "half a PDF": samples.PDF[:40],
    "a zip": samples.zipped("a.txt"),
    "a broken zip": samples.docx()[:-30],
    "Word with a programme": samples.zipped("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
    "OpenDocument with a programme": samples.zipped("content.xml", "Basic/script.xml", mimetype=papers.ODT),
    "another OpenDocument": samples.zipped("content.xml", mimetype="application/vnd.oasis.opendocument.spreadsheet"),
    "text of another century": "Bröd".encode("latin-1"),
    "text with NUL": b"a\x00b",
    "a picture of a kind that is not read": samples.picture("TIFF"),
}


@pytest.mark.parametrize("what", KEPT)
def test_it_is_known(what: str) -> None:
    content, kind, media_type = KEPT[what]
    assert kinds.found_in(content, pictures.is_picture) == kinds.Found(kind, media_type)  # type: ignore[arg-type]


@pytest.mark.parametrize("what", NOT_KEPT)
def test_it_is_not_kept(what: str) -> None:
    assert kinds.found_in(NOT_KEPT[what], pictures.is_picture) is None


@pytest.mark.parametrize(
    ("said", "agrees"),
    [
        ("image/png", True),  # any picture is a picture
        ("IMAGE/JPG", True),
        ("application/octet-stream", True),
        ("application/pdf", False),
        ("audio/webm;codecs=opus", False),
    ],
)
def test_a_photo_is_what_was_said_of_it(said: str, agrees: bool) -> None:
    assert kinds.agrees(said, kinds.Found("image", "image/jpeg")) is agrees


def test_of_documents_the_type_has_to_be_right() -> None:
    assert kinds.agrees("application/pdf", kinds.Found("document", papers.PDF))
    assert not kinds.agrees("text/plain", kinds.Found("document", papers.PDF))


@pytest.mark.parametrize("never", ["application/x-msdownload", "video/mp4", "text/html", "image", "application/zip"])
def test_some_are_refused_before_they_are_sent(never: str) -> None:
    assert not kinds.is_kept(never)


@given(st.binary(max_size=400), st.sampled_from([b"", *(content[:200] for content, _, _ in KEPT.values())]))
def test_no_content_is_too_strange_to_look_at(rest: bytes, head: bytes) -> None:
    try:
        found = kinds.found_in(head + rest, pictures.is_picture)
    except pictures.Unreadable:
        return
    assert found is None or found.media_type in kinds.SERVED
