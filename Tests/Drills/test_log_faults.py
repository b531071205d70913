"""The disk fails, or the power goes, at one write after the other while the public log is written: it is whole each time, and nothing is lost."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
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


@pytest.mark.drill
@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_the_log_is_whole_whatever_call_fails(tmp_path):
    runs = failed = lost = unfinished = 0
    for call in CALLS:
        for fault in FAULTS:
            for place in PLACES:
                folder = tmp_path / f"{call}-{fault.split('=')[1]}-{place}"
                done = write(folder, "strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:{fault}:when={place}")
                runs += 1
                verifier = key(done)
                if verifier is None:
                    continue  # It came no further than the key.
                failed += done.returncode != 0
                size = check(folder, verifier) if (folder / "log/head").exists() else 0
                lost += max(0, acknowledged(done) - size)
                # Opening it goes the rest of the way, and the log goes on.
                again = write(folder)
                unfinished += again.returncode != 0 or check(folder, verifier) != size + ENTRIES
                shutil.rmtree(folder)
    got = {"runs": runs, "failed": failed, "entriesLost": lost, "logsThatDoNotGoOn": unfinished}
    report("log-faults", "power failure", f"{', '.join(CALLS)} of the log fail or are the last, one after the other", got, {"entriesLost": 0, "logsThatDoNotGoOn": 0})
    assert failed > len(CALLS) * len(PLACES) // 2
    assert lost == 0 and unfinished == 0
