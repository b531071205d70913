"""A transparency log made here, from the formats' own words (RFC 6962; C2SP tlog-tiles, tlog-checkpoint, signed-note, tlog-cosignature): the second
implementation that the page's scripts are held against."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

WIDTH = 256
LOG, WITNESS = 1, 4


def text64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def leaf(entry: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + entry).digest()


def root(hashes: list[bytes]) -> bytes:
    if not hashes:
        return hashlib.sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    split = 1
    while split * 2 < len(hashes):
        split *= 2
    return hashlib.sha256(b"\x01" + root(hashes[:split]) + root(hashes[split:])).digest()


def tile_path(level: int | str, number: int, width: int) -> str:
    digits = str(number)
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    groups = [digits[at : at + 3] for at in range(0, len(digits), 3)]
    name = "/".join([f"x{group}" for group in groups[:-1]] + groups[-1:])
    return f"tile/{level}/{name}" + (f".p/{width}" if width < WIDTH else "")


class Signer:
    def __init__(self, name: str, kind: int, seed: bytes) -> None:
        self.name, self.kind, self.secret = name, kind, Ed25519PrivateKey.from_private_bytes(seed)
        encoded = bytes([kind]) + self.secret.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        self.id = hashlib.sha256(name.encode() + b"\n" + encoded).digest()[:4]
        self.key = f"{name}+{self.id.hex()}+{text64(encoded)}"

    def line(self, text: str, time: int = 0) -> str:
        message, prefix = text, b""
        if self.kind == WITNESS:
            message, prefix = f"cosignature/v1\ntime {time}\n{text}", time.to_bytes(8, "big")
        return f"\u2014 {self.name} {text64(self.id + prefix + self.secret.sign(message.encode()))}\n"


@dataclass
class MadeLog:
    entries: list[bytes]
    origin: str = "gantry.example/audit/1"
    witnesses: list[str] = field(default_factory=lambda: ["witness.example/w1"])
    time: int = 1_790_000_000

    def __post_init__(self) -> None:
        self.signer = Signer(self.origin, LOG, bytes(range(32)))
        self.cosigners = [Signer(name, WITNESS, bytes(range(32 * number, 32 * number + 32))) for number, name in enumerate(self.witnesses, 1)]

    @property
    def text(self) -> str:
        return f"{self.origin}\n{len(self.entries)}\n{text64(root([leaf(entry) for entry in self.entries]))}\n"

    @property
    def checkpoint(self) -> str:
        return self.text + "\n" + self.signer.line(self.text) + "".join(each.line(self.text, self.time) for each in self.cosigners)

    @property
    def policy(self) -> str:
        lines = [f"log {self.signer.key}"] + [f"witness w{number} {each.key}" for number, each in enumerate(self.cosigners, 1)]
        if self.cosigners:
            lines += ["group everyone all " + " ".join(f"w{number}" for number in range(1, len(self.cosigners) + 1)), "quorum everyone"]
        else:
            lines.append("quorum none")
        return "\n".join(lines) + "\n"

    @property
    def files(self) -> dict[str, bytes]:
        files = {"checkpoint": self.checkpoint.encode()}
        for number, group in enumerate(grouped(self.entries)):
            files[tile_path("entries", number, len(group))] = b"".join(len(entry).to_bytes(2, "big") + entry for entry in group)
        level, hashes = 0, [leaf(entry) for entry in self.entries]
        while hashes:
            groups = grouped(hashes)
            for number, group in enumerate(groups):
                files[tile_path(level, number, len(group))] = b"".join(group)
            hashes = [root(group) for group in groups if len(group) == WIDTH]
            level += 1
        return files


def grouped(values: list[bytes]) -> list[list[bytes]]:
    return [values[at : at + WIDTH] for at in range(0, len(values), WIDTH)]
