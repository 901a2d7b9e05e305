"""Documents, known by what is in them: PDF, Word (docx), OpenDocument (odt) and plain text.

PDF: ISO 32000-2, 7.5. Word: ECMA-376 part 2 (the package is a zip). OpenDocument: ODF 1.3 part 2 (its first file says
the type). Nothing of a zip is unpacked but 100 bytes: a bomb stays shut. One with a programme in it is not kept.
"""

import io
import unicodedata
import zipfile
from typing import Final

PDF, TEXT = "application/pdf", "text/plain"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
TYPES: Final = (PDF, TEXT, DOCX, ODT)

END: Final = 2_048  # bytes at the end within which a PDF says that it is complete
MOST_NAMES: Final = 5_000
LAYOUT: Final = frozenset("\t\n\r\f")
PROGRAMME: Final = ("vbaProject.bin", "Basic/", "Scripts/", ".exe", ".dll", ".js", ".vbs")


def type_of(content: bytes) -> str | None:
    """The media type of a document; None for whatever is none, or holds a programme."""
    if content.startswith(b"%PDF-"):
        return PDF if b"%%EOF" in content[-END:] else None
    if content.startswith(b"PK\x03\x04"):
        return _in_zip(content)
    return TEXT if content and _is_text(content) else None


def _in_zip(content: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = package.namelist()
            if len(names) > MOST_NAMES or any(sign in name for name in names for sign in PROGRAMME):
                return None
            if "[Content_Types].xml" in names and "word/document.xml" in names:
                return DOCX
            if names[:1] == ["mimetype"] and "content.xml" in names:
                with package.open("mimetype") as said:
                    return ODT if said.read(100).strip() == ODT.encode() else None
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError):
        return None
    return None


def _is_text(content: bytes) -> bool:
    """UTF-8, and nothing in it but letters and line breaks."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return not any(unicodedata.category(sign) == "Cc" and sign not in LAYOUT for sign in set(text))
