"""A real Gantry server in a temporary folder, driven like an administrator and a camera would."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import ssl
import subprocess
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BINARY = Path(os.environ.get("GANTRY_BINARY", ROOT / ".build/debug/gantry"))
SHARED = Path(os.environ.get("GANTRY_SHARED", ROOT.parent / "shared"))


TASHKENT = timezone(timedelta(hours=5))


def now(**ahead: float) -> str:
    """The time of a capture, with its zone; `now(hours=-1)` an hour ago."""
    return (datetime.now(TASHKENT) + timedelta(**ahead)).isoformat(timespec="milliseconds")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class Answer:
    status: int
    body: bytes
    content_type: str | None = None

    @property
    def json(self) -> dict:
        return json.loads(self.body)


@dataclass
class GantryServer:
    folder: Path
    extra: str = ""
    data: Path | None = None
    # The section sign_in: tests of other things come in by links.
    sign_in: str = "  links: enter\n"
    # Whom to believe, where the office is reached over TLS.
    trust: ssl.SSLContext | None = None
    office_port: int = field(default_factory=free_port)
    camera_port: int = field(default_factory=free_port)
    public_port: int = field(default_factory=free_port)
    process: subprocess.Popen | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.office_port}"

    @property
    def public_address(self) -> str:
        return f"http://127.0.0.1:{self.public_port}"

    @property
    def data_folder(self) -> Path:
        return self.data or self.folder / "data"

    @property
    def config(self) -> Path:
        return self.folder / "gantry.yaml"

    def init(self) -> None:
        self.run("init", str(self.folder), with_config=False)
        self.config.write_text(
            f"data: {self.data_folder}\nkey: keys/server.key\naddress: {self.address}\n"
            f"listen:\n  office: 127.0.0.1:{self.office_port}\n  cameras: 127.0.0.1:{self.camera_port}\n"
            f"  public: 127.0.0.1:{self.public_port}\nsign_in:\n{self.sign_in}{self.extra}"
        )

    def run(self, *arguments: str, with_config: bool = True, check: bool = True) -> subprocess.CompletedProcess:
        command = [str(BINARY), *arguments] + (["--config", str(self.config)] if with_config else [])
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, cwd=self.folder if self.folder.exists() else None)
        if check and done.returncode != 0:
            raise AssertionError(f"{' '.join(arguments)} ended with {done.returncode}: {done.stderr}")
        return done

    def start(self, **popen) -> None:
        log = open(self.folder / "server.log", "ab")
        self.process = subprocess.Popen(
            [str(BINARY), "serve", "--config", str(self.config)], stdout=log, stderr=log, cwd=self.folder, **popen
        )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise AssertionError(f"the server ended: {self.log()}")
            try:
                if urllib.request.urlopen(f"{self.address}/healthz", timeout=2, context=self.trust).status == 200:
                    urllib.request.urlopen(f"http://127.0.0.1:{self.camera_port}/healthz", timeout=2)
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        raise AssertionError(f"the server does not answer: {self.log()}")

    def stop(self, sig: int = signal.SIGTERM) -> int:
        """Ends the server and returns its exit code."""
        if self.process is None:
            return 0
        self.process.send_signal(sig)
        code = self.process.wait(timeout=40)
        self.process = None
        return code

    def log(self) -> str:
        return (self.folder / "server.log").read_text(errors="replace")

    # What an administrator does on the console.

    def add_person(self, name: str, *roles: str) -> str:
        """Adds a person and returns the one-time link."""
        flags = [flag for role in roles for flag in ("--role", role)]
        return self.run("person", "add", name, *flags).stdout.strip().splitlines()[-1]

    def add_camera(self, camera: str, *flags: str, site: str = "crossing") -> str:
        """Adds a camera and returns its key."""
        return self.run("camera", "add", camera, "--site", site, *flags).stdout.strip().splitlines()[-1]

    def add_site(self, site: str = "crossing", *flags: str) -> None:
        self.run(
            "site", "add", site, "--name", "Amir Temur / Navoiy", "--district", "Tashkent", "--latitude", "41.3111",
            "--longitude", "69.2797", "--kind", "junction", *flags,
        )

    # What a camera does.

    def post(self, path: str, body: bytes, content_type: str | None, key: str | None = None, headers: dict | None = None) -> Answer:
        """One request on a connection of its own, sent in full before the answer is read."""
        connection = http.client.HTTPConnection("127.0.0.1", self.camera_port, timeout=30)
        fields = {"Content-Type": content_type, "Authorization": key and f"Bearer {key}", **(headers or {})}
        try:
            connection.request("POST", path, body=body, headers={name: value for name, value in fields.items() if value is not None})
            answer = connection.getresponse()
            return Answer(answer.status, answer.read(), answer.headers.get("Content-Type"))
        finally:
            connection.close()

    def post_capture(self, key: str, capture: dict, pictures: dict[str, bytes] | None = None) -> Answer:
        if not pictures:
            return self.post("/v1/captures", json.dumps(capture).encode(), "application/json", key)
        parts = [("capture", "application/json", json.dumps(capture).encode())]
        parts += [(name, "video/mp4" if data[4:8] == b"ftyp" else "image/jpeg", data) for name, data in pictures.items()]
        return self.post("/v1/captures", form_data(parts), FORM_DATA, key)


BOUNDARY = "gantry-test-boundary"
FORM_DATA = f"multipart/form-data; boundary={BOUNDARY}"


def form_data(parts: list[tuple[str, str, bytes]]) -> bytes:
    """A form of parts: name, content type, bytes."""
    body = b""
    for name, kind, data in parts:
        body += f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; filename="{name}"\r\nContent-Type: {kind}\r\n\r\n'.encode()
        body += data + b"\r\n"
    return body + f"--{BOUNDARY}--\r\n".encode()
