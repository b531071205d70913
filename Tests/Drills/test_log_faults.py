"""The disk fails, or the power goes, at one write after the other while the public log is written: it is whole each time, and nothing is lost."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import astuple, dataclass
from pathlib import Path

import pytest
from findings import report
from gantry_server import BINARY

ENTRIES = 24
CALLS = ("write", "fsync", "rename", "unlink", "mkdir")
# What the call does: nothing and says so, or its work and then the power goes.
FAULTS = {"error=EIO": "the disk refuses", "signal=KILL": "the power goes"}
PLACES = (1, 2, 3, 5, 8, 13, 21, 34)


def write(folder: Path, *before: str) -> subprocess.CompletedProcess:
    command = [str(BINARY), "bench", "log", "--entries", str(ENTRIES), "--appenders", "4", "--pooling", "1", "--folder", str(folder), "--keep"]
    # A program that is being watched cannot be looked at by another one as well.
    environment = {**os.environ, "SWIFT_BACKTRACE": "enable=no"}
    return subprocess.run([*before, *command], capture_output=True, text=True, timeout=120, env=environment)


def key(done: subprocess.CompletedProcess) -> str | None:
    found = re.search(r"the log's key is (\S+)", done.stderr)
    return found and found[1]


def acknowledged(done: subprocess.CompletedProcess) -> int:
    """What the program had been told by the log that it is in it."""
    return max((int(number) for number in re.findall(r"(\d+) of \d+ entries are in the log", done.stderr)), default=0)


def check(folder: Path, verifier: str) -> int:
    """How many entries the log has; it must be whole."""
    done = subprocess.run(
        [str(BINARY), "log", "check", "--folder", str(folder / "log"), "--key", verifier], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, f"{done.stdout}{done.stderr}"
    found = re.search(r"(\d+) entries, all as they were signed", done.stdout)
    return int(found[1]) if found else 0


@dataclass
class Tally:
    """What came of runs: how many ended early, lost what they had acknowledged, or left a log that does not go on."""

    runs: int = 0
    failed: int = 0
    lost: int = 0
    unfinished: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(a + b for a, b in zip(astuple(self), astuple(other))))


def break_at(folder: Path, call: str, fault: str, place: int) -> Tally:
    done = write(folder, "strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:{fault}:when={place}")
    verifier = key(done)
    if verifier is None:
        return Tally(runs=1)  # It came no further than the key.
    size = check(folder, verifier) if (folder / "log/head").exists() else 0
    # Opening it goes the rest of the way, and the log goes on.
    again = write(folder)
    tally = Tally(
        runs=1,
        failed=done.returncode != 0,
        lost=max(0, acknowledged(done) - size),
        unfinished=again.returncode != 0 or check(folder, verifier) != size + ENTRIES,
    )
    shutil.rmtree(folder)
    return tally


@pytest.mark.drill
@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_the_log_is_whole_whatever_call_fails(tmp_path):
    places = [(call, fault, place) for call in CALLS for fault in FAULTS for place in PLACES]
    with ThreadPoolExecutor(os.cpu_count()) as workers:
        runs = workers.map(lambda each: break_at(tmp_path / f"{each[0]}-{each[1].split('=')[1]}-{each[2]}", *each), places)
        tally = sum(runs, Tally())
    got = {"runs": tally.runs, "failed": tally.failed, "entriesLost": tally.lost, "logsThatDoNotGoOn": tally.unfinished}
    report("log-faults", "power failure", f"{', '.join(CALLS)} of the log fail or are the last, one after the other", got, {"entriesLost": 0, "logsThatDoNotGoOn": 0})
    assert tally.failed > len(CALLS) * len(PLACES) // 2
    assert tally.lost == 0 and tally.unfinished == 0
