"""The archive's files, read and written by a program that shares no line with Gantry: records, logs and segments of sealed passes."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from second_keyholder import EpochRecord, lp, sha256, u32

NOTE_HEAD = b"gantry/epoch/1\n"
SEGMENT_HEAD = b"gantry/passes/1\n"


class Reader:
    """Takes bytes off the front."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def take(self, count: int) -> bytes:
        taken = self.data[self.at : self.at + count]
        assert len(taken) == count, "it ends too early"
        self.at += count
        return taken

    def number(self, size: int) -> int:
        return int.from_bytes(self.take(size))

    def text(self) -> bytes:
        return self.take(self.number(1))


@dataclass(frozen=True)
class Row:
    """A sealed pass as it rests."""

    identity: bytes
    camera: str
    hour: int
    context: bytes
    seconds: tuple[int, ...]
    schema: int
    readings: tuple[tuple[bytes, bytes], ...]
    body: bytes
    pictures: tuple[bytes, ...]

    @classmethod
    def read(cls, data: bytes) -> "Row":
        reader = Reader(data)
        assert reader.number(1) == 1
        identity, camera, hour = reader.take(16), reader.text().decode(), reader.number(4)
        start = reader.at
        reader.text(), reader.text(), reader.take(12)
        context = data[start : reader.at]
        seconds = tuple(reader.number(2) for _ in range(reader.number(1)))
        schema = reader.number(1)
        readings = tuple((reader.take(16), reader.take(40)) for _ in range(reader.number(1)))
        body = reader.take(reader.number(4))
        pictures = tuple(reader.take(reader.number(4)) for _ in range(reader.number(1)))
        assert reader.at == len(data)
        return cls(identity, camera, hour, context, seconds, schema, readings, body, pictures)

    @property
    def tail(self) -> bytes:
        """`u8 subsets || u16 maskedSecond… || u8 schema`, which the body authenticates."""
        return bytes([len(self.seconds)]) + b"".join(struct.pack(">H", second) for second in self.seconds) + bytes([self.schema])

    def further_data(self, second: int) -> bytes:
        return self.identity + lp(self.camera) + u32(self.hour) + self.context + u32(second) + self.tail


@dataclass
class Epoch:
    """One epoch's folder."""

    folder: Path
    record: EpochRecord
    opens_at: int
    rows: list[Row]
    # Whether its passes rest in a segment, where nothing says in which order they came.
    is_closed: bool


def epochs(archive: Path) -> Iterator[Epoch]:
    """Every epoch of an archive, oldest folder first."""
    for record in sorted(archive.glob("*/*/record")):
        folder = record.parent
        note, opens_at = read_note(record.read_bytes())
        segments = {file.stem: file for file in folder.glob("*.segment")}
        logs = [file for file in folder.glob("*.log") if file.stem not in segments]
        rows = [row for file in segments.values() for row in segment_rows(file.read_bytes())]
        rows += [row for file in logs for row in log_rows(file.read_bytes())]
        yield Epoch(folder, note, opens_at, rows, not logs)


def read_note(data: bytes) -> tuple[EpochRecord, int]:
    assert data.startswith(NOTE_HEAD) and sha256(data[:-32]) == data[-32:]
    opens_at = struct.unpack(">Q", data[len(NOTE_HEAD) : len(NOTE_HEAD) + 8])[0]
    return EpochRecord(data[len(NOTE_HEAD) + 10 : -32]), opens_at


def note(record: bytes, opens_at: int, minutes: int = 60) -> bytes:
    head = NOTE_HEAD + struct.pack(">QH", opens_at, minutes) + record
    return head + sha256(head)


def log_rows(data: bytes) -> Iterator[Row]:
    """What was acknowledged; half a frame at the end was not."""
    at = 0
    while at + 12 <= len(data):
        length = struct.unpack(">I", data[at : at + 4])[0]
        sealed = data[at + 12 : at + 12 + length]
        if len(sealed) < length or data[at + 4 : at + 12] != checksum(sealed):
            return
        yield Row.read(sealed)
        at += 12 + length


def frame(sealed: bytes) -> bytes:
    """A pass as it stands in a log."""
    return u32(len(sealed)) + checksum(sealed) + sealed


def checksum(sealed: bytes) -> bytes:
    return hashlib.sha256(u32(len(sealed)) + sealed).digest()[:8]


def segment_rows(data: bytes) -> Iterator[Row]:
    assert data.startswith(SEGMENT_HEAD) and sha256(data[:-32]) == data[-32:]
    reader = Reader(data)
    reader.take(16), reader.take(8)
    cameras, scopes = reader.number(4), reader.number(4)
    tokens, _, names_at, scopes_at, tokens_at, _ = (reader.number(8) for _ in range(6))
    context = reader.text()
    names = [prefixed(data, int.from_bytes(data[names_at + 8 * place :][:8])) for place in range(cameras)]
    places: dict[int, tuple[str, int]] = {}
    for number in range(scopes):
        camera, hour, first, count, _ = struct.unpack(">IIQII", data[scopes_at + 24 * number :][:24])
        for line in range(first, first + count):
            assert line < tokens
            places[int.from_bytes(data[tokens_at + 24 * line + 16 :][:8])] = (names[camera], hour)
    for place, (camera, hour) in sorted(places.items()):
        length = struct.unpack(">I", data[place : place + 4])[0]
        row = data[place + 4 : place + 4 + length]
        yield Row.read(row[:17] + lp(camera) + u32(hour) + context + row[17:])


def prefixed(data: bytes, place: int) -> str:
    return data[place + 1 : place + 1 + data[place]].decode()
