"""Pictures for the tests, drawn here or by the road simulator."""

from __future__ import annotations

import io
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from gantry_server import BINARY, ROOT
from PIL import Image, ImageDraw


@dataclass(frozen=True)
class Still:
    """A picture and the plate that can be read in it."""

    jpeg: bytes
    plate: str


def rendered_still(file: Path, seed: int) -> Still:
    """A junction with the light red, drawn by Gantry's own road simulator; the same seed gives the same picture."""
    command = [str(BINARY), "simulate", "still", "--out", str(file), "--seed", str(seed), "--at", "2026-11-21T09:00:00Z"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True, env={"GANTRY_HOME": str(ROOT), **os.environ})
    return Still(file.read_bytes(), done.stdout.strip())


def small_jpeg(shade: int = 120) -> bytes:
    """A picture without anything to read in it."""
    picture = Image.new("RGB", (640, 360), (shade, shade, shade))
    ImageDraw.Draw(picture).rectangle((200, 120, 440, 300), fill=(shade // 2, shade // 3, shade // 4))
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=85)
    return file.getvalue()
