"""Witnesses at work: real processes of `gantry witness`, each with its own folder."""

from __future__ import annotations

import http.client
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from gantry_server import BINARY, Answer, free_port
from patience import eventually


@dataclass
class Witness:
    folder: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen | None = None

    def command(self, *arguments: str) -> subprocess.CompletedProcess:
        flags = ["--folder", str(self.folder)]
        return subprocess.run([str(BINARY), "witness", *arguments, *flags], capture_output=True, text=True, timeout=60, check=False)

    def init(self, name: str, logs: str) -> str:
        """Makes it, and returns its line for policies."""
        done = self.command("init", "--name", name, "--log", logs, "--port", str(self.port))
        assert done.returncode == 0, done.stderr
        return done.stdout.strip().splitlines()[-1]

    def start(self, *more: str) -> None:
        flags = [*more, "--folder", str(self.folder), "--port", str(self.port), "--until-stdin-closes"]
        with open(self.folder.with_suffix(".log"), "ab") as log:
            self.process = subprocess.Popen([str(BINARY), "witness", "serve", *flags], stdin=subprocess.PIPE, stdout=log, stderr=log)
        eventually("the witness to answer", self.answers)

    def answers(self) -> bool:
        assert self.process is not None and self.process.poll() is None, self.folder.with_suffix(".log").read_text(errors="replace")
        try:
            return self.request("GET", "/").status == 200
        except OSError:
            return False

    def stop(self) -> int:
        """Closes its standard input, which ends it, and returns its exit code."""
        if self.process is None:
            return 0
        self.process.stdin.close()
        code = self.process.wait(timeout=40)
        self.process = None
        return code

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(timeout=40)
        self.process.stdin.close()
        self.process = None

    def request(self, method: str, path: str, body: bytes | None = None) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body=body)
            answer = connection.getresponse()
            return Answer(answer.status, answer.read(), answer.headers.get("Content-Type"))
        finally:
            connection.close()
