"""The port through which mail leaves: SMTP in earnest, anything with `send` in its place."""

import smtplib
import ssl
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Protocol
from urllib.parse import parse_qs, unquote, urlsplit

from server.kernel.config import Misconfigured

TIMEOUT = 10  # seconds, for each answer of the mail server
NOT_AN_ADDRESS = "SMTP_URL is not of the form smtp://user:password@host:port?tls=starttls|ssl|off."
REFUSED_FOR_GOOD = range(500, 600)


@dataclass(frozen=True, slots=True)
class Mail:
    """A plain letter. `id` is the same whenever the same mail is tried again, and so is its Message-ID."""

    id: str
    to: str
    subject: str
    text: str
    at: datetime


class NotTaken(Exception):
    """The mail server did not take it this time; it may the next."""


class NeverTaken(Exception):
    """The mail server refuses this mail for good: no such box, or not from us."""


class Post(Protocol):
    """What can send a mail."""

    def send(self, mail: Mail) -> None:
        """Return once it is taken; NotTaken or NeverTaken if it is not, with nothing private in the exception."""


@dataclass(frozen=True, slots=True)
class SmtpPost:
    """Mail by SMTP, one connection a mail: few leave, and none waits behind another."""

    host: str
    port: int
    tls: str
    sender: str
    user: str = ""
    password: str = ""

    @classmethod
    def at(cls, url: str, sender: str) -> "SmtpPost":
        """From SMTP_URL; Misconfigured if it is not one. Without a word about TLS it is STARTTLS."""
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError as problem:
            raise Misconfigured(NOT_AN_ADDRESS) from problem
        tls = parse_qs(parts.query).get("tls", ["starttls"])[0]
        if parts.scheme != "smtp" or not parts.hostname or tls not in ("starttls", "ssl", "off"):
            raise Misconfigured(NOT_AN_ADDRESS)
        return cls(
            host=parts.hostname,
            port=port or {"starttls": 587, "ssl": 465, "off": 25}[tls],
            tls=tls,
            sender=sender,
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
        )

    def send(self, mail: Mail) -> None:
        try:
            with self._connect() as server:
                if self.user:
                    server.login(self.user, self.password)
                server.send_message(self.letter(mail))
        except smtplib.SMTPRecipientsRefused as problem:
            codes = [code for code, _ in problem.recipients.values()]
            refused = all(code in REFUSED_FOR_GOOD for code in codes)
            raise (NeverTaken if refused else NotTaken)(str(codes)) from None
        except smtplib.SMTPAuthenticationError as problem:
            raise NotTaken(str(problem.smtp_code)) from None  # ours to mend: the mail waits till then
        except smtplib.SMTPResponseException as problem:
            refused = problem.smtp_code in REFUSED_FOR_GOOD
            raise (NeverTaken if refused else NotTaken)(str(problem.smtp_code)) from None
        except (smtplib.SMTPException, OSError) as problem:
            raise NotTaken(type(problem).__name__) from None

    def _connect(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if self.tls == "ssl":
            return smtplib.SMTP_SSL(self.host, self.port, timeout=TIMEOUT, context=context)
        server = smtplib.SMTP(self.host, self.port, timeout=TIMEOUT)
        if self.tls == "starttls":
            try:
                server.starttls(context=context)
            except BaseException:
                server.close()
                raise
        return server

    def letter(self, mail: Mail) -> EmailMessage:
        """The mail as it is written down for the way."""
        letter = EmailMessage()
        letter["From"] = self.sender
        letter["To"] = mail.to
        letter["Subject"] = mail.subject
        letter["Date"] = format_datetime(mail.at)
        letter["Message-ID"] = f"<{mail.id}@ourpatch>"
        letter["Auto-Submitted"] = "auto-generated"
        letter.set_content(mail.text)
        return letter
