"""What clients saw, held against what is stored. Nothing here touches a network or a database."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

What = Literal["invoke", "ok", "fail", "unknown"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a client's history. Each try is an `invoke` and then what became of it; a time-out and a broken
    connection are `unknown`, since the message may be stored all the same. `t` is the machine's monotonic clock."""

    t: float
    what: What
    author: str
    conversation: str
    client_id: str
    text: str
    seq: int = 0
    at: str = ""
    duplicate: bool = False
    honest: bool = True


@dataclass(frozen=True, slots=True)
class Stored:
    """An event as it is in the database, or as a device has it."""

    conversation: str
    seq: int
    kind: str
    author: str | None
    client_id: str | None
    text: str | None


@dataclass(frozen=True, slots=True)
class DeviceLog:
    """What a device has at the end: of each conversation everything after `base` without a gap, what the server last
    told it to be unread, and how far the server says that it read."""

    owner: str
    base: Mapping[str, int]
    events: Mapping[str, Sequence[Stored]]
    unread: Mapping[str, int]
    read: Mapping[str, int]


@dataclass(slots=True)
class Send:
    """Every try of one message."""

    author: str
    conversation: str
    client_id: str
    text: str
    invoked: float
    honest: bool
    answers: list[Entry] = field(default_factory=list)
    refused: bool = False
    in_doubt: int = 0

    @property
    def acknowledged(self) -> Entry | None:
        return self.answers[0] if self.answers else None


def sends_of(history: Iterable[Entry]) -> dict[tuple[str, str], Send]:
    """The tries of each message, by author and client id, in the order in which they were first invoked."""
    sends: dict[tuple[str, str], Send] = {}
    for entry in sorted(history, key=lambda entry: entry.t):
        key = (entry.author, entry.client_id)
        if entry.what == "invoke":
            sends.setdefault(key, Send(*key[:1], entry.conversation, key[1], entry.text, entry.t, entry.honest))
            continue
        send = sends[key]
        match entry.what:
            case "ok":
                send.answers.append(entry)
            case "fail":
                send.refused = True
            case _:
                send.in_doubt += 1
    return sends


def violations(history: Sequence[Entry], stored: Sequence[Stored], devices: Sequence[DeviceLog]) -> list[str]:
    """Every broken promise, as a sentence; none is what is hoped for."""
    sends = sends_of(history)
    logs = by_conversation(stored)
    return [
        *_gaps(logs),
        *_doubled(stored),
        *_lost(sends, stored),
        *_invented(sends, stored),
        *_answers_that_differ(sends),
        *_out_of_order(sends),
        *_devices_that_differ(devices, logs),
        *_unread_that_differs(devices, logs),
    ]


def by_conversation(stored: Iterable[Stored]) -> dict[str, list[Stored]]:
    """Each conversation's log, in the order of its seqs."""
    logs: dict[str, list[Stored]] = defaultdict(list)
    for event in sorted(stored, key=lambda event: event.seq):
        logs[event.conversation].append(event)
    return dict(logs)


def _gaps(logs: Mapping[str, Sequence[Stored]]) -> Iterator[str]:
    for conversation, log in logs.items():
        if [event.seq for event in log] != list(range(1, len(log) + 1)):
            yield f"the log of {conversation} is not numbered 1 to {len(log)}"


def _doubled(stored: Iterable[Stored]) -> Iterator[str]:
    times = Counter((event.author, event.client_id) for event in stored if event.kind == "message")
    for (author, client_id), count in times.items():
        if count > 1:
            yield f"message {client_id} of {author} is stored {count} times"


def _lost(sends: Mapping[tuple[str, str], Send], stored: Iterable[Stored]) -> Iterator[str]:
    there = {(event.author, event.client_id): event for event in stored}
    for key, send in sends.items():
        event, answer = there.get(key), send.acknowledged
        if answer is None:
            if send.honest and not send.refused:
                yield f"message {send.client_id} of {send.author} was never acknowledged"
            if event is not None and send.refused and not send.in_doubt:
                yield f"message {send.client_id} of {send.author} was refused, and is stored"
        elif event is None:
            yield f"message {send.client_id} of {send.author} was acknowledged, and is not stored"
        elif (event.conversation, event.seq, event.text) != (send.conversation, answer.seq, send.text):
            yield f"message {send.client_id} of {send.author} is stored otherwise than it was acknowledged"


def _invented(sends: Mapping[tuple[str, str], Send], stored: Iterable[Stored]) -> Iterator[str]:
    for event in stored:
        if event.kind == "message" and (event.author, event.client_id) not in sends:
            yield f"event {event.seq} of {event.conversation} was sent by nobody"


def _answers_that_differ(sends: Mapping[tuple[str, str], Send]) -> Iterator[str]:
    for send in sends.values():
        if len({(answer.seq, answer.at) for answer in send.answers}) > 1:
            yield f"message {send.client_id} of {send.author} was acknowledged with more than one seq or time"
        if sum(not answer.duplicate for answer in send.answers) > 1:
            yield f"message {send.client_id} of {send.author} was acknowledged as new more than once"
        if send.answers and send.answers[0].duplicate and not send.in_doubt:
            yield f"message {send.client_id} of {send.author} was called a duplicate of nothing"


def _out_of_order(sends: Mapping[tuple[str, str], Send]) -> Iterator[str]:
    """What was acknowledged before another was first sent comes before it: of one author, and of any two."""
    by_place: dict[str, list[Send]] = defaultdict(list)
    for send in sends.values():
        if send.answers:
            by_place[send.conversation].append(send)
    for placed in by_place.values():
        answered = sorted((send.answers[0].t, send.answers[0].seq) for send in placed)
        highest, done = 0, 0
        for send in sorted(placed, key=lambda send: send.invoked):
            while done < len(answered) and answered[done][0] < send.invoked:
                highest = max(highest, answered[done][1])
                done += 1
            if send.answers[0].seq < highest:
                yield f"message {send.client_id} of {send.author} stands before one that was acknowledged earlier"


def _devices_that_differ(devices: Sequence[DeviceLog], logs: Mapping[str, Sequence[Stored]]) -> Iterator[str]:
    for device in devices:
        for conversation, base in device.base.items():
            wanted = [event for event in logs.get(conversation, ()) if event.seq > base]
            if list(device.events.get(conversation, ())) != wanted:
                yield f"the device of {device.owner} has another log of {conversation} than is stored"


def _unread_that_differs(devices: Sequence[DeviceLog], logs: Mapping[str, Sequence[Stored]]) -> Iterator[str]:
    for device in devices:
        for conversation, said in device.unread.items():
            after = max(device.read.get(conversation, 0), device.base[conversation])
            counted = sum(
                event.seq > after and event.kind == "message" and event.author != device.owner
                for event in logs.get(conversation, ())
            )
            if said != counted:
                yield f"{device.owner} is told that {said} are unread in {conversation}, and {counted} are"


@dataclass(frozen=True, slots=True)
class Losses:
    """What clients without retry and without sync lost."""

    sends: int
    deliveries: int

    def __bool__(self) -> bool:
        return bool(self.sends or self.deliveries)


def losses(history: Iterable[Entry], stored: Sequence[Stored], heard: Iterable[DeviceLog]) -> Losses:
    """Of the clients in `history` that are not honest: sends that are not stored, events that never came."""
    there = {(event.author, event.client_id) for event in stored}
    sends = [key for key, send in sends_of(history).items() if not send.honest]
    logs = by_conversation(stored)
    missing = 0
    for log in heard:
        for conversation, base in log.base.items():
            wanted = {event.seq for event in logs.get(conversation, ()) if event.seq > base}
            missing += len(wanted - {event.seq for event in log.events.get(conversation, ())})
    return Losses(sum(key not in there for key in sends), missing)


def as_stored(event: Mapping[str, Any]) -> Stored:
    """An event of the API."""
    return Stored(
        event["conversation_id"],
        event["seq"],
        event["kind"],
        event["author_id"],
        event["client_id"],
        event["text"],
    )
