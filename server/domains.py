"""Every domain there is: importing this opens the house. Only the doors at the top (app, realtime, worker, CLI)
do; a domain never knows who else lives here."""

from server.coops import routes as coops
from server.identity import routes as identity
from server.identity import routes_demo as demo
from server.messaging import reactions as messaging_reactions
from server.messaging import routes as messaging
from server.messaging.sockets import handlers as messaging_sockets
from server.notices import reactions as notices_reactions
from server.people import routes as people

BLUEPRINTS = (identity.blueprint, coops.blueprint, people.blueprint, messaging.blueprint)
DEMO_BLUEPRINTS = (demo.blueprint,)
REACTIONS = (notices_reactions, messaging_reactions)
SOCKETS = (messaging_sockets,)
