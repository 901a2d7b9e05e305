"""Recordings, known by how they begin: WebM, Ogg, MP4, MP3 and WAV, with sound in them and no picture.

WebM: RFC 9559 (EBML header, DocType, CodecID). Ogg: RFC 3533. MP4: ISO/IEC 14496-12 (boxes, handler types).
MP3: ISO/IEC 11172-3 (frame header). WAV: RIFF.
"""

from collections.abc import Callable, Iterator
from typing import Final

WEBM, OGG, MP4, MP3, WAV = "audio/webm", "audio/ogg", "audio/mp4", "audio/mpeg", "audio/wav"
TYPES: Final = (WEBM, OGG, MP4, MP3, WAV)

EBML: Final = b"\x1a\x45\xdf\xa3"
HEAD: Final = 65_536  # bytes within which a recording says what is in it
OGG_SOUND: Final = (b"OpusHead", b"\x01vorbis", b"Speex   ", b"\x7fFLAC")
WEBM_SOUND: Final = (b"A_OPUS", b"A_VORBIS")
WEBM_PICTURE: Final = (b"V_VP8", b"V_VP9", b"V_AV1", b"V_MPEG", b"V_THEORA")
INSIDE: Final = (b"moov", b"trak", b"mdia")  # boxes that hold the box which says what a track is
MOST_BOXES: Final = 10_000
KBITS: Final = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)  # MPEG 1, layer III
KBITS_LOW: Final = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)  # MPEG 2 and 2.5, layer III
HERTZ: Final = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}


def type_of(content: bytes) -> str | None:
    """The media type of a recording; None for whatever is none."""
    return next((media_type for media_type, is_one in _LOOKS if is_one(content)), None)


def _is_wav(content: bytes) -> bool:
    return content[:4] == b"RIFF" and content[8:12] == b"WAVE" and b"fmt " in content[12:4096]


def _is_ogg(content: bytes) -> bool:
    """The first page's first packet names the codec."""
    if content[:4] != b"OggS" or len(content) < 28:
        return False
    packet = content[27 + content[26] :]
    return packet.startswith(OGG_SOUND) and b"\x80theora" not in content[:HEAD]


def _is_webm(content: bytes) -> bool:
    head = content[:HEAD]
    if not head.startswith(EBML) or b"\x42\x82\x84webm" not in head[:64]:
        return False
    return any(codec in head for codec in WEBM_SOUND) and not any(codec in head for codec in WEBM_PICTURE)


def _is_mp4(content: bytes) -> bool:
    if content[4:8] != b"ftyp":
        return False
    handlers = {payload[8:12] for name, payload in _boxes(content) if name == b"hdlr"}
    return b"soun" in handlers and b"vide" not in handlers


def _boxes(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Every box of an MP4 with what is in it, those inside the boxes of a track too."""
    waiting, count = [(0, len(content))], 0
    while waiting:
        at, end = waiting.pop()
        while at + 8 <= end and (count := count + 1) <= MOST_BOXES:
            size, start = int.from_bytes(content[at : at + 4]), at + 8
            if size == 1:
                size, start = int.from_bytes(content[at + 8 : at + 16]), at + 16
            stop = end if size == 0 else min(at + size, end)
            if stop < start:
                break
            name = content[at + 4 : at + 8]
            yield name, content[start : min(stop, start + 64)]
            if name in INSIDE:
                waiting.append((start, stop))
            at = stop


def _is_mp3(content: bytes) -> bool:
    """Three frames, each beginning where the one before it says."""
    at = 0
    if content[:3] == b"ID3" and len(content) > 10:
        at = 10 + sum(byte << shift for byte, shift in zip(content[6:10], (21, 14, 7, 0), strict=True))
    for _ in range(3):
        length = _frame(content[at : at + 4])
        if length is None:
            return False
        at += length
    return True


def _frame(head: bytes) -> int | None:
    """How many bytes a frame of layer III has; None where no such frame begins."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return None
    version, bitrate, rate, padding = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3, head[2] >> 1 & 1
    if version == 1 or bitrate in (0, 15) or rate == 3:
        return None
    kbits, samples = (KBITS[bitrate], 144) if version == 3 else (KBITS_LOW[bitrate], 72)
    return samples * kbits * 1000 // HERTZ[version][rate] + padding


_LOOKS: Final[tuple[tuple[str, Callable[[bytes], bool]], ...]] = (
    (WAV, _is_wav),
    (OGG, _is_ogg),
    (WEBM, _is_webm),
    (MP4, _is_mp4),
    (MP3, _is_mp3),
)
