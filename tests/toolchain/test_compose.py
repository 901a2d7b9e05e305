"""docker-compose.yml, Dockerfile and Caddyfile, checked without Docker: shape, settings, processes."""

import os
import re
import shutil
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml

from toolchain.children import free_port, spawn, stop
from toolchain.places import ROOT
from toolchain.services import Ports, commands
from worker.queues import QUEUES

CADDYFILE = ROOT / "deploy" / "Caddyfile"
OURS = ("migrate", "api", "realtime", "worker", "relay", "beat")
# What only the command line, the test harness and the toolchain read.
NOT_FOR_CONTAINERS = {"PWA_DIST", "DIRECTORY_DATABASE_URL"}


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    return loaded


@pytest.fixture(scope="module")
def services(compose: dict[str, Any]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = compose["services"]
    return found


def tool(name: str) -> str:
    found = shutil.which(name, path=str(Path(sys.executable).parent))
    assert found, f"{name} is missing from the environment"
    return found


def run(*command: str | Path, **settings: str) -> str:
    done = subprocess.run(
        [str(part) for part in command], check=False, capture_output=True, text=True, env=os.environ | settings
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def settings_that_are_read() -> set[str]:
    text = (ROOT / "server" / "kernel" / "config.py").read_text()
    return set(re.findall(r'(?:need|get|_count)\((?:environment, )?\s*"([A-Z_]+)"', text))


def test_the_compose_file_has_the_shape_of_the_specification() -> None:
    run(tool("check-jsonschema"), "--builtin-schema", "vendor.compose-spec", ROOT / "docker-compose.yml")


def test_the_dockerfile_is_clean() -> None:
    run(tool("hadolint"), ROOT / "Dockerfile")


def test_the_caddyfile_is_valid(tmp_path: Path) -> None:
    caddy = tool("caddy")
    run(
        *(caddy, "validate", "--adapter", "caddyfile", "--config", CADDYFILE),
        SITE_ADDRESS="care.example.coop",
        HOME=str(tmp_path),
    )


def test_sockets_go_to_realtime_and_all_else_to_api() -> None:
    blocks = re.findall(r"handle ?(\S*) \{.*?name \{\$(\w+):(\w+)\}", CADDYFILE.read_text(), re.DOTALL)
    assert [(path, name) for path, _, name in blocks] == [("/socket.io/*", "realtime"), ("", "api")]


class Says(BaseHTTPRequestHandler):
    """A server that answers with its own name and the address that the proxy told it."""

    def do_GET(self) -> None:
        _, port, *_ = self.connection.getsockname()
        body = f"{port} {self.headers['X-Forwarded-For']}".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def web() -> Iterator[tuple[int, int]]:
    """Two servers in the places of api and realtime."""
    servers = [ThreadingHTTPServer(("127.0.0.1", 0), Says) for _ in range(2)]
    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    yield servers[0].server_port, servers[1].server_port
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def proxy(web: tuple[int, int], tmp_path: Path) -> Iterator[str]:
    """Caddy itself, with the file as it is delivered."""
    address = f"http://localhost:{free_port()}"
    settings = {
        "SITE_ADDRESS": address,
        "CADDY_ADMIN": f"localhost:{free_port()}",
        "API_HOST": "127.0.0.1",
        "API_PORT": str(web[0]),
        "REALTIME_HOST": "127.0.0.1",
        "REALTIME_PORT": str(web[1]),
        "HOME": str(tmp_path),
    }
    command = [tool("caddy"), "run", "--adapter", "caddyfile", "--config", str(CADDYFILE)]
    child = spawn(command, tmp_path / "caddy.log", os.environ | settings)
    yield address
    stop(child)


def answer(url: str) -> str:
    until = time.monotonic() + 15
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5) as response:
                body: bytes = response.read()
                return body.decode()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def test_the_proxy_itself_sends_each_to_its_place(proxy: str, web: tuple[int, int]) -> None:
    api, realtime = web
    for path in ("/", "/healthz", "/api/v1/session", "/socket.io.js"):
        assert answer(proxy + path).startswith(f"{api} "), path
    told = answer(f"{proxy}/socket.io/?EIO=4&transport=websocket")
    assert told in {f"{realtime} 127.0.0.1", f"{realtime} ::1"}


def test_every_process_is_there_and_exactly_one_beat(services: dict[str, dict[str, Any]]) -> None:
    known = set(commands(Ports(1, 2), "/home"))
    assert known <= set(services)
    assert set(services) - known == {"postgres", "valkey", "migrate", "proxy"}
    assert sum("beat" in (service.get("command") or []) for service in services.values()) == 1
    assert "deploy" not in services["beat"]
    assert "--beat" not in services["worker"]["command"]


def test_the_worker_takes_every_queue(services: dict[str, dict[str, Any]]) -> None:
    command = services["worker"]["command"]
    assert set(command[command.index("--queues") + 1].split(",")) == set(QUEUES)


def test_only_the_proxy_is_reached_from_outside(services: dict[str, dict[str, Any]]) -> None:
    assert [name for name, service in services.items() if service.get("ports")] == ["proxy"]


def test_everything_that_goes_on_has_a_health_check(services: dict[str, dict[str, Any]]) -> None:
    assert [name for name, service in services.items() if "healthcheck" not in service] == ["migrate"]


def test_images_are_pinned_and_ours_is_built_once(services: dict[str, dict[str, Any]]) -> None:
    images = {name: service["image"] for name, service in services.items()}
    assert all(re.search(r":\d+\.\d+$", image) for image in images.values()), images
    assert len({images[name] for name in OURS}) == 1
    assert images["postgres"].startswith("postgres:18.")
    assert images["valkey"] == "valkey/valkey:9.1"


def test_every_setting_is_known_and_none_is_forgotten(services: dict[str, dict[str, Any]]) -> None:
    known = settings_that_are_read()
    for name in OURS:
        given = set(services[name]["environment"])
        extra = {"OWNER_DATABASE_URL", "APP_DATABASE_PASSWORD"} if name == "migrate" else set()
        assert given - extra <= known, f"{name} sets what nothing reads"
        assert known - given <= NOT_FOR_CONTAINERS, f"{name} is not told everything"


def test_nothing_but_migrate_knows_the_owners_password(services: dict[str, dict[str, Any]]) -> None:
    knows = [name for name, service in services.items() if "OWNER_DATABASE_PASSWORD" in str(service)]
    assert sorted(knows) == ["migrate", "postgres"]


def test_the_example_names_every_variable() -> None:
    text = (ROOT / "docker-compose.yml").read_text()
    wanted = set(re.findall(r"(?<!\$)\$\{([A-Z_]+)", text))
    offered = set(re.findall(r"^([A-Z_]+)=", (ROOT / "deploy" / "env.example").read_text(), re.MULTILINE))
    assert wanted == offered


def test_no_secret_has_a_default() -> None:
    text = (ROOT / "docker-compose.yml").read_text()
    assert not re.findall(r"\$\{\w*(?:PASSWORD|KEY|SMTP)\w*:?-", text)


def test_the_image_holds_what_its_commands_need() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text()
    for needed in ("migrations/", "server/", "worker/", "deploy/ourpatch", "deploy/living.py", "pwa/dist"):
        assert needed in dockerfile
    assert re.search(r"^USER \d+$", dockerfile, re.MULTILINE)
