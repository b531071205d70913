"""The photographs and crops that are trained on and measured on. One folder, described in the README."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

MEASURING = "photos-dev"
"""The photographs that measure. Whoever trained on them would measure nothing but memory."""

CLASSES = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class MeasuringDataRefused(ValueError):
    """Somebody asked to train on a photograph that is kept for measuring."""


@dataclass(frozen=True)
class LabelledCrop:
    """A picture cut close around a real plate, and its text; the text is empty where nobody wrote it down."""

    path: Path
    region: str
    text: str


@dataclass(frozen=True)
class Photo:
    """A photograph and the upright boxes (x0, y0, x1, y1) of the plates in it."""

    path: Path
    boxes: np.ndarray


@dataclass(frozen=True)
class MeasuredPlate:
    """A plate of the measuring set: its photograph, region, box and text."""

    path: Path
    region: str
    box: np.ndarray
    text: str


class TrainingData:
    """What may be trained on. Every path handed out has passed `refuse_measuring`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def crops(self) -> list[LabelledCrop]:
        """Returns the real crops with text. A text with other characters than A-Z and 0-9 is left out, and one that may be wrong."""
        rows = _rows(self.folder / "crops.csv")
        return [
            LabelledCrop(self._path(row["file"]), row["region"], row["plate"]) for row in rows if row["plate"] and _is_sound(row["region"], row["plate"])
        ]

    def unread_crops(self) -> list[LabelledCrop]:
        """Returns the real crops without text, for the detector alone."""
        return [LabelledCrop(path, "eu", "") for path in self._pictures("crops-eu")]

    def photos(self) -> list[Photo]:
        """Returns the photographs with plate boxes."""
        boxes: dict[str, list[list[float]]] = {}
        for row in _rows(self.folder / "photos-ro.csv"):
            x, y, w, h = (float(row[name]) for name in ("x", "y", "w", "h"))
            boxes.setdefault(row["file"], []).append([x, y, x + w, y + h])
        return [Photo(self._path(file), np.array(of_file, np.float32)) for file, of_file in boxes.items()]

    def negatives(self) -> list[Path]:
        """Returns the photographs without any plate."""
        return self._pictures("negatives")

    def _pictures(self, name: str) -> list[Path]:
        return refuse_measuring(sorted(path for path in (self.folder / name).iterdir() if path.suffix.lower() in (".jpg", ".png")))

    def _path(self, name: str) -> Path:
        return refuse_measuring([self.folder / name])[0]


def refuse_measuring(paths: Iterable[Path]) -> list[Path]:
    """Returns the paths, unless one of them belongs to the measuring set, by name or through a link."""
    checked = list(paths)
    for path in checked:
        if MEASURING in path.parts or MEASURING in path.resolve().parts:
            raise MeasuringDataRefused(f"{path.name} is in {MEASURING}, which measures and is never trained on")
    return checked


def measured_plates(folder: Path) -> list[MeasuredPlate]:
    """Returns the measuring set, for evaluation."""
    plates = []
    for row in _rows(folder / "photos-dev.csv"):
        x, y, w, h = (float(row[name]) for name in ("x", "y", "w", "h"))
        plates.append(MeasuredPlate(folder / row["file"], row["region"], np.array([x, y, x + w, y + h]), row["plate"]))
    return plates


def picture(path: Path, flags: int = cv2.IMREAD_COLOR) -> np.ndarray:
    """Returns the decoded picture."""
    image = cv2.imread(str(path), flags)
    if image is None:
        raise ValueError(f"{path} is no picture that can be read")
    return image


def _is_sound(region: str, text: str) -> bool:
    """Whether a label can be believed: the American ones write the letter O as a nought (CUST0M, IR0NY), so that one beside a letter says nothing."""
    return all(c in CLASSES for c in text) and not (region.startswith("us") and re.search("[A-Z]0|0[A-Z]", text))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))
