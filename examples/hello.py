"""Edith writes to Sam, and Sam's device says that it has it and that he has read it.

Against a running demo (`./dev run`):  .dev/venv/bin/python examples/hello.py [http://localhost:4100]
"""

import sys
import threading
import uuid

import requests
import socketio

ADDRESS = (sys.argv[1] if len(sys.argv) > 1 else "http://localhost:4100").rstrip("/")
API = f"{ADDRESS}/api/v1"


def sign_in(name: str) -> tuple[requests.Session, dict, socketio.Client]:
    """Sign in through the demo's door; give back the HTTP session, who that is, and a connected socket."""
    http = requests.Session()
    people = http.get(f"{API}/demo/people", timeout=10).json()["items"]
    seat = next(person for person in people if person["name"].startswith(name))
    answer = http.post(f"{API}/demo/session", json={"membership_id": seat["membership_id"], "device_name": "hello.py"})
    answer.raise_for_status()
    me = answer.json()
    socket = socketio.Client()
    cookie = f"ourpatch_session={http.cookies['ourpatch_session']}"
    socket.connect(me["realtime_url"] or ADDRESS, headers={"Cookie": cookie}, transports=["websocket"])
    return http, me, socket


edith, edith_me, edith_socket = sign_in("Edith")
sam, sam_me, sam_socket = sign_in("Sam")
sam_id = sam_me["active"]["membership_id"]
read = threading.Event()


@sam_socket.on("events")
def sam_reads(news: dict) -> None:
    """Sam's device stores what came, and he reads it."""
    mark = {"conversation_id": news["conversation_id"], "delivered_seq": news["last_seq"], "read_seq": news["last_seq"]}
    sam_socket.emit("receipts", {"marks": [mark]})


@edith_socket.on("receipts")
def edith_sees(news: dict) -> None:
    """Edith's device is told how far Sam has come."""
    for mark in news["marks"]:
        if mark["membership_id"] == sam_id and mark["read_seq"] >= sent["seq"]:
            read.set()


talk = edith.post(f"{API}/conversations/direct", json={"membership_id": sam_id}, timeout=10).json()
message = {"conversation_id": talk["conversation_id"], "client_id": str(uuid.uuid4()), "text": "Morning, Sam."}
sent = edith_socket.call("send", message, timeout=10)
print(f"Edith's message is stored as number {sent['seq']}, at {sent['at']}.")
arrived = read.wait(10)
print("Sam has read it." if arrived else "No receipt came within ten seconds.")
edith_socket.disconnect()
sam_socket.disconnect()
sys.exit(0 if arrived else 1)
