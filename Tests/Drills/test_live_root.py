"""Root on the running server: with all memory of one second, nothing that was sealed before it opens."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import numpy
import pytest
from archive_files import Row, epochs
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from findings import report
from opening import MAKE, EpochKeys, Sought, fields, opens, secrets_of
from second_keyholder import key_part, mac, plate_value, xor
from town import CAMERAS, REGION, Drive, Town, instant

PLATE = "01A907XY"
HASH, PAGE, PIECE = 32, 4096, 1 << 22
# Of 32 random bytes one in a million is passed over: by so many zeros, by so few different values, or by so few on either side of 128, as texts have.
MOST_ZEROS, FEWEST_VALUES, FEWEST_ON_EITHER_SIDE = 5, 22, 3
# So many seconds the ratchet may have gone on between the memory and the pass that is opened with it.
SECONDS_AHEAD = 12


class Memory:
    """What a process had in its memory at one instant."""

    def __init__(self, process: int) -> None:
        self.regions: list[tuple[int, bytes]] = []
        # Pages of their own, kept out of core dumps: there the attacker looks first.
        self.guarded: set[int] = set()
        os.kill(process, signal.SIGSTOP)
        try:
            self._read(process)
        finally:
            os.kill(process, signal.SIGCONT)

    def _read(self, process: int) -> None:
        maps = Path(f"/proc/{process}/smaps").read_text()
        with open(f"/proc/{process}/mem", "rb", buffering=0) as memory:
            for start, end, name, flags in regions(maps):
                if name and not name.startswith("["):
                    continue
                content = resident(memory, start, end)
                self.regions.append((start, content))
                if "dd" in flags:
                    self.guarded.add(start)

    @property
    def size(self) -> int:
        return sum(len(content) for _, content in self.regions)

    def holds(self, value: bytes) -> bool:
        return any(value in content for _, content in self.regions)

    def count(self, value: bytes) -> int:
        return sum(content.count(value) for _, content in self.regions)

    def windows(self, length: int, guarded: bool = False) -> Iterator[bytes]:
        """Every aligned place at which random bytes of a length may stand."""
        for start, content in self.regions:
            if guarded and start not in self.guarded:
                continue
            for place in candidates(content):
                window = content[place : place + length]
                if len(window) == length:
                    yield window


def regions(maps: str) -> Iterator[tuple[int, int, str, str]]:
    """Writable regions with their names and flags (proc(5), smaps)."""
    head = None
    for line in maps.splitlines():
        if match := re.match(r"([0-9a-f]+)-([0-9a-f]+) (\S+) \S+ \S+ \S+\s*(.*)", line):
            head = match if match[3].startswith("rw") else None
        elif head and line.startswith("VmFlags:"):
            yield int(head[1], 16), int(head[2], 16), head[4], line.split()


def resident(memory, start: int, end: int) -> bytes:
    """The pages that were ever touched; the rest of a region is nothing."""
    with open(f"{Path(memory.name).parent}/pagemap", "rb", buffering=0) as pages:
        pages.seek(start // PAGE * 8)
        entries = numpy.frombuffer(pages.read((end - start) // PAGE * 8), dtype="<u8")
    parts = []
    for number in numpy.flatnonzero(entries >> numpy.uint64(62)):
        memory.seek(start + int(number) * PAGE)
        parts.append(memory.read(PAGE))
    return b"".join(parts)


def candidates(content: bytes) -> Iterator[int]:
    """Places, multiples of eight, of 32 bytes that look drawn by chance."""
    for start in range(0, len(content), PIECE):
        data = numpy.frombuffer(content[start : start + PIECE + HASH - 8], dtype=numpy.uint8)
        if len(data) < HASH:
            return
        windows = numpy.lib.stride_tricks.sliding_window_view(data, HASH)[::8]
        high = (windows > 127).sum(axis=1)
        mixed = (high >= FEWEST_ON_EITHER_SIDE) & (high <= HASH - FEWEST_ON_EITHER_SIDE)
        places = numpy.flatnonzero(mixed & ((windows == 0).sum(axis=1) <= MOST_ZEROS))
        varied = (numpy.diff(numpy.sort(windows[places], axis=1), axis=1) != 0).sum(axis=1) + 1 >= FEWEST_VALUES
        yield from (start + int(place) * 8 for place in places[varied])


class Intruder:
    """Root, with the memory of one second, all files, and the list of plates. Knows the code: which values stand side by side, and where."""

    def __init__(self, memory: Memory, subsets: int) -> None:
        self.memory, self.subsets = memory, subsets
        # The values of all subsets stand behind each other.
        self.rows_of_keys = list(dict.fromkeys(memory.windows(HASH * subsets)))
        self.guarded = list(dict.fromkeys(memory.windows(HASH * subsets, guarded=True)))
        self.keys = list(dict.fromkeys(memory.windows(HASH)))

    def parts(self, window: bytes) -> list[bytes]:
        return [window[place : place + HASH] for place in range(0, len(window), HASH)]

    def token_keys(self, row: Row, sought: Sought) -> list[bytes] | None:
        """What makes the tokens of this hour: with it, whoever passed can be found by trying all plates."""
        tokens = {token for token, _ in row.readings}
        for window in self.guarded:
            keys = self.parts(window)
            if xor([plate_value(key, row.camera, row.hour, sought.region, sought.plate) for key in keys])[:16] in tokens:
                return keys
        return None

    def opens_later(self, row: Row, values: list[bytes], second: int) -> bool:
        """Whether some values in memory, taken on by some seconds, open a row."""
        for window in self.guarded:
            keys = self.parts(window)
            for _ in range(SECONDS_AHEAD):
                if self.opens(row, keys, values, second):
                    return True
                keys = [mac(key, b"gantry/v1/ratchet") for key in keys]
        return False

    def opens_earlier(self, row: Row, values: list[bytes], second: int) -> bool:
        """Whether anything in memory opens a row: as values of the ratchet, as the key that wraps its key, or as its key."""
        if any(self.opens(row, self.parts(window), values, second) for window in self.rows_of_keys):
            return True
        wrapped = row.readings[0][1]
        return any(decrypts(key, row, second) or opens(key, wrapped, row, second) for key in self.keys)

    @staticmethod
    def opens(row: Row, keys: list[bytes], values: list[bytes], second: int) -> bool:
        wrapping = xor([key_part(key, row.identity, value) for key, value in zip(keys, values, strict=True)])
        return opens(wrapping, row.readings[0][1], row, second)


def decrypts(key: bytes, row: Row, second: int) -> bool:
    try:
        return bool(AESGCM(key).decrypt(bytes(12), row.body, row.further_data(second)))
    except InvalidTag:
        return False


def passing(town: Town, number: int, count: int) -> list[Drive]:
    drives = [Drive(CAMERAS[0], PLATE, instant(), number + place) for place in range(count)]
    for drive in drives:
        town.send(drive)
    return drives


@pytest.mark.drill
@pytest.mark.skipif(os.geteuid() != 0, reason="reading another process's memory takes root")
def test_the_second_before_is_gone(town):
    try:
        Memory(town.server.process.pid)
    except OSError as fault:
        pytest.skip(f"this system lets nobody read a process's memory: {fault}")
    before = passing(town, 0, 100)
    time.sleep(3.2)
    memory = Memory(town.server.process.pid)
    after = passing(town, 100, 3)
    truth = Truth(town)
    rows = truth.rows(before + after)
    second = truth.present(memory)
    intruder = Intruder(memory, len(truth.keys.secrets))
    got = {"memoryMiB": round(memory.size / 2**20), "candidates": len(intruder.keys)}

    first = rows[before[0].make]
    token_keys = intruder.token_keys(first, Sought(PLATE, REGION))
    assert token_keys == truth.keys.token_keys, "the intruder tells who passes in this hour: the table says so"
    values = truth.keys.values(first.camera, first.hour, Sought(PLATE, REGION))
    got["keysOfThisHour"] = len(token_keys)
    got["laterRowsOpened"] = sum(intruder.opens_later(rows[drive.make], values, truth.keys.second(rows[drive.make])) for drive in after)
    got["earlierRowsOpened"] = sum(intruder.opens_earlier(rows[drive.make], values, truth.keys.second(rows[drive.make])) for drive in before[:1])
    # What a search by trial could overlook, looked for by its value: two keyholders know it.
    got["earlierSecondsInMemory"] = sum(memory.holds(key) for past in range(second) for key in truth.keys.record_keys(past))
    got["epochSecretsInMemory"] = sum(map(memory.holds, truth.keys.secrets))
    got["dataKeysInMemory"] = sum(memory.holds(truth.data_key(rows[drive.make])) for drive in before)
    got["earlierPlatesInMemory"] = memory.count(PLATE.encode())
    got["earlierBodiesInMemory"] = sum(memory.holds(drive.make.encode()) for drive in before)
    must = {"earlierRowsOpened": 0, "earlierSecondsInMemory": 0, "epochSecretsInMemory": 0, "dataKeysInMemory": 0, "earlierBodiesInMemory": 0}
    must |= {"laterRowsOpened": len(after)}
    report("live-root", "root on the live server", "memory of one second against passes sealed before and after it", got, must)
    assert {name: got[name] for name in must} == must


class Truth:
    """What two keyholders know of the epoch."""

    def __init__(self, town: Town) -> None:
        (epoch,) = epochs(town.archive)
        self.keys = EpochKeys(epoch, secrets_of(epoch, [each.folder for each in town.keyholders[:2]]))

    def rows(self, drives: list[Drive]) -> dict[str, Row]:
        """Each drive's row, by what only its body says."""
        sought = Sought(PLATE, REGION)
        opened = ((row, self.keys.opened(row, sought)) for row in self.keys.epoch.rows)
        found = {fields(record)[MAKE].decode(): row for row, record in opened if record}
        assert found.keys() >= {drive.make for drive in drives}
        return found

    def present(self, memory: Memory) -> int:
        """The second that the memory is of."""
        seconds = [second for second in range(60) if all(map(memory.holds, self.keys.record_keys(second)))]
        assert len(seconds) == 1, "the memory is of one second"
        return seconds[0]

    def data_key(self, row: Row) -> bytes:
        values = self.keys.values(row.camera, row.hour, Sought(PLATE, REGION))
        return self.keys.data_key(row, values, row.readings[0][1])
