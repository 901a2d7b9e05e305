"""The topology of the compose file as plain processes: the proxy, two of each web process, and one of each killed."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import uuid4

import pytest
import requests
import socketio

from toolchain import services
from toolchain.children import free_port, kill, spawn, stop
from toolchain.places import ROOT
from toolchain.processes import Stack

CADDYFILE = ROOT / "deploy" / "Caddyfile"
DEVICES = 6


@dataclass(slots=True)
class House:
    """A stack behind Caddy, with a second api and a second realtime process."""

    stack: Stack
    address: str
    seconds: dict[str, subprocess.Popen[bytes]]


def _with_both(caddyfile: str, upstreams: dict[str, list[int]]) -> str:
    """The file as it is delivered, but for where the upstreams are asked for: there is no Docker's DNS here."""
    lines, wanted = [], iter(upstreams.values())
    inside = False
    for line in caddyfile.splitlines():
        if line.strip() == "dynamic a {":
            inside = True
            lines.append("to " + " ".join(f"127.0.0.1:{port}" for port in next(wanted)))
        elif not inside:
            lines.append(line)
        elif line.strip() == "}":
            inside = False
    return "\n".join(lines) + "\n"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    address = f"http://localhost:{free_port()}"
    settings = {"PUBLIC_URL": address, "REALTIME_URL": "", "TRUSTED_PROXIES": "1"}
    with Stack(tmp_path / "home", settings=settings) as stack:
        ports = services.Ports(free_port(), free_port())
        commands = services.commands(ports, str(stack.home.place))
        seconds = {name: spawn(commands[name], tmp_path / f"{name}-2.log", stack.env) for name in ("api", "realtime")}
        file = tmp_path / "Caddyfile"
        both = {"realtime": [stack.ports.realtime, ports.realtime], "api": [stack.ports.api, ports.api]}
        file.write_text(_with_both(CADDYFILE.read_text(), both))
        wanted = {"SITE_ADDRESS": address, "CADDY_ADMIN": f"localhost:{free_port()}", "HOME": str(tmp_path)}
        command = [str(Path(sys.executable).parent / "caddy"), "run", "--adapter", "caddyfile", "--config", str(file)]
        proxy = spawn(command, tmp_path / "caddy.log", os.environ | wanted)
        try:
            _await(lambda: requests.get(f"{address}/healthz", timeout=5).ok)
            yield House(stack, address, seconds)
        finally:
            for child in (proxy, *seconds.values()):
                stop(child)


@dataclass(slots=True)
class Device:
    """Somebody of the demo world with an HTTP session and a socket, both through the proxy."""

    http: requests.Session
    socket: socketio.Client


def _device(address: str, name: str) -> Device:
    http = requests.Session()
    people = http.get(f"{address}/api/v1/demo/people", timeout=10).json()["items"]
    seat = next(person for person in people if person["name"].startswith(name))
    body = {"membership_id": seat["membership_id"], "device_name": "behind a proxy"}
    http.post(f"{address}/api/v1/demo/session", json=body, timeout=10).raise_for_status()
    device = Device(http, socketio.Client(reconnection_delay=0.2, reconnection_delay_max=1))
    cookie = {"Cookie": f"ourpatch_session={http.cookies['ourpatch_session']}"}
    device.socket.connect(address, headers=cookie, transports=["websocket"])
    return device


def _acknowledged(device: Device, message: dict[str, str]) -> bool:
    """Send as every client must: again under the same id until it is acknowledged. A socket that a dead process
    held looks connected for as long as nobody has told its client, so being connected says nothing here."""
    return bool(device.socket.call("send", message, timeout=5)["ok"])


def _await(true: Callable[[], bool]) -> None:
    until = time.monotonic() + 30
    while True:
        try:
            if true():
                return
        except (OSError, requests.RequestException, socketio.exceptions.SocketIOError):
            pass
        assert time.monotonic() < until, "it did not come about within 30 seconds"
        time.sleep(0.1)


def test_who_loses_one_process_comes_back_to_the_other(house: House) -> None:
    devices = [_device(house.address, "Edith") for _ in range(DEVICES)]
    try:
        talks = devices[0].http.get(f"{house.address}/api/v1/conversations", timeout=10).json()["items"]
        talk = next(each for each in talks if each["kind"] == "direct")["conversation_id"]
        heard: set[str] = set()
        for device in devices:
            device.socket.on("events", lambda news: heard.update(event["text"] for event in news["events"]))
        house.stack.kill("realtime")
        house.stack.kill("api")
        for number, device in enumerate(devices):
            message = {"conversation_id": talk, "client_id": str(uuid4()), "text": f"After the loss, {number}"}
            _await(partial(_acknowledged, device, message))
        _await(lambda: {f"After the loss, {number}" for number in range(DEVICES)} <= heard)
        _await(lambda: devices[0].http.get(f"{house.address}/api/v1/session", timeout=20).ok)
        for _ in range(10):
            assert devices[0].http.get(f"{house.address}/api/v1/session", timeout=20).status_code == 200
    finally:
        for device in devices:
            device.socket.disconnect()
        kill(house.seconds["realtime"])
