"""Sealed passes and keyholders' answers as the browser gets them, made by the second implementation of the sealing tests."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import struct
import sys
import uuid
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.keywrap import aes_key_wrap

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "SealingTests" / "vectors"))
from second_keyholder import context, key_part, lp, masked_second, plate_value, record_key, sha256, subsets, token_key, u32, xor  # noqa: E402

HPKE = Suite(KEM.P256, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
SITE = "tashkent-city"


def canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def text64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def readings_of(warrant: dict) -> list[tuple[str, str]]:
    readings = []
    for each in warrant["plates"]:
        for reading in ((each["plate"], each["region"]), (each["plate"], "")):
            if reading not in readings:
                readings.append(reading)
    return readings


@dataclass
class Passing:
    """One vehicle at one camera; what a test wants to be sealed."""

    camera: str
    at: datetime
    plate: str = "01A123BC"
    region: str = "UZ"
    speed: float | None = 61.25
    lane: int | None = 2
    body: str = ""
    place: tuple[float, float] = (41.3111, 69.2797)
    pictures: list[bytes] = field(default_factory=list)

    @property
    def hour(self) -> int:
        return int(self.at.timestamp()) // 3600

    @property
    def record(self) -> bytes:
        def one(tag: int, value: bytes) -> bytes:
            return bytes([tag]) + struct.pack(">H", len(value)) + value

        instant = struct.pack(">q", round(self.at.timestamp() * 1_000_000))
        digest = sha256((self.body or f"{self.camera}{self.at}").encode()).hex().encode()
        fields = [(1, b"crossing"), (2, instant), (3, instant), (7, b"approach"), (16, b"camera"), (17, self.plate.encode())]
        fields += [(18, self.plate.encode())]
        fields += [(19, struct.pack(">f", 0.75)), (20, self.region.encode()), (21, struct.pack(">f", 0.75) + self.plate.encode())]
        fields += [(32, b"car"), (48, struct.pack(">dd", *self.place)), (80, digest)]
        fields += [(6, struct.pack(">q", self.lane))] if self.lane is not None else []
        fields += [(9, struct.pack(">d", self.speed))] if self.speed is not None else []
        # A tag of a later version.
        return b"".join(one(tag, value) for tag, value in fields) + one(200, b"later")


class SealedEpoch:
    """An hour of one server, sealed to k of n holders."""

    def __init__(self, holders: list[str], threshold: int, at: datetime) -> None:
        self.holders = sorted(holders)
        self.subsets = subsets(holders, threshold)
        self.context = context(SITE, at.strftime("%Y-%m-%d"), at.hour, os.urandom(8))
        self.secrets = [os.urandom(32) for _ in self.subsets]
        self.token_keys = [token_key(self.context, secret) for secret in self.secrets]
        capsules = b"".join(struct.pack(">H", 40) + os.urandom(40) for _ in holders)
        head = bytes([threshold, len(holders)]) + b"".join(map(lp, self.holders))
        self.record = b"\x01" + self.context + head + b"".join(os.urandom(32) for _ in self.subsets) + capsules

    def values(self, camera: str, hour: int, reading: tuple[str, str]) -> list[bytes]:
        plate, region = reading
        return [plate_value(key, camera, hour, region, plate) for key in self.token_keys]

    def seal(self, passing: Passing, second: int) -> tuple[bytes, dict]:
        """The row, and the hit that a release names it by."""
        identity, key = os.urandom(16), os.urandom(32)
        values = self.values(passing.camera, passing.hour, (passing.plate, passing.region))
        wrapped = aes_key_wrap(xor(self.parts(identity, second, values)), key)
        masked = [masked_second(self.context, secret, identity, second) for secret in self.secrets]
        tail = bytes([len(masked)]) + b"".join(struct.pack(">H", value) for value in masked) + b"\x01"
        head = identity + lp(passing.camera) + u32(passing.hour) + self.context

        def piece(content: bytes, number: int, size: int) -> bytes:
            padded = u32(len(content)) + content
            padded += bytes(-len(padded) % size)
            return AESGCM(key).encrypt(struct.pack(">IQ", 0, number), padded, head + u32(second) + tail)

        body = piece(passing.record, 0, 512)
        pictures = [piece(picture, place + 1, 16_384) for place, picture in enumerate(passing.pictures)]
        row = b"\x01" + head + tail + b"\x01" + xor(values)[:16] + wrapped + u32(len(body)) + body
        row += bytes([len(pictures)]) + b"".join(u32(len(picture)) + picture for picture in pictures)
        scope = {"camera": passing.camera, "hour": passing.hour}
        return row, {"pass": str(uuid.UUID(bytes=identity)), "scope": scope, "seconds": masked}

    def parts(self, identity: bytes, second: int, values: list[bytes]) -> list[bytes]:
        return [key_part(record_key(self.context, secret, second), identity, value) for secret, value in zip(self.secrets, values, strict=True)]

    def second(self, hit: dict) -> int:
        identity = uuid.UUID(hit["pass"]).bytes
        return masked_second(self.context, self.secrets[0], identity, hit["seconds"][0])


class Release:
    """What the office asks the keyholders for, and what they answer."""

    def __init__(self, warrant: bytes, opening: bytes, passings: list[Passing], holders: list[str], threshold: int) -> None:
        self.warrant, self.opening, self.holders = warrant, opening, holders
        readings = readings_of(json.loads(warrant))
        hours = sorted({passing.hour for passing in passings})
        self.epochs = [SealedEpoch(holders, threshold, datetime.fromtimestamp(hour * 3600, timezone.utc)) for hour in hours]
        self.rows: list[tuple[bytes, bytes]] = []
        self.hits: list[dict] = []
        for place, passing in enumerate(passings):
            epoch = hours.index(passing.hour)
            row, hit = self.epochs[epoch].seal(passing, second=place % 150)
            wanted = (passing.plate, passing.region)
            self.hits.append(hit | {"epoch": epoch, "reading": readings.index(wanted) if wanted in readings else 0})
            self.rows.append((row, xor(self.epochs[epoch].values(passing.camera, passing.hour, wanted))[:16]))

    @property
    def bytes(self) -> bytes:
        epochs = [{"record": text64(epoch.record)} for epoch in self.epochs]
        content = {"epochs": epochs, "hits": self.hits, "kind": "key-release-request", "opening": text64(self.opening), "version": 1}
        return canonical(content | {"warrant": json.loads(self.warrant)})

    def answer(self, holder: str) -> bytes:
        warrant = json.loads(self.warrant)
        content = b""
        for hit in self.hits:
            epoch = self.epochs[hit["epoch"]]
            second = epoch.second(hit)
            values = epoch.values(hit["scope"]["camera"], hit["scope"]["hour"], readings_of(warrant)[hit["reading"]])
            parts = epoch.parts(uuid.UUID(hit["pass"]).bytes, second, values)
            content += struct.pack(">H", second) + b"".join(part for part, members in zip(parts, epoch.subsets, strict=True) if holder in members)
        key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), base64.b64decode(warrant["recipient"])[1:])
        info = b"gantry/v1/release" + sha256(self.warrant) + lp(holder) + sha256(self.bytes)
        commitment = hmac.new(self.opening, self.warrant, hashlib.sha256).digest()
        answer = {"commitment": text64(commitment), "count": len(self.hits), "holder": holder, "kind": "key-release-answer", "version": 1}
        return canonical(answer | {"sealed": text64(HPKE.encrypt(content, key, info=info)), "signature": text64(bytes(64))})

    @property
    def found(self) -> list[dict]:
        return [{"row": text64(row), "token": text64(token)} for row, token in self.rows]
