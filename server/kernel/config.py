"""Settings, all from the environment; read once and passed on."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast
from urllib.parse import urlsplit

Mode = Literal["demo", "production"]
MAIL_FROM = "Ourpatch <post@localhost>"


class Misconfigured(Exception):
    """The server cannot start like this. The text is one sentence for whoever runs it."""


def origin_of(url: str) -> str:
    """The scheme, host and port of an address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a process needs to know about its place. URLs are whole; secrets are never logged."""

    database_url: str
    redis_url: str
    public_url: str
    secret_key: str
    realtime_url: str = ""
    mode: Mode = "production"
    smtp_url: str = ""
    mail_from: str = MAIL_FROM
    pwa_dist: Path = Path("pwa/dist")
    log_level: str = "INFO"
    directory_database_url: str = ""
    trusted_proxies: int = 0
    clamav_url: str = ""

    @property
    def demo(self) -> bool:
        return self.mode == "demo"

    @property
    def https(self) -> bool:
        return self.public_url.startswith("https://")

    @property
    def directory_url(self) -> str:
        """Where accounts and sessions are kept: the same database, unless told otherwise."""
        return self.directory_database_url or self.database_url

    @property
    def origin(self) -> str:
        """Where our pages come from."""
        return origin_of(self.public_url)

    @property
    def socket_origins(self) -> list[str]:
        """Who may open a socket: our pages. A program that is no browser names the sockets' own address, from
        which no page is ever served."""
        return [self.origin, *([origin_of(self.realtime_url)] if self.realtime_url else [])]

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """Read the settings; raises Misconfigured with one sentence that names the variable."""

        def need(name: str) -> str:
            if value := environment.get(name, "").strip():
                return value
            raise Misconfigured(f"{name} is not set.")

        mode = environment.get("OURPATCH_MODE", "production")
        if mode not in ("demo", "production"):
            raise Misconfigured("OURPATCH_MODE is neither demo nor production.")
        secret = need("SECRET_KEY")
        if len(secret) < 32:
            raise Misconfigured("SECRET_KEY is shorter than 32 characters.")
        settings = cls(
            database_url=need("DATABASE_URL"),
            redis_url=need("REDIS_URL"),
            public_url=need("PUBLIC_URL").rstrip("/"),
            secret_key=secret,
            realtime_url=environment.get("REALTIME_URL", "").rstrip("/"),
            mode=cast(Mode, mode),
            smtp_url=environment.get("SMTP_URL", ""),
            mail_from=environment.get("MAIL_FROM", MAIL_FROM),
            pwa_dist=Path(environment.get("PWA_DIST", "pwa/dist")),
            log_level=environment.get("LOG_LEVEL", "INFO"),
            directory_database_url=environment.get("DIRECTORY_DATABASE_URL", ""),
            trusted_proxies=_count(environment, "TRUSTED_PROXIES"),
            clamav_url=environment.get("CLAMAV_URL", "").strip(),
        )
        if not settings.demo and not settings.smtp_url:
            raise Misconfigured("SMTP_URL is not set: without it nobody can be sent a code to sign in.")
        return settings


def _count(environment: Mapping[str, str], name: str) -> int:
    raw = environment.get(name, "0")
    if not raw.isdecimal():
        raise Misconfigured(f"{name} is not a whole number.")
    return int(raw)
