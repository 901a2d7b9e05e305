"""The web application: REST under /api/v1, /healthz, and the PWA."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from server import domains
from server.identity import queries as identity
from server.kernel import limits, logs, realtime
from server.kernel.config import Settings
from server.kernel.db import open_engines
from server.kernel.doors import credentials, document, headers, problems, pwa
from server.kernel.health import install as install_health
from server.kernel.installation import check_installation
from server.kernel.realtime import ValkeyBus

BODY_LIMIT = 64 * 1024  # bytes


def create_app(settings: Settings | None = None) -> Flask:
    """The application for these settings (the environment's, if none are given).

    Raises Misconfigured, with one sentence, for settings that cannot work or that do not fit the database.
    """
    settings = settings or Settings.from_environment()
    logs.open_log(settings.log_level)
    open_engines(settings)
    check_installation(settings)
    limits.use_valkey(settings.redis_url)
    realtime.use(ValkeyBus(settings.redis_url))
    credentials.use(identity.session_by_token, identity.living_sessions)

    app = Flask("server", static_folder=None)
    if settings.trusted_proxies:
        # who calls is counted and limited by the address that our own proxy saw
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.trusted_proxies)  # type: ignore[method-assign]
    app.config.update(
        MAX_CONTENT_LENGTH=BODY_LIMIT,
        ORIGIN=settings.origin,
        SETTINGS=settings,
        JSON_SORT_KEYS=False,
    )
    blueprints = domains.BLUEPRINTS + (domains.DEMO_BLUEPRINTS if settings.demo else ())
    document.install(app, blueprints)
    problems.install(app)
    headers.install(app, settings)
    install_health(app, settings)
    pwa.install(app, settings)
    return app
