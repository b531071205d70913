"""An hour of a day that is over, sealed as a server would have sealed it then; for drills that cannot wait for tomorrow."""

from __future__ import annotations

import os
import struct
from datetime import date, datetime, timezone
from pathlib import Path

from archive_files import frame, note
from holder_folder import HolderFolder
from second_keyholder import commitment, context, lp, subsets, token_key
from town import INSTALLATION, REGION, Drive
from warrant_sealing import Passing, SealedEpoch


class PastEpoch(SealedEpoch):
    """Capsules are sealed to the holders' real keys of that day, so that the holders can open them."""

    def __init__(self, holders: list[HolderFolder], threshold: int, day: date, hour: int) -> None:
        self.day, self.epoch, self.nonce = day, hour, os.urandom(8)
        self.holders = sorted(holder.name for holder in holders)
        self.subsets = subsets(self.holders, threshold)
        self.context = context(INSTALLATION, day.isoformat(), hour, self.nonce)
        self.secrets = [os.urandom(32) for _ in self.subsets]
        self.token_keys = [token_key(self.context, secret) for secret in self.secrets]
        head = bytes([threshold, len(holders)]) + b"".join(map(lp, self.holders))
        committed = b"".join(commitment(self.context, members, secret) for members, secret in zip(self.subsets, self.secrets, strict=True))
        capsules = b"".join(self._capsule(holder) for holder in sorted(holders, key=lambda holder: holder.name))
        self.record = b"\x01" + self.context + head + committed + capsules

    @property
    def opens_at(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, self.epoch, tzinfo=timezone.utc)

    @property
    def hour(self) -> int:
        """Hours since 1970."""
        return int(self.opens_at.timestamp()) // 3600

    def _capsule(self, holder: HolderFolder) -> bytes:
        mine = b"".join(secret for secret, members in zip(self.secrets, self.subsets, strict=True) if holder.name in members)
        sealed = holder.day_key(self.day).seal(self.context, holder.name, mine)
        return struct.pack(">H", len(sealed)) + sealed

    def write(self, archive: Path, drives: list[Drive]) -> Path:
        """Writes record and log; a server that starts puts the log in order. Returns the epoch's folder."""
        folder = archive / self.day.isoformat() / f"{self.epoch}-{self.nonce.hex()}"
        folder.mkdir(parents=True, mode=0o700)
        rows = [self.seal(Passing(drive.camera, drive.at, drive.plate, REGION), 60 + place)[0] for place, drive in enumerate(drives)]
        record, log = note(self.record, int(self.opens_at.timestamp())), b"".join(map(frame, rows))
        for name, content in (("record", record), (f"{os.urandom(8).hex()}.log", log)):
            (folder / name).write_bytes(content)
            (folder / name).chmod(0o600)
        return folder
