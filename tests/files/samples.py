"""Contents to send: photos, recordings and documents that are what they say, and some that are not."""

import io
import math
import random
import struct
import wave
import zipfile

from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n"
PLACE = "51.48N 3.18W"  # what a camera wrote beside a picture
REMARK = b"taken in the kitchen of Meadow Lane"
ORIENTATION, MAKER = 0x0112, 0x010F
ON_ITS_SIDE = 6  # turn it a quarter to the right to look at it


def photo(width: int = 640, height: int = 480, *, noisy: bool = False) -> bytes:
    """A JPEG with all that a telephone writes beside it, lying on its side: red at the left, blue at the right."""
    image = Image.new("RGB", (width, height), (200, 30, 30))
    image.paste((30, 30, 200), (width // 2, 0, width, height))
    if noisy:
        image = Image.frombytes("RGB", (width, height), random.Random(1).randbytes(width * height * 3))
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER] = ON_ITS_SIDE, PLACE
    written = io.BytesIO()
    image.save(written, "JPEG", exif=exif, comment=REMARK, quality=95)
    return written.getvalue()


def picture(kind: str, mode: str = "RGB", size: tuple[int, int] = (60, 40)) -> bytes:
    """A picture in another format than a camera's."""
    written = io.BytesIO()
    Image.new(mode, size).save(written, kind)
    return written.getvalue()


def bomb() -> bytes:
    """A PNG of a few hundred KB that would unfold to 100 million points."""
    written = io.BytesIO()
    Image.new("1", (10_000, 10_000)).save(written, "PNG")
    return written.getvalue()


def wav() -> bytes:
    """A tone of a tenth of a second."""
    written = io.BytesIO()
    with wave.open(written, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(b"".join(struct.pack("<h", int(9000 * math.sin(n / 4))) for n in range(800)))
    return written.getvalue()


def ogg(packet: bytes = b"OpusHead\x01\x01") -> bytes:
    """The first page of an Ogg stream with this packet in it."""
    return b"OggS\x00\x02" + bytes(20) + b"\x01" + bytes([len(packet)]) + packet + bytes(64)


def webm(*codecs: bytes) -> bytes:
    """What MediaRecorder writes first, with a track of each of these codecs."""
    head = b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\xf7\x81\x01\x42\xf2\x81\x04\x42\xf3\x81\x08\x42\x82\x84webm"
    return head + b"".join(b"\xae\x86" + bytes([len(codec)]) + codec for codec in codecs) + bytes(64)


def box(name: bytes, *inside: bytes) -> bytes:
    """A box of an MP4."""
    payload = b"".join(inside)
    return struct.pack(">I", 8 + len(payload)) + name + payload


def mp4(*handlers: bytes) -> bytes:
    """An MP4 with a track for each of these handlers."""
    tracks = [box(b"trak", box(b"mdia", box(b"hdlr", bytes(8), handler, bytes(13)))) for handler in handlers]
    return box(b"ftyp", b"M4A \x00\x00\x00\x00isom") + box(b"moov", box(b"mvhd", bytes(100)), *tracks) + bytes(16)


def mp3(*, tagged: bool = True) -> bytes:
    """Four frames of layer III, 128 kbit/s at 44.1 kHz."""
    frame = b"\xff\xfb\x90\x00" + bytes(413)
    return (b"ID3\x04\x00\x00\x00\x00\x00\x0a" + bytes(10) if tagged else b"") + frame * 4


def zipped(*names: str, mimetype: str | None = None) -> bytes:
    """A zip with files of these names."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        if mimetype is not None:
            package.writestr("mimetype", mimetype)
        for name in names:
            package.writestr(name, "x")
    return written.getvalue()


def docx() -> bytes:
    """As Word writes it, as far as anybody here looks."""
    return zipped("[Content_Types].xml", "word/document.xml")


def odt() -> bytes:
    """As LibreOffice writes it, as far as anybody here looks."""
    return zipped("content.xml", mimetype="application/vnd.oasis.opendocument.text")
