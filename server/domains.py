"""Every domain there is: importing this opens the house. Only the doors at the top (app, realtime, worker, CLI)
do; a domain never knows who else lives here."""

from server.consent import reactions as consent_reactions
from server.consent import sockets as consent_sockets
from server.consent.routes import authorities, decisions, emergency, grants, looks, mine, requests
from server.coops import reactions as coops_reactions
from server.coops import routes as coops
from server.coops import sockets as coops_sockets
from server.files import routes as files
from server.identity import reactions as identity_reactions
from server.identity import routes as identity
from server.identity import sockets as identity_sockets
from server.messaging import reactions as messaging_reactions
from server.messaging import routes as messaging
from server.messaging.sockets import handlers as messaging_sockets
from server.notices import reactions as notices_reactions
from server.people import reactions as people_reactions
from server.people.routes import demo, partners, people, session
from server.record import reactions as record_reactions
from server.record import routes as record
from server.record import sockets as record_sockets

BLUEPRINTS = (
    identity.blueprint,
    session.blueprint,
    files.blueprint,
    coops.blueprint,
    people.blueprint,
    grants.blueprint,
    requests.blueprint,
    mine.blueprint,
    looks.blueprint,
    emergency.blueprint,
    authorities.blueprint,
    decisions.blueprint,
    partners.blueprint,
    record.blueprint,
    messaging.blueprint,
)
DEMO_BLUEPRINTS = (demo.blueprint,)
REACTIONS = (
    identity_reactions,
    coops_reactions,
    people_reactions,
    notices_reactions,
    consent_reactions,
    record_reactions,
    messaging_reactions,
)
SOCKETS = (identity_sockets, coops_sockets, consent_sockets, record_sockets, messaging_sockets)
