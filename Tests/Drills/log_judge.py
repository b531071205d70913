"""Go's own `x/mod/sumdb` as an outside judge of a log. Needs Debian's golang-go and golang-golang-x-mod-dev."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "TransparencyLogTests/go/main.go"
PACKAGES = Path("/usr/share/gocode")
IS_THERE = shutil.which("go") is not None and (PACKAGES / "src/golang.org/x/mod/sumdb/tlog").is_dir()


class LogJudge:
    def __init__(self, folder: Path) -> None:
        self.program = folder / "log-judge"
        environment = {**os.environ, "GO111MODULE": "off", "GOPATH": str(PACKAGES), "GOFLAGS": "-p=1", "GOCACHE": str(folder / "go-cache")}
        subprocess.run(["go", "build", "-o", str(self.program), str(SOURCE)], check=True, env=environment, timeout=300)

    def ask(self, place: str, key: str, witnesses: list[str] | None = None, proofs: list[Path] | None = None) -> subprocess.CompletedProcess:
        """Reads a log in a folder or at an address, with proofs (`.tlog-proof` files) that must hold."""
        question = {"folder": place, "log": key, "witnesses": witnesses or [], "proofs": [proof_of(file) for file in proofs or []]}
        return subprocess.run([str(self.program)], input=json.dumps(question), capture_output=True, text=True, timeout=120)


def proof_of(file: Path) -> dict:
    lines = file.read_text().split("\n\n")[0].split("\n")
    return {"index": int(lines[1].removeprefix("index ")), "inclusion": lines[2:], "from": 0, "consistency": []}
