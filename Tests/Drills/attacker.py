"""Somebody who has a copy: of the data folder, or of the whole disk with configuration and keys. They know every format and label of Gantry, have
the list of all plates, and time.

    python attacker.py COPY --plates plates.txt [--disk FOLDER]

prints what they got as JSON.
"""

from __future__ import annotations

import argparse
import base64
import hmac
import itertools
import json
import re
import struct
import sys
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

sys.path += [str(Path(__file__).resolve().parents[1] / "SealingTests" / "vectors")]

from archive_files import Epoch, Row, epochs  # noqa: E402
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap  # noqa: E402
from needles import Needles, hashes, instants, spellings  # noqa: E402
from second_keyholder import key_part, lp, record_key, sha256, token_key  # noqa: E402
from server_rows import ServerRows, derived  # noqa: E402

MARKERS = {
    "JPEG": (b"\xff\xd8\xff\xe0\x00\x10", b"\xff\xd8\xff\xdb\x00\x43", b"\xff\xd8\xff\xe1", b"JFIF\0\x01", b"Exif\0\0"),
    "MP4": (b"ftypisom", b"ftypmp42", b"moovmvhd"),
}
OPENED = Path("opened with the server's key")
LABELS = ("row", "object-wrap", "case-office", "index", "token", "record", "second", "ratchet", "plate", "kek", "capsule", "commit")
ROWS_TRIED = 20
KEYS_IN_TEXT = re.compile(rb"[A-Za-z0-9+/]{43}=")


class Attacker:
    """One copy, and what can be got out of it."""

    def __init__(self, copy: Path, plates: Iterable[str], regions: Iterable[str] = ("UZ", ""), disk: Path | None = None) -> None:
        """`disk`: what was taken besides, such as gantry.yaml and the key files."""
        self.copy, self.disk = copy, disk
        self.plates, self.regions = sorted(set(plates)), list(regions)
        self.files = read_all(copy) | (read_all(disk) if disk else {})
        self.epochs = list(epochs(copy / "passes"))
        self.server = ServerRows(copy / "gantry.sqlite", self.key_files()) if disk else None
        # What the server's own key opens stands beside the files, as if it had lain there in clear.
        plains = self.server.plains if self.server else {}
        self.files |= {OPENED / name: content for name, content in plains.items()}

    @property
    def rows(self) -> list[Row]:
        return [row for epoch in self.epochs for row in epoch.rows]

    def key_files(self) -> list[bytes]:
        """Every 32 bytes that stand as base64 in what was taken besides."""
        texts = read_all(self.disk).values() if self.disk else []
        return [base64.b64decode(found) for text in texts for found in KEYS_IN_TEXT.findall(text)]

    # What lies open.

    def clear(
        self, canaries: Iterable[str] = (), times: Iterable[datetime] = (), pictures: Iterable[bytes] = ()
    ) -> dict[str, dict[str, int]]:
        """How many plates, canaries, exact times and pictures can simply be read, and in which files."""
        needles = Needles()
        for plate in self.plates:
            needles.add(f"plates {plate}", *spellings(plate), *hashes(plate))
        for canary in canaries:
            needles.add(f"canaries {canary}", *spellings(canary))
        for moment in times:
            needles.add(f"times {moment.isoformat()}", *instants(moment))
        for number, picture in enumerate(pictures):
            # The middle: beginnings are the same in all pictures of a maker.
            needles.add(f"pictures {number}", picture[len(picture) // 2 :][:24])
        for marker, beginnings in MARKERS.items():
            needles.add(f"markers {marker}", *beginnings)
        found = {kind: Counter() for kind in ("plates", "canaries", "times", "pictures", "markers")}
        for name, files in needles.found(self.files).items():
            kind = found[name.partition(" ")[0]]
            kind["found"] += 1
            kind.update(self.place(file) for file in files)
        return {kind: dict(counter) for kind, counter in found.items()}

    def place(self, file: Path) -> str:
        """A file's name without what is random in it."""
        return re.sub(r"[0-9a-fA-F]{8}[0-9a-fA-F-]{8,}", "*", str(file))

    # Whose pass it is.

    def secrets(self, epoch: Epoch) -> set[bytes]:
        """Every key that could be one: those of the key files with all that is derived from them, and what a careless programmer might have taken."""
        careless = [bytes(32), bytes([255] * 32), sha256(b""), sha256(epoch.record.context), sha256(epoch.record.context[-8:])]
        careless += [epoch.record.context[-8:].ljust(32, b"\0"), *epoch.record.commitments, *map(sha256, epoch.record.capsules.values())]
        masters = self.key_files()
        return set(careless + masters + [derived(master, label) for master in masters for label in LABELS])

    def public(self) -> set[bytes]:
        """Whatever else stands in 32 bytes of base64 anywhere."""
        return {base64.b64decode(text) for content in self.files.values() for text in KEYS_IN_TEXT.findall(content)}

    def matched(self) -> int:
        """How many readings of rows carry a token that some plate makes: as a plain hash, or under some key in the place of every subset's."""
        found = 0
        for epoch in self.epochs:
            tokens = Counter(token for row in epoch.rows for token, _ in row.readings)
            messages = list(self.messages(epoch))
            found += sum(tokens[sha256(message)[:16]] for message in [*messages, *(plate.encode() for plate in self.plates)])
            secrets = self.secrets(epoch)
            for key in secrets | self.public() | {token_key(epoch.record.context, secret) for secret in secrets}:
                found += sum(tokens[hmac.digest(key, message, "sha256")[:16]] for message in messages)
        return found

    def messages(self, epoch: Epoch) -> Iterator[bytes]:
        """What tokens are made of: each plate at each camera in each hour that has rows."""
        for camera, hour in {(row.camera, row.hour) for row in epoch.rows}:
            for plate, region in itertools.product(self.plates, self.regions):
                yield b"gantry/v1/plate" + lp(camera) + struct.pack(">I", hour) + lp(region) + lp(plate)

    def unwrapped(self) -> int:
        """How many rows' data keys come out of their wrapping under some key. Tried on some rows of each epoch: what opens one opens all."""
        found = 0
        for epoch in self.epochs:
            secrets = self.secrets(epoch)
            keys = secrets | {record_key(epoch.record.context, secret, 0) for secret in secrets}
            for row in epoch.rows[:: max(1, len(epoch.rows) // ROWS_TRIED)]:
                own = {key_part(key, row.identity, bytes(32)) for key in keys}
                found += any(unwraps(key, wrapped) for key in keys | own for _, wrapped in row.readings)
        return found

    # Which passes belong together.

    def links(self) -> dict[str, int]:
        """How often something that stands in a row stands in another, or elsewhere, and what that links."""
        sightings: dict[bytes, set[tuple[str, int, bytes]]] = defaultdict(set)
        counts: Counter = Counter()
        for row in self.rows:
            for token, _ in row.readings:
                sightings[token].add((row.camera, row.hour, row.context))
                counts[token] += 1
        linked = {"acrossCameras": 0, "acrossHours": 0, "acrossEpochs": 0}
        for scopes in sightings.values():
            linked["acrossCameras"] += len({camera for camera, _, _ in scopes}) - 1
            linked["acrossHours"] += len({hour for _, hour, _ in scopes}) - 1
            linked["acrossEpochs"] += len({context for _, _, context in scopes}) - 1
        linked["sameCarSameCameraSameHour"] = sum(count - 1 for count in counts.values())
        for what, parts in self.parts().items():
            linked[what] = sum(count - 1 for count in Counter(parts).values())
        return linked

    def parts(self) -> dict[str, list[bytes]]:
        """What must be different in each row."""
        return {
            "repeatedIDs": [row.identity for row in self.rows],
            "repeatedKeys": [wrapped for row in self.rows for _, wrapped in row.readings],
            "repeatedSeconds": [row.tail for row in self.rows],
            "repeatedBodies": [row.body[:16] for row in self.rows] + [picture[:16] for row in self.rows for picture in row.pictures],
        }

    def named_elsewhere(self) -> dict[str, list[str]]:
        """Rows whose ID stands in a file besides the archive's own, by hexadecimal ID: there may be more beside it."""
        needles = Needles()
        for row in self.rows:
            text = str(uuid.UUID(bytes=row.identity))
            needles.add(row.identity.hex(), row.identity, text.encode(), text.upper().encode(), *spellings(text)[1:3], row.identity.hex().encode())
            for token, _ in row.readings:
                needles.add(row.identity.hex(), token, token.hex().encode(), base64.b64encode(token)[:20])
        others = {file: content for file, content in self.files.items() if (self.copy / "passes") not in file.parents}
        return {name: sorted(self.place(file) for file in files) for name, files in needles.found(others).items()}

    # What the table gives them.

    def learned(self) -> dict[str, int]:
        """Cameras, hours, counts and sizes."""
        rows = self.rows
        return {
            "passes": len(rows),
            "cameras": len({row.camera for row in rows}),
            "hours": len({(row.camera, row.hour) for row in rows}),
            "sizes": len({len(row.body) for row in rows} | {len(picture) for row in rows for picture in row.pictures}),
            "inOrderOfArrival": sum(len(epoch.rows) for epoch in self.epochs if not epoch.is_closed),
            "rowsOpenedWithServerKey": self.server.count if self.server else 0,
        }

    def everything(self) -> dict:
        return {
            "clear": self.clear(), "matched": self.matched(), "unwrapped": self.unwrapped(), "links": self.links(),
            "namedElsewhere": len(self.named_elsewhere()), "learned": self.learned(),
        }


def unwraps(key: bytes, wrapped: bytes) -> bool:
    try:
        return bool(aes_key_unwrap(key, wrapped))
    except InvalidUnwrap:
        return False


def read_all(folder: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def main() -> None:
    parser = argparse.ArgumentParser(description="Try everything on a copy of a data folder.")
    parser.add_argument("copy", type=Path)
    parser.add_argument("--plates", type=Path, required=True, help="one to a line")
    parser.add_argument("--disk", type=Path, help="what was taken besides: configuration, key files")
    arguments = parser.parse_args()
    attacker = Attacker(arguments.copy, arguments.plates.read_text().split(), disk=arguments.disk)
    print(json.dumps(attacker.everything(), indent=2, sort_keys=True))


if __name__ == "__main__":
    main()
