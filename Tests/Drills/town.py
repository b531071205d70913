"""A town with cameras, a server and three keyholders, and the cars that drive through it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from gantry_server import TASHKENT, GantryServer
from holder_folder import HolderFolder
from keyholders import THRESHOLD, Keyholders
from opening import Opening, Sought
from patience import eventually

import archive_files

INSTALLATION, ORIGIN = "drill-city", "drill.example/audit"
CAMERAS = ("tas-014-a", "tas-014-b", "tas-014-c")
REGION = "UZ"


@dataclass
class Drive:
    """One car at one camera, as the camera sends it."""

    camera: str
    plate: str
    at: datetime
    number: int
    pictures: dict[str, bytes] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return f"kanareyka-{self.camera}-{self.number:05}"

    @property
    def make(self) -> str:
        return f"Kanareyka {self.number:05}"

    @property
    def capture(self) -> dict:
        plate = {"text": self.plate, "confidence": 0.97, "region": REGION}
        vehicle = {"kind": "car", "make": self.make}
        time = self.at.isoformat(timespec="milliseconds")
        return {"device": self.camera, "time": time, "id": self.id, "plate": plate, "vehicle": vehicle, "speedKmh": 41.25 + self.number % 17}

    @property
    def hour(self) -> int:
        return int(self.at.timestamp()) // 3600


def instant(**ahead: float) -> datetime:
    """The present, or a while before it, to the millisecond: more exactly no camera knows."""
    moment = datetime.now(TASHKENT) + timedelta(**ahead)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


class Town:
    def __init__(self, folder: Path, days=None, extra: str = "", keyholders: type[Keyholders] = Keyholders) -> None:
        self.keyholders = keyholders.made(folder / "keyholders", days)
        sealing = f"sealing:\n  installation: {INSTALLATION}\n  threshold: {THRESHOLD}\n  keyholders:\n{self.keyholders.configuration}"
        self.server = GantryServer(folder / "gantry", f"{sealing}transparency:\n  origin: {ORIGIN}\n{extra}")
        self.keys: dict[str, str] = {}

    def build(self, cameras: tuple[str, ...] = CAMERAS) -> "Town":
        self.server.init()
        self.server.add_site()
        self.keys = {camera: self.server.add_camera(camera) for camera in cameras}
        self.keyholders.adopt(INSTALLATION, f"{self.server.run('log', 'key').stdout.strip()}\nquorum none")
        return self

    def open(self) -> "Town":
        """Starts everybody, and waits until the keyholders' keys have come."""
        self.keyholders.start()
        self.server.start()
        self.wait_for_keys()
        return self

    def wait_for_keys(self) -> None:
        eventually("an epoch", lambda: any(self.archive.glob("*/*/record")))

    def close(self) -> None:
        if self.server.process is not None:
            self.server.stop()
        self.keyholders.stop()

    @property
    def archive(self) -> Path:
        return self.server.data_folder / "passes"

    def send(self, drive: Drive) -> None:
        answer = self.server.post_capture(self.keys[drive.camera], drive.capture, drive.pictures)
        assert answer.status == 201, answer.body

    def send_all(self, drives: list[Drive]) -> None:
        """As several cameras would, side by side."""
        with ThreadPoolExecutor(8) as senders:
            for _ in senders.map(self.send, drives):
                pass

    def opening(self, holders: list[HolderFolder] | None = None, archive: Path | None = None) -> Opening:
        """What the first k holders open, or others."""
        chosen = holders if holders is not None else [each.folder for each in self.keyholders[:THRESHOLD]]
        return Opening(archive_files.epochs(archive or self.archive), chosen)


def readings(plates: set[str]) -> list[Sought]:
    return [Sought(plate, REGION) for plate in sorted(plates)]
