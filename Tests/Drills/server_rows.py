"""What the server's own key opens in its database: rows as they are now, and as they were at each moment that the write-ahead log still holds."""

from __future__ import annotations

import shutil
import sqlite3
import struct
import tempfile
import uuid
from contextlib import closing, suppress
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap
from second_keyholder import mac

WAL_HEAD, FRAME_HEAD = 32, 24
# Suites of a body: 1 names no key, 2 names one in four bytes.
OLD_SUITE, SUITE = 1, 2
MARK = {OLD_SUITE: 1, SUITE: 5}
SEGMENT = 256 << 10


def derived(master: bytes, label: str) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=f"gantry/v1/{label}".encode()).derive(master)


class ServerRows:
    """A database with its write-ahead log, and the keys that were found beside it."""

    def __init__(self, database: Path, masters: list[bytes]) -> None:
        self.database, self.masters = database, masters
        self._tried: set[bytes] = set()
        self._keys: set[bytes] = set()
        self._objects: dict[bytes, tuple[bytes, bytes]] = {}
        self.plains = self._opened()

    @property
    def count(self) -> int:
        return len(self.plains)

    def _opened(self) -> dict[str, bytes]:
        """Every plaintext that comes out, each once, by where it stood."""
        found: dict[bytes, str] = {}
        with tempfile.TemporaryDirectory() as folder:
            for moment in self.moments(Path(folder)):
                with closing(sqlite3.connect(moment)) as database:
                    database.text_factory = bytes
                    for table in self.tables(database):
                        for row in database.execute(f'SELECT * FROM "{table}"'):
                            found |= dict.fromkeys(self.bodies(table, row), table)
                    self.note_objects(database)
        found |= dict.fromkeys(self.objects(), "objects")
        return {f"{table} {number}": plain for number, (plain, table) in enumerate(found.items())}

    def moments(self, folder: Path):
        """The database after each transaction of the log, the last one first. A log that is cut off after one is a log of before."""
        log = self.database.with_name(self.database.name + "-wal")
        content = log.read_bytes() if log.is_file() else b""
        for length in [*commits(content)][::-1] or [0]:
            copy = folder / "copy.sqlite"
            for old in folder.iterdir():
                old.unlink()
            shutil.copyfile(self.database, copy)
            folder.joinpath("copy.sqlite-wal").write_bytes(content[:length])
            yield copy

    @staticmethod
    def tables(database: sqlite3.Connection) -> list[str]:
        names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        return [name.decode() for (name,) in names]

    def bodies(self, table: str, row: tuple) -> list[bytes]:
        """Each blob of a row, opened under each key, with each value of the row as what the row is named by."""
        names = [value if isinstance(value, bytes) else str(value).encode() for value in row if value is not None]
        names += [first + second for first in names for second in names if len(first) == 16 and first != second]
        found = []
        for value in row:
            if isinstance(value, bytes) and len(value) > 29 and value not in self._tried:
                self._tried.add(value)
                self._keys |= self.unwrapped(value)
                found += self.opened(table, names, value)
        return found

    def opened(self, table: str, names: list[bytes], value: bytes) -> list[bytes]:
        mark, found = MARK.get(value[0]), []
        for master in self.masters if mark else []:
            for name in names:
                context = f"gantry/v1/{table}\0".encode() + name
                key = mac(derived(master, "row"), context)
                with suppress(InvalidTag):
                    found.append(AESGCM(key).decrypt(value[mark : mark + 12], value[mark + 12 :], context))
        return found

    def unwrapped(self, value: bytes) -> set[bytes]:
        """The key that a value wraps, if it wraps one."""
        found = set()
        for master in self.masters if len(value) in (40, 45) else []:
            for label in ("object-wrap", "case-office"):
                with suppress(InvalidUnwrap):
                    found.add(aes_key_unwrap(derived(master, label), value[-40:]))
        return found

    def note_objects(self, database: sqlite3.Connection) -> None:
        """Bodies of captures, in the database or in files beside it."""
        for identity, count, inline in database.execute("SELECT id, byte_count, inline FROM objects"):
            file = next((self.database.parent / "objects").rglob(f"{uuid.UUID(bytes=identity)}*"), None)
            sealed = inline or (file and file.read_bytes())
            if sealed:
                self._objects[identity] = (identity + struct.pack(">Q", count), sealed)

    def objects(self) -> list[bytes]:
        """The first quarter of a megabyte of each object whose key was found."""
        found = []
        for context, sealed in self._objects.values():
            for key in self._keys:
                with suppress(InvalidTag):
                    found.append(AESGCM(key).decrypt(bytes(12), sealed[1 : 1 + SEGMENT + 16], context))
        return found


def commits(log: bytes):
    """Where each transaction of a write-ahead log ends (SQLite file format, section 4)."""
    if len(log) < WAL_HEAD:
        return
    page, salts = struct.unpack(">I", log[8:12])[0], log[16:24]
    at = WAL_HEAD
    while at + FRAME_HEAD + page <= len(log):
        frame = log[at : at + FRAME_HEAD]
        if frame[8:16] != salts:
            return
        at += FRAME_HEAD + page
        if struct.unpack(">I", frame[4:8])[0]:
            yield at
