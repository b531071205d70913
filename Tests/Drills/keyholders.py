"""Keyholders at work: three real processes, each with its own folder and origin, and a judge who uses their pages."""

from __future__ import annotations

import http.client
import json
import os
import re
import subprocess
import urllib.parse
from dataclasses import dataclass, field
from pathlib import Path

from gantry_server import BINARY, ROOT, Answer, free_port
from holder_folder import PASSPHRASE, HolderFolder, coming_days
from patience import eventually

NAMES = ("data-protection", "inspectorate", "supreme-court")
THRESHOLD = 2
ENVIRONMENT = {"GANTRY_HOME": str(ROOT), **os.environ}


@dataclass
class Keyholder:
    """One keyholder; its folder is `folder.path`."""

    folder: HolderFolder
    port: int = field(default_factory=free_port)
    process: subprocess.Popen | None = None
    cookie: str = ""

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def passphrase_file(self) -> Path:
        file = self.folder.path.with_suffix(".passphrase")
        file.write_text(f"{PASSPHRASE}\n")
        file.chmod(0o600)
        return file

    def command(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess:
        """`gantry keyholder …` on the folder, which must not be served meanwhile."""
        flags = ["--folder", str(self.folder.path), "--passphrase-file", str(self.passphrase_file)]
        done = subprocess.run(
            [str(BINARY), "keyholder", *arguments, *flags], capture_output=True, text=True, timeout=120, env=ENVIRONMENT, check=False
        )
        assert not check or done.returncode == 0, f"{arguments[0]} ended with {done.returncode}: {done.stderr}"
        return done

    def start(self) -> None:
        flags = ["--folder", str(self.folder.path), "--passphrase-file", str(self.passphrase_file), "--port", str(self.port), "--until-stdin-closes"]
        with open(self.folder.path.with_suffix(".log"), "ab") as log:
            self.process = subprocess.Popen(
                [str(BINARY), "keyholder", "serve", *flags], stdin=subprocess.PIPE, stdout=log, stderr=log, env=ENVIRONMENT
            )

    def wait(self) -> None:
        """Until it answers."""

        def answers() -> bool:
            assert self.process is not None and self.process.poll() is None, self.folder.path.with_suffix(".log").read_text(errors="replace")
            try:
                return self.request("GET", "/healthz").status == 200
            except OSError:
                return False

        eventually(f"{self.name} to answer", answers)

    def stop(self) -> None:
        if self.process is None:
            return
        self.process.stdin.close()
        self.process.wait(timeout=40)
        self.process = None
        self.cookie = ""

    # What a program asks.

    def request(self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body=body, headers=headers or {})
            answer = connection.getresponse()
            self._last = answer.msg
            return Answer(answer.status, answer.read(), answer.headers.get("Content-Type"))
        finally:
            connection.close()

    def get(self, path: str) -> Answer:
        return self.request("GET", path)

    def post(self, path: str, body: bytes) -> Answer:
        return self.request("POST", path, body, {"Content-Type": "application/octet-stream"})

    # What a judge does on the keyholder's own pages.

    def form(self, path: str, **fields: str) -> Answer:
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.address, "Cookie": self.cookie}
        return self.request("POST", path, urllib.parse.urlencode(fields).encode(), headers)

    def sign_in(self, person: str = "judge-karimova") -> None:
        answer = self.form("/sign-in", person=person, passphrase=self.folder.passphrase)
        assert answer.status == 303, answer.body
        self.cookie = self._last["Set-Cookie"].partition(";")[0]

    def trust(self, person: str, key: str) -> Answer:
        return self.form("/policy/trust", person=person, key=key)

    def grant(self, commitment: str) -> Answer:
        return self.form(f"/requests/{commitment}/grant")

    def waiting(self) -> list[str]:
        """The commitments of the requests that its page lists."""
        page = self.request("GET", "/", headers={"Cookie": self.cookie})
        return list(dict.fromkeys(re.findall(r"/requests/([0-9a-f]{64})", page.body.decode())))

    def refusals(self) -> list[str]:
        return [entry["details"]["reason"] for entry in self.folder.counter_log() if entry["type"] == "request.refused"]


class Keyholders(list[Keyholder]):
    """All three. Two of them open a pass together."""

    @classmethod
    def made(cls, folder: Path, days=None) -> "Keyholders":
        days = coming_days() if days is None else days
        return cls(Keyholder(HolderFolder.create(folder / name, name, days)) for name in NAMES)

    def adopt(self, installation: str, log_policy: str, approval_keys: dict[str, str] | None = None) -> None:
        """Writes each policy: whose passes the keys are for, which log is believed, whose approvals count."""
        lines = "".join(f"  {line}\n" for line in log_policy.splitlines())
        keys = [{"person": person, "name": person, "key": key} for person, key in (approval_keys or {}).items()]
        text = f"installation: {installation}\npurposes: [stolen-vehicle]\nlog-policy: |\n{lines}approval-keys: {json.dumps(keys)}\n"
        for holder in self:
            file = holder.folder.path / "policy.yaml"
            file.write_text(text)
            file.chmod(0o600)

    def start(self) -> None:
        for holder in self:
            holder.start()
        for holder in self:
            holder.wait()

    def stop(self) -> None:
        for holder in self:
            holder.stop()

    @property
    def configuration(self) -> str:
        """Their lines in gantry.yaml."""
        return "".join(f"    - name: {each.name}\n      identity: {each.folder.identity}\n      address: {each.address}\n" for each in self)
