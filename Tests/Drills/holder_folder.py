"""A keyholder's folder as another program would write and read it: a second implementation, which shares no line with the first, only the formats.

The drills play keyholders with it, and look back in time: what a holder's day keys open is what k coerced holders could open.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import struct
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from second_keyholder import DayKey

PASSPHRASE = "a lantern under the bridge"
# Guessing has to cost whoever finds a folder; in a drill the passphrase is known.
CHEAP_ROUNDS = 1024
ENTRY_BYTES = 42


def canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def text64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def today() -> date:
    return datetime.now(timezone.utc).date()


def derived(root: bytes, label: str) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=label.encode()).derive(root)


class Destroyed(Exception):
    """The day keys' file does not open."""


@dataclass
class HolderFolder:
    path: Path
    name: str
    passphrase: str = PASSPHRASE

    @classmethod
    def create(cls, path: Path, name: str, days: list[date]) -> "HolderFolder":
        """A keyholder that has made the keys of some days, as it would have in time."""
        path.mkdir(mode=0o700, parents=True)
        folder = cls(path, name)
        identity = Ed25519PrivateKey.generate()
        public, salt = identity.public_key().public_bytes_raw(), os.urandom(16)
        head = {"holder": name, "kind": "keyholder-identity", "publicKey": text64(public), "salt": text64(salt)}
        head |= {"scryptRounds": CHEAP_ROUNDS, "version": 1}
        key = derived(folder._root(head), "gantry/v1/holder/identity")
        sealed = folder._sealed(key, identity.private_bytes_raw(), name.encode() + public)
        folder._write("identity", canonical(head | {"sealed": text64(sealed)}))
        folder._write_vault(1, {day.isoformat(): os.urandom(32) for day in days})
        return folder

    @property
    def identity(self) -> str:
        """The public half in base64, as the server pins it."""
        return self._head()["publicKey"]

    def seeds(self) -> dict[str, bytes]:
        """The seed of each day's key. Raises `Destroyed` where the file's own key is not there, or is not this file's."""
        vault = (self.path / "vault").read_bytes()
        key_file = self.path / f"vault-key.{struct.unpack('>Q', vault[:8])[0]}"
        if not key_file.is_file():
            raise Destroyed("the key of the day keys' file is missing")
        return self.seeds_under(key_file.read_bytes())

    def seeds_under(self, wrapped: bytes) -> dict[str, bytes]:
        """The same with a key file that was found somewhere."""
        vault = (self.path / "vault").read_bytes()
        wrapping = derived(self._root(self._head()), "gantry/v1/holder/vault")
        try:
            key = AESGCM(wrapping).decrypt(wrapped[:12], wrapped[12:], vault[:8])
            entries = AESGCM(key).decrypt(vault[8:20], vault[20:], vault[:8])
        except InvalidTag as fault:
            raise Destroyed("this is not the key of the day keys' file") from fault
        places = range(0, len(entries), ENTRY_BYTES)
        return {entries[place : place + 10].decode(): entries[place + 10 : place + ENTRY_BYTES] for place in places}

    def day_key(self, day: date) -> DayKey:
        return DayKey(self.seeds()[day.isoformat()])

    def counter_log(self) -> list[dict]:
        """Everything the holder noted, in order."""
        return [json.loads(line) for line in (self.path / "counter-log").read_text().splitlines()]

    def _head(self) -> dict:
        return json.loads((self.path / "identity").read_text())

    def _root(self, head: dict) -> bytes:
        salt, rounds = base64.b64decode(head["salt"]), head["scryptRounds"]
        return hashlib.scrypt(self.passphrase.encode(), salt=salt, n=rounds, r=8, p=1, maxmem=1 << 28, dklen=32)

    def _write_vault(self, generation: int, seeds: dict[str, bytes]) -> None:
        head, key = struct.pack(">Q", generation), os.urandom(32)
        wrapping = derived(self._root(self._head()), "gantry/v1/holder/vault")
        entries = b"".join(day.encode() + seed for day, seed in sorted(seeds.items()))
        self._write(f"vault-key.{generation}", self._sealed(wrapping, key, head))
        self._write("vault", head + self._sealed(key, entries, head))

    def _write(self, name: str, content: bytes) -> None:
        file = self.path / name
        file.write_bytes(content)
        file.chmod(0o600)

    @staticmethod
    def _sealed(key: bytes, content: bytes, further: bytes) -> bytes:
        nonce = os.urandom(12)
        return nonce + AESGCM(key).encrypt(nonce, content, further)


def coming_days(count: int = 15) -> list[date]:
    return [today() + timedelta(days=ahead) for ahead in range(count)]
