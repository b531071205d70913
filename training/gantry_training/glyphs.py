"""The fonts plates are rendered in: bold sans serifs of the system, and strokes of our own."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Protocol

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from .strokes import StrokeFont

WANTED = (
    "OSP-DIN", "osifont", "routed-gothic.", "routed-gothic-narrow.", "routed-gothic-wide.", "RG2014", "Roboto-Bold", "Roboto-Medium", "RobotoCondensed-Bold",
    "RobotoCondensed-Regular", "FreeSansBold.", "FreeSans.", "FreeMonoBold.", "LiberationSans-Bold.", "LiberationSansNarrow-Bold.",
    "LiberationMono-Bold.", "Lato-Bold.", "Lato-Heavy.", "OpenSans-Bold.", "OpenSans-Semibold.", "OpenSans-CondBold.", "DejaVuSans-Bold.",
    "DejaVuSansCondensed-Bold.", "DejaVuSansMono-Bold.", "B612-Bold.", "B612Mono-Bold.", "Cantarell-Bold", "OCRB.", "JetBrainsMono-Bold.", "OverpassMono-Bold",
)
"""Beginnings of the file names that look like something embossed or printed on a plate."""


class Font(Protocol):
    """Anything that draws a character."""

    def glyph(self, character: str, height: int) -> np.ndarray:
        """Returns the character as a mask (uint8, 255 is ink), capitals of the given height in pixels."""
        ...


class FileFont:
    """A font from a file, scaled so that its capitals have the height asked for."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def glyph(self, character: str, height: int) -> np.ndarray:
        return _file_glyph(self.path, character, height)


class FontBox:
    """All fonts at hand: files under a folder, and stroke fonts made anew as often as one asks."""

    def __init__(self, folder: Path, stroke_share: float = 0.5) -> None:
        self.files = [FileFont(path) for path in font_files(folder)]
        self.stroke_share = stroke_share if self.files else 1.0

    def pick(self, rng: np.random.Generator) -> Font:
        """Returns a font for one plate."""
        if rng.random() < self.stroke_share:
            return StrokeFont(rng)
        return self.files[int(rng.integers(len(self.files)))]


def font_files(folder: Path) -> list[Path]:
    """Returns the wanted fonts under the folder, in a fixed order so that a seed means the same everywhere."""
    found = (path for ending in ("ttf", "otf") for path in folder.rglob(f"*.{ending}"))
    upright = (path for path in found if not any(word in path.name for word in ("Italic", "Oblique", "italic")))
    return sorted(path for path in upright if any(path.name.lower().startswith(name.lower()) for name in WANTED))


@lru_cache(maxsize=20_000)
def _file_glyph(path: Path, character: str, height: int) -> np.ndarray:
    font = _sized_font(path, height)
    left, _, right, lowest = font.getbbox(character)
    top = font.getbbox("H")[1]
    image = Image.new("L", (max(1, int(right - left)), max(height, int(lowest - top))), 0)
    ImageDraw.Draw(image).text((-left, -top), character, fill=255, font=font)
    # On plates nothing reaches below the line: a Q without its tail would be an O.
    return np.asarray(image if image.height == height else image.resize((image.width, height), Image.Resampling.BOX))


@lru_cache(maxsize=400)
def _sized_font(path: Path, height: int) -> ImageFont.FreeTypeFont:
    probe = ImageFont.truetype(str(path), 100).getbbox("H")
    return ImageFont.truetype(str(path), max(6, round(100 * height / max(1, probe[3] - probe[1]))))
