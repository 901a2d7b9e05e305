"""Messages as they come in and go out; the PWA's types are made from these."""

from marshmallow import ValidationError, fields, validate, validates_schema

from server.coops.schemas import FaceOut
from server.kernel.doors.fields import Body, Id, Prose, Seq, SeqAsked, Time
from server.messaging.rules import MEDIA, PAGE, TEXT_LIMIT
from server.record.rules.entries import TEXT_LIMIT as ENTRY_LIMIT
from server.record.schemas import Data, SectionCode

EVENT_KINDS = ("message", "edit", "withdraw", "member", "claim", "system")


class MemberChange(Body):
    """Who came into the conversation, or left it."""

    membership_id = Id(required=True)
    name = fields.String(required=True)
    change = fields.String(required=True, validate=validate.OneOf(["joined", "left"]))


class EventOut(Body):
    """One event of a conversation's log; `seq` has no gaps."""

    conversation_id = Id(required=True)
    seq = Seq(required=True)
    kind = fields.String(required=True, validate=validate.OneOf(EVENT_KINDS))
    at = Time(required=True)
    author_id = Id(required=True, allow_none=True)
    on_behalf_of = Id(required=True, allow_none=True)
    client_id = Id(required=True, allow_none=True)
    medium = fields.String(required=True, allow_none=True, validate=validate.OneOf(MEDIA))
    text = fields.String(required=True, allow_none=True)
    member = fields.Nested(MemberChange, required=True, allow_none=True)


class MemberOut(FaceOut):
    """A face in a conversation, and how far its log came to them. `me`: this is the seat that asks."""

    delivered_seq = Seq(required=True)
    read_seq = Seq(required=True)
    me = fields.Boolean(required=True)


class ConversationOut(Body):
    """A place to write, as one of its members sees it."""

    conversation_id = Id(required=True)
    kind = fields.String(required=True, validate=validate.OneOf(["direct", "care_team", "patch_team", "coop"]))
    title = fields.String(required=True, allow_none=True)
    person_id = Id(required=True, allow_none=True)
    members = fields.List(fields.Nested(MemberOut), required=True)
    others = fields.List(fields.Nested(FaceOut), required=True)
    member_count = fields.Integer(required=True)
    last_seq = Seq(required=True)
    from_seq = Seq(required=True)
    unread = fields.Integer(required=True)
    last = fields.Nested(EventOut, required=True, allow_none=True)
    can_write = fields.Boolean(required=True)


class Conversations(Body):
    """The actor's conversations."""

    items = fields.List(fields.Nested(ConversationOut), required=True)


class BeginDirect(Body):
    """Whom to write to."""

    membership_id = Id(required=True)


class PageAsked(Body):
    """Which part of a log: after a seq, or before one."""

    after = SeqAsked()
    before = SeqAsked()
    limit = fields.Integer(load_default=PAGE, validate=validate.Range(min=1, max=PAGE))

    @validates_schema
    def _one_way(self, data: dict[str, int], **_: object) -> None:
        if "after" in data and "before" in data:
            raise ValidationError("Ask for what is before or after, not for both.", "before")


class EventsPage(Body):
    """Events, oldest first."""

    items = fields.List(fields.Nested(EventOut), required=True)
    has_more = fields.Boolean(required=True)


class SendIn(Body):
    """A message. `client_id` is made when Send is pressed and stays the same in every try."""

    client_id = Id(required=True)
    text = Prose(TEXT_LIMIT, required=True)
    medium = fields.String(load_default="text", validate=validate.OneOf(MEDIA))


class SocketSendIn(SendIn):
    """The same through a socket."""

    conversation_id = Id(required=True)


class SentOut(Body):
    """It is stored. A `duplicate` was stored before, and this is when."""

    seq = Seq(required=True)
    at = Time(required=True)
    duplicate = fields.Boolean(required=True)


class MarkIn(Body):
    """How far a conversation has come to this device, and how far its owner has read it."""

    conversation_id = Id(required=True)
    delivered_seq = Seq(load_default=0)
    read_seq = Seq(load_default=0)


class MarksIn(Body):
    """At most one mark a conversation."""

    marks = fields.List(fields.Nested(MarkIn), required=True, validate=validate.Length(max=500))


class MarksOut(Body):
    """How many marks moved."""

    stored = fields.Integer(required=True)


class SyncIn(Body):
    """The last seq of each conversation up to which the device has everything."""

    cursors = fields.Dict(keys=Id(), values=Seq(), required=True, validate=validate.Length(max=2000))


class SyncOut(Body):
    """Everything that the device lacks, or a page of it; `more` names the conversations that have more."""

    conversations = fields.List(fields.Nested(ConversationOut), required=True)
    events = fields.Dict(keys=Id(), values=fields.List(fields.Nested(EventOut)), required=True)
    more = fields.List(Id(), required=True)


class TypingIn(Body):
    """Somebody is writing."""

    conversation_id = Id(required=True)


class EventsNews(Body):
    """What happened in a conversation. `last_seq`: a device that has less than this asks for the rest."""

    conversation_id = Id(required=True)
    events = fields.List(fields.Nested(EventOut), required=True)
    last_seq = Seq(required=True)


class MarkOut(Body):
    """How far it came to a member."""

    membership_id = Id(required=True)
    delivered_seq = Seq(required=True)
    read_seq = Seq(required=True)


class ReceiptsNews(Body):
    """Marks that moved."""

    conversation_id = Id(required=True)
    marks = fields.List(fields.Nested(MarkOut), required=True)


class TypingNews(Body):
    """Who is writing; it passes after 6 seconds."""

    conversation_id = Id(required=True)
    membership_id = Id(required=True)


class ConversationNews(Body):
    """Which conversation."""

    conversation_id = Id(required=True)


class FileMessageIn(Body):
    """Into whose record a message goes, and into which section. `text`: better words than the message's own."""

    client_id = Id(required=True)
    person_id = Id(required=True)
    section = SectionCode(load_default="daily_notes")
    text = Prose(ENTRY_LIMIT)
    data = Data()


class FiledMessage(Body):
    """That a message is in somebody's record."""

    seq = Seq(required=True)
    entry_id = Id(required=True)
    person_id = Id(required=True)
    section = SectionCode(required=True)


class FiledMessages(Body):
    """Which messages of a conversation are in records, as far as I may read those sections."""

    items = fields.List(fields.Nested(FiledMessage), required=True)
