"""What sign-ins tell open sockets."""

from server.kernel.doors.fields import Body
from server.kernel.doors.sockets import emits


class SignedOutNews(Body):
    """Nothing more to say."""


emits("signed_out", SignedOutNews, "the session that was shut", "You are signed out on this device; the socket closes.")
