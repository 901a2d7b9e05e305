"""docker-compose.yml, Dockerfile and Caddyfile, checked without Docker: shape, settings, processes."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

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
    return set(re.findall(r'(?:need|get)\(\s*"([A-Z_]+)"', text))


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
