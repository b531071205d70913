"""`gantry log`: what outsiders and administrators check a log with, on a log that is made here."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from pathlib import Path

import pytest
from gantry_server import BINARY

ENTRIES = 600


def gantry(*arguments: str, check: bool = True, text: str | None = None) -> subprocess.CompletedProcess:
    done = subprocess.run([str(BINARY), *map(str, arguments)], capture_output=True, text=True, timeout=240, input=text)
    if check:
        assert done.returncode == 0, done.stderr
    return done


class MadeLog:
    """A log of 600 entries, with its key."""

    def __init__(self, folder: Path) -> None:
        made = gantry("bench", "log", "--entries", ENTRIES, "--appenders", 97, "--pooling", 10, "--folder", folder, "--keep")
        assert f"the log has {ENTRIES} and is whole" in made.stdout
        self.key = next(line.split()[-1] for line in made.stderr.splitlines() if line.startswith("the log's key is "))
        self.folder = folder / "log"

    def check(self, folder: Path | None = None) -> subprocess.CompletedProcess:
        return gantry("log", "check", "--folder", folder or self.folder, "--key", self.key, check=False)


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> MadeLog:
    return MadeLog(tmp_path_factory.mktemp("log") / "bench")


@pytest.fixture
def copy(made, tmp_path) -> Path:
    shutil.copytree(made.folder, tmp_path / "log")
    return tmp_path / "log"


def files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file() and file.stat().st_size > 0)


def test_a_whole_log_is_found_whole(made, copy):
    done = made.check()
    assert done.returncode == 0 and f"{ENTRIES} entries, all as they were signed" in done.stdout
    # What everybody sees of it is enough.
    assert made.check(copy / "public").returncode == 0


def test_every_flipped_bit_is_found(made, copy):
    chance = random.Random(20_261_121)
    for file in files(copy):
        good = file.read_bytes()
        for place in (0, len(good) - 1, chance.randrange(len(good))):
            bad = bytearray(good)
            bad[place] ^= 1 << chance.randrange(8)
            file.write_bytes(bad)
            done = made.check(copy)
            name = str(file.relative_to(copy)).removeprefix("public/")
            assert done.returncode == 1 and name in done.stdout, f"{file}, byte {place}: {done.stdout}{done.stderr}"
        file.write_bytes(good)
    assert made.check(copy).returncode == 0


def test_files_that_are_short_gone_or_too_many_are_found(made, copy):
    newest = [copy / "head", copy / "public/checkpoint", copy / "public/tile/0/000", copy / "public/tile/0/002.p/88", copy / "public/tile/entries/001"]
    for file in newest:
        good = file.read_bytes()
        file.write_bytes(good[:-1])
        assert made.check(copy).returncode == 1, f"{file} is short"
        file.unlink()
        assert made.check(copy).returncode == 1, f"{file} is gone"
        file.write_bytes(good)
    (copy / "public/notes.txt").write_text("x")
    done = made.check(copy)
    assert done.returncode == 1 and "notes.txt" in done.stdout


def test_another_key_is_not_enough(made):
    other = "gantry.example/audit/1+95ff11f3+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
    assert gantry("log", "check", "--folder", made.folder, "--key", other, check=False).returncode == 1
    nobody = gantry("log", "check", "--folder", made.folder, check=False)
    assert nobody.returncode != 0 and "--policy" in nobody.stderr
    nothing = gantry("log", "check", "--folder", made.folder / "nothing", "--key", made.key, check=False)
    assert nothing.returncode != 0 and "is not there" in nothing.stderr
    malformed = gantry("log", "check", "--folder", made.folder, "--key", "x", check=False)
    assert malformed.returncode != 0 and "verifier key" in malformed.stderr


def test_a_policy_that_asks_for_witnesses_is_not_met_without_them(made, tmp_path):
    policy = tmp_path / "policy.txt"
    witness = "witness.example/w1+20324abe+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X"
    policy.write_text(f"log {made.key}\nwitness w1 {witness}\nquorum w1\n")
    done = gantry("log", "check", "--folder", made.folder, "--policy", policy, check=False)
    assert done.returncode == 1 and "Too few witnesses" in done.stdout
    shown = json.loads(gantry("log", "show", "--folder", made.folder, "--policy", policy, "--json").stdout)
    assert "Too few witnesses" in shown["fault"] and shown["size"] == ENTRIES
    policy.write_text("log x\n")
    bad = gantry("log", "check", "--folder", made.folder, "--policy", policy, check=False)
    assert bad.returncode == 1 and "line 1" in bad.stderr


def test_entries_are_listed(made):
    trust = ("--folder", made.folder, "--key", made.key)
    lines = gantry("log", "entries", *trust, "--json").stdout.splitlines()
    assert [json.loads(line)["index"] for line in lines] == list(range(ENTRIES))
    assert {json.loads(line)["entry"]["type"] for line in lines} == {"audit.recorded"}
    assert len(gantry("log", "entries", *trust, "--from", 590).stdout.splitlines()) == 10
    assert gantry("log", "entries", *trust, "--type", "warrant.requested").stdout == ""
    assert gantry("log", "entries", *trust, "--type", "gossip", check=False).returncode != 0
    shown = gantry("log", "show", *trust).stdout
    assert f"entries  {ENTRIES}" in shown and "as the policy asks" in shown


def test_a_proof_is_made_and_verified(made, tmp_path):
    proof, entry = tmp_path / "300.tlog-proof", tmp_path / "300.json"
    gantry("log", "prove", 300, "--folder", made.folder, "--key", made.key, "--out", proof, "--entry", entry)
    assert proof.read_text().startswith("c2sp.org/tlog-proof@v1\nindex 300\n")
    done = gantry("log", "verify", proof, "--entry", entry, "--key", made.key)
    assert f"entry 300 of gantry.bench/log, which has {ENTRIES} entries" in done.stdout
    assert gantry("log", "verify", proof, "--entry", "-", "--key", made.key, text=entry.read_text()).returncode == 0
    whole = entry.read_bytes()
    entry.write_bytes(whole.replace(b"consultation", b"Consultation"))
    other = gantry("log", "verify", proof, "--entry", entry, "--key", made.key, check=False)
    assert other.returncode == 1 and "does not lead to the root" in other.stderr
    entry.write_bytes(whole)
    good = proof.read_bytes()
    for place in range(0, len(good), 41):
        bad = bytearray(good)
        bad[place] ^= 1
        proof.write_bytes(bad)
        assert gantry("log", "verify", proof, "--entry", entry, "--key", made.key, check=False).returncode == 1, f"byte {place}"
    beyond = gantry("log", "prove", ENTRIES, "--folder", made.folder, "--key", made.key, check=False)
    assert beyond.returncode == 1 and f"{ENTRIES} published entries" in beyond.stderr
