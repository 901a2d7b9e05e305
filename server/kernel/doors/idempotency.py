"""A POST with an `Idempotency-Key` happens once: the same key again gets the answer of the first time, the same
key with another body is a Conflict. The key's row is written in the transaction of what it stands for."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Response, json, make_response
from sqlalchemy import Table, select, update
from sqlalchemy.dialects.postgresql import insert as pg_insert

from server.kernel.errors import Conflict
from server.kernel.models import DirectoryIdempotency, TenantIdempotency
from server.kernel.unit_of_work import DirectoryWork, Work

SHOWN_ONCE = "This was done already, and what it answered is shown only once. Take it back, then make a new one."
OTHER_BODY = "This was sent before with something else in it, so it was not done again."


@dataclass(frozen=True, slots=True)
class Post:
    """A keyed POST: its key, its route (and for whom) and the SHA-256 of its body. An answer that holds a secret is
    not kept; nor is one that tells what may be seen now, and that is asked `anew`."""

    key: str
    route: str
    body_hash: bytes
    keeps_answer: bool = True
    anew: bool = False


def once_in_coop(work: Work, post: Post | None, do: Callable[[], Any]) -> Response:
    """Do it once for this membership of this co-op."""
    where = {"coop_id": work.coop_id, "membership_id": work.actor.member}
    return _once(work, TenantIdempotency.__table__, where, post, do)  # type: ignore[arg-type]


def once_in_directory(work: DirectoryWork, scope: str, post: Post | None, do: Callable[[], Any]) -> Response:
    """Do it once for this account, or for nobody yet (`anyone`)."""
    return _once(work, DirectoryIdempotency.__table__, {"scope": scope}, post, do)  # type: ignore[arg-type]


def _once(
    work: Work | DirectoryWork, table: Table, where: dict[str, Any], post: Post | None, do: Callable[[], Any]
) -> Response:
    if post is None:
        return make_response(do())
    first = work.session.execute(
        pg_insert(table)
        .values(**where, key=post.key, route=post.route, body_hash=post.body_hash)
        .on_conflict_do_nothing()
        .returning(table.c.key)
    ).one_or_none()
    mine = [table.c[name] == value for name, value in where.items()] + [table.c.key == post.key]
    if first is None:
        before = work.session.execute(
            select(table.c.route, table.c.body_hash, table.c.status, table.c.answer).where(*mine)
        ).one()
        if before.route != post.route or bytes(before.body_hash) != post.body_hash:
            raise Conflict(OTHER_BODY)
        if not post.keeps_answer:
            raise Conflict(SHOWN_ONCE)
        if before.status is None:
            return make_response(do())
        return make_response(json.jsonify(before.answer) if before.answer is not None else "", before.status)
    response = make_response(do())
    if post.anew:
        return response
    if "Set-Cookie" in response.headers:
        # it signs somebody in, and must not do so for whoever overheard the key: the action remembers its key itself
        return response
    answer = response.get_json(silent=True) if post.keeps_answer else None
    work.session.execute(update(table).where(*mine).values(status=response.status_code, answer=answer))
    return response
