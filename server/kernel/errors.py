"""Problems as RFC 9457 tells them: a slug for machines, a sentence for people, the field where there is one."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar


class Problem(Exception):
    """Something that a caller is told in a sentence. Raising one rolls the unit of work back."""

    slug: ClassVar[str] = "unavailable"
    title: ClassVar[str] = "Not just now"
    status: ClassVar[int] = 503
    sentence: ClassVar[str] = "Ourpatch can't do this just now. Nothing is lost: try again in a minute."

    def __init__(
        self,
        detail: str | None = None,
        *,
        field: str | None = None,
        errors: Sequence[Mapping[str, str]] = (),
        retry_after: int | None = None,
        trace: Callable[[Any], None] | None = None,
    ) -> None:
        """`trace`: what this leaves behind, done with the work after all else of it has been rolled back."""
        self.detail = detail or self.sentence
        self.field = field
        self.errors = [dict(error) for error in errors]
        self.retry_after = retry_after
        self.trace = trace
        super().__init__(self.detail)

    def as_dict(self) -> dict[str, Any]:
        """The problem+json body."""
        body: dict[str, Any] = {
            "type": f"/problems/{self.slug}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
        }
        if self.field:
            body["field"] = self.field
        if self.errors:
            body["errors"] = self.errors
        return body


class Malformed(Problem):
    slug, title, status = "malformed", "That can't be read", 400
    sentence = "What was sent can't be read. Nothing was changed."


class SignedOut(Problem):
    slug, title, status = "signed-out", "Signed out", 401
    sentence = "You are signed out here. What you wrote is kept. Sign in to go on."


class Refused(Problem):
    """A policy said no; the sentence is the policy's own."""

    slug, title, status = "refused", "Not open to you", 403
    sentence = "This isn't open to you."


class SignInAgain(Problem):
    """What was asked for needs a passkey or a code of the last ten minutes on this device."""

    slug, title, status = "sign-in-again", "Show that it is you", 403
    sentence = "Show that it is you first, with your passkey or a code. Then this goes on."


class ForeignOrigin(Problem):
    slug, title, status = "foreign-origin", "From another site", 403
    sentence = "This was sent from another web site, so it was not done."


class NotFound(Problem):
    """What is not there, and what the caller may not know of: the same bytes for both."""

    slug, title, status = "not-found", "Not here", 404
    sentence = "There is nothing here under this address."


class MethodNotAllowed(Problem):
    slug, title, status = "method-not-allowed", "Not done this way", 405
    sentence = "This address is there, but not for this kind of request."


class Conflict(Problem):
    slug, title, status = "conflict", "Somebody was quicker", 409
    sentence = "Somebody changed this a moment ago. Look again, then decide."


class TooLarge(Problem):
    slug, title, status = "too-large", "Too long", 413
    sentence = "This is too long to send in one piece. Nothing was sent."


class UnsupportedType(Problem):
    slug, title, status = "unsupported-type", "Wrong kind", 415
    sentence = "This has to be sent as JSON."


class Invalid(Problem):
    slug, title, status = "invalid", "Something is not right yet", 422
    sentence = "Something in what was sent is not right yet. Nothing was changed."


class ClientTooOld(Problem):
    slug, title, status = "client-too-old", "A newer Ourpatch is there", 426
    sentence = "This Ourpatch is too old to go on. What you wrote is kept. Update it, then send."


class TooMany(Problem):
    slug, title, status = "too-many", "Too many tries", 429
    sentence = "That was tried too often. Wait a little, then try again."


class Unavailable(Problem):
    """The database or the queue can't be reached, or something broke."""


class Broken(Problem):
    """A fault of ours. It is logged without private text; the caller learns only that nothing is lost."""

    slug, title, status = "broken", "Something broke", 500
    sentence = "Something broke on our side. Nothing is lost: try again in a minute."
