"""Looking for many short byte strings in many files at once."""

from __future__ import annotations

import base64
import hashlib
import struct
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timezone
from pathlib import Path

import numpy

SHORTEST = 6
APPLE_EPOCH = 978_307_200


class Needles:
    """What is sought, each with a name. A name is found once however often its needles stand there."""

    def __init__(self) -> None:
        self._all: dict[bytes, str] = {}

    def __len__(self) -> int:
        return len(self._all)

    def add(self, name: str, *needles: bytes) -> None:
        for needle in needles:
            if len(needle) >= SHORTEST:
                self._all[needle] = name

    def found(self, files: dict[Path, bytes]) -> dict[str, set[Path]]:
        """In which files each name was found, contents and names."""
        found: dict[str, set[Path]] = defaultdict(set)
        heads: dict[int, list[bytes]] = defaultdict(list)
        for needle in self._all:
            heads[_head(needle)].append(needle)
        wanted = numpy.array(sorted(heads), dtype=numpy.uint64)
        for file, content in files.items():
            content = str(file).encode() + b"\0" + content
            for place, head in _places(content, wanted):
                for needle in heads[head]:
                    if content.startswith(needle, place):
                        found[self._all[needle]].add(file)
        return dict(found)


def _head(needle: bytes) -> int:
    return int.from_bytes(needle[:SHORTEST])


def _places(content: bytes, wanted: numpy.ndarray) -> Iterable[tuple[int, int]]:
    """Where one of the wanted beginnings stands, a piece of the content at a time."""
    piece = 1 << 22
    for start in range(0, max(1, len(content) - SHORTEST + 1), piece):
        window = numpy.frombuffer(content[start : start + piece + SHORTEST - 1], dtype=numpy.uint8).astype(numpy.uint64)
        count = len(window) - SHORTEST + 1
        if count <= 0 or not len(wanted):
            return
        values = numpy.zeros(count, dtype=numpy.uint64)
        for byte in range(SHORTEST):
            values = values << numpy.uint64(8) | window[byte : byte + count]
        slots = numpy.minimum(numpy.searchsorted(wanted, values), len(wanted) - 1)
        for place in numpy.flatnonzero(wanted[slots] == values):
            yield start + int(place), int(values[place])


def spellings(text: str) -> list[bytes]:
    """A text as it could stand in a file: in clear and in other encodings."""
    found = []
    for written in {text, text.lower(), text[::-1]}:
        plain = written.encode()
        found += [plain, written.encode("utf-16-le"), written.encode("utf-16-be"), *encodings(plain)]
    return found


def hashes(plate: str) -> list[bytes]:
    """What a table of all plates would give away."""
    found = []
    for hashed in {plate, plate.lower(), f"UZ{plate}", f"UZ-{plate}", f"UZ {plate}"}:
        for algorithm in ("md5", "sha1", "sha256", "sha512"):
            digest = hashlib.new(algorithm, hashed.encode()).digest()[:16]
            found += [digest, *encodings(digest)]
    return found


def encodings(data: bytes) -> list[bytes]:
    """Hex and base64, wherever in a longer text the data may begin."""
    found = [data.hex().encode(), data.hex().upper().encode()]
    for before in range(3):
        encoded = base64.b64encode(bytes(before) + data)
        # The first digits and the last ones belong to the neighbours too.
        found.append(encoded[(0, 2, 3)[before] : len(encoded) - (0, 4, 4)[(before + len(data)) % 3]])
    return found


def instants(moment: datetime) -> list[bytes]:
    """An instant, exact to the millisecond, as texts and numbers."""
    utc = moment.astimezone(timezone.utc)
    seconds, milliseconds = utc.timestamp(), round(utc.timestamp() * 1000)
    texts = [written.strftime("%Y-%m-%dT%H:%M:%S") + f".{milliseconds % 1000:03}" for written in (moment, utc)]
    found = [text.encode() for text in texts] + [text.replace("T", " ").encode() for text in texts]
    found += [str(milliseconds).encode(), str(milliseconds * 1000).encode(), f"{milliseconds // 1000}.{milliseconds % 1000:03}".encode()]
    for number in (milliseconds, milliseconds * 1000):
        # SQLite writes a number in as many bytes as it takes.
        found += [struct.pack(">q", number)[2:], struct.pack(">q", number), struct.pack("<q", number)]
    for number in (seconds, seconds - APPLE_EPOCH):
        found += [struct.pack(">d", number), struct.pack("<d", number)]
    return found
