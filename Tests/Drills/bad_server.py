"""A server in other hands: it has the log's key, seals what it likes, and asks the keyholders for what it may not have. It knows the formats only."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from holder_folder import canonical, text64
from keyholders import Keyholders
from past_epoch import PastEpoch
from second_keyholder import sha256

ORIGIN = "drill.example/audit"
REGION = "UZ"
HOUR = timedelta(hours=1)


def node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right)


class OwnLog:
    """A log of the server's own making (RFC 6962 tree, C2SP checkpoint and proof), signed with whatever key it is given."""

    def __init__(self, key: Ed25519PrivateKey, entries: list[bytes] | None = None) -> None:
        self.key, self.entries = key, list(entries or [])

    @property
    def policy(self) -> str:
        """How a keyholder's policy names it."""
        return f"log {ORIGIN}+{self._id.hex()}+{text64(self._encoded)}\nquorum none"

    @property
    def _encoded(self) -> bytes:
        return b"\x01" + self.key.public_key().public_bytes_raw()

    @property
    def _id(self) -> bytes:
        return sha256(ORIGIN.encode() + b"\n" + self._encoded)[:4]

    def root(self, start: int = 0, end: int | None = None) -> bytes:
        end = len(self.entries) if end is None else end
        if end - start == 0:
            return sha256(b"")
        if end - start == 1:
            return sha256(b"\x00" + self.entries[start])
        middle = start + split(end - start)
        return node(self.root(start, middle), self.root(middle, end))

    def checkpoint(self) -> str:
        text = f"{ORIGIN}\n{len(self.entries)}\n{text64(self.root())}\n"
        return f"{text}\n\u2014 {ORIGIN} {text64(self._id + self.key.sign(text.encode()))}\n"

    def inclusion(self, index: int) -> list[bytes]:
        start, end, path = 0, len(self.entries), []
        while end - start > 1:
            middle = start + split(end - start)
            if index < middle:
                path.append(self.root(middle, end))
                end = middle
            else:
                path.append(self.root(start, middle))
                start = middle
        return path[::-1]

    def consistency(self, old: int) -> list[bytes]:
        if old in (0, len(self.entries)):
            return []
        start, end, path = 0, len(self.entries), []
        while end > old:
            middle = start + split(end - start)
            if old <= middle:
                path.append(self.root(middle, end))
                end = middle
            else:
                path.append(self.root(start, middle))
                start = middle
        return ([*path, self.root(start, end)] if start else path)[::-1]

    def proof(self, index: int, seen: int) -> bytes:
        """What a warrant's request carries; `seen`: how much of the log the keyholder knows."""
        inclusion = "".join(text64(each) + "\n" for each in self.inclusion(index))
        proof = f"c2sp.org/tlog-proof@v1\nindex {index}\n{inclusion}\n{self.checkpoint()}"
        consistency = [text64(each) for each in self.consistency(seen)]
        return canonical({"consistency": consistency, "entry": text64(self.entries[index]), "from": seen, "proof": proof})


def split(count: int) -> int:
    """The largest power of two below a number."""
    return 1 << (count - 1).bit_length() - 1


def second_text(moment: datetime) -> str:
    return moment.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass
class Person:
    name: str
    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)

    @property
    def public(self) -> str:
        return text64(self.key.public_key().public_bytes_raw())

    def approval(self, warrant: bytes, name: str | None = None) -> dict:
        challenge = sha256(b"gantry/v1/request" + sha256(warrant))
        return {"person": name or self.name, "signature": text64(self.key.sign(challenge))}


class BadServer:
    """Sealed an hour of yesterday in order; what it asks is up to each drill."""

    def __init__(self, keyholders: Keyholders, epoch: PastEpoch, camera: str, plate: str) -> None:
        self.keyholders, self.epoch, self.camera, self.plate = keyholders, epoch, camera, plate
        self.officers = [Person("malika-yusupova"), Person("nodira-karimova")]
        self.log = OwnLog(Ed25519PrivateKey.generate())

    @property
    def scope(self) -> dict:
        return {"camera": self.camera, "hour": self.epoch.hour}

    def warrant(self, **other) -> dict:
        """A flawless warrant for the plate at the camera in the epoch's hour, but for what a drill wants otherwise."""
        return flawless(self.camera, self.plate, self.epoch.opens_at, self.officers[0].name) | other

    def enter(self, warrant: dict, opening: bytes, log: OwnLog | None = None, **other) -> int:
        """Puts a warrant's commitment into the log; returns where it stands."""
        entry = {
            "commitment": text64(commitment(warrant, opening)), "requesterKey": "", "sizeClass": 1, "time": second_text(datetime.now(timezone.utc)),
            "type": "warrant.requested", "unsealBy": warrant["unsealBy"],
        } | other
        log = log or self.log
        log.entries.append(canonical(entry))
        return len(log.entries) - 1

    def request(self, warrant: dict, opening: bytes, proof: bytes, approvals: list[dict] | None = None, scopes: list[dict] | None = None) -> bytes:
        whole = canonical(warrant)
        signed = [officer.approval(whole) for officer in self.officers] if approvals is None else approvals
        epochs = [{"record": text64(self.epoch.record), "scopes": [self.scope] if scopes is None else scopes}]
        content = {"approvals": signed, "epochs": epochs, "kind": "warrant-request", "opening": text64(opening), "proof": text64(proof)}
        return canonical(content | {"version": 1, "warrant": warrant})

    def release(self, warrant: dict, opening: bytes, hits: list[dict], record: bytes | None = None) -> bytes:
        content = {"epochs": [{"record": text64(record or self.epoch.record)}], "hits": hits, "kind": "key-release-request"}
        return canonical(content | {"opening": text64(opening), "version": 1, "warrant": warrant})

    def seen_by(self, holder) -> int:
        return holder.get("/v1/status").json["treeSize"]


def flawless(camera: str, plate: str, start: datetime, requester: str) -> dict:
    """A warrant for one plate at one camera in one hour, with a recipient key that nobody keeps."""
    recipient = ec.generate_private_key(ec.SECP256R1()).public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return {
        "cameras": [camera], "caseNumber": "2026/118", "from": second_text(start), "kind": "warrant", "nonce": text64(os.urandom(16)),
        "plates": [{"plate": plate, "region": REGION}], "purpose": "stolen-vehicle", "recipient": text64(b"\x02" + recipient), "requester": requester,
        "to": second_text(start + HOUR), "unsealBy": second_text(datetime.now(timezone.utc) + 720 * HOUR), "version": 1,
    }


def commitment(warrant: dict, opening: bytes) -> bytes:
    return hmac.new(opening, canonical(warrant), hashlib.sha256).digest()


def token_parts(answer: str) -> list[bytes]:
    """A granted answer's parts, 16 bytes each, of its one epoch."""
    parts = base64.b64decode(json.loads(base64.b64decode(answer))["epochs"][0]["parts"])
    return [parts[place : place + 16] for place in range(0, len(parts), 16)]


def hit(row_hit: dict, reading: int = 0, epoch: int = 0) -> dict:
    return row_hit | {"epoch": epoch, "reading": reading}

