"""Scenes for the detector: photographs with plates put in, in perspective and in the light of their place, and where they are."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import cv2
import numpy as np

from .data import Photo, TrainingData, picture
from .decoration import stamp, words
from .geometry import bounds, overlap, rectangle
from .glyphs import FontBox
from .photometry import exposed
from .plates import Plate, render
from .regions import grammar
from .vehicles import draw_vehicle

SIDE = 320
"""Scenes are square pieces of this size; the net is fully convolutional, so whole pictures may be larger."""

Item = TypeVar("Item")

GREY = 114
NARROWEST, WIDEST = 20.0, 230.0
"""Widths in pixels of the plates shown: a plate 15 px high in a 4K still is 24 px wide at the size it is detected at."""

ROOM = np.array([-6, -6, 6, 6])
"""What is left free around a plate."""

CAPTION_CHARACTERS = "0123456789" * 3 + "ABCDEFGHIKLMNOPRSTUVX"
"""What recorders write: mostly numbers."""

REAL_BOX_TRUST, REAL_CROP_TRUST = 0.3, 0.5
"""How far corners count that nobody measured: those of an upright box, and the edges of a real crop."""

DETECTOR_MIX = {"uz": 0.26, "kz": 0.04, "kg": 0.02, "tj": 0.02, "tm": 0.01, "ru": 0.05, "eu": 0.15, "gb": 0.02, "br": 0.05, "mercosur": 0.04, "us": 0.34}
"""Regions of the pasted plates; more American ones than for the reader, for no photograph of theirs may be trained on."""


@dataclass(frozen=True)
class Mark:
    """A plate in a scene: its corners, and how far they are to be believed (0: only not to be called background)."""

    quad: np.ndarray
    trust: float


@dataclass(frozen=True)
class Scene:
    """A picture for the detector (blue, green, red; uint8) and the plates in it."""

    image: np.ndarray
    marks: list[Mark]


@dataclass(frozen=True)
class LabelledScene:
    """A picture to measure on: one plate, its corners and its text."""

    image: np.ndarray
    quad: np.ndarray
    text: str


class SceneSource:
    """Draws scenes without end."""

    def __init__(self, data: TrainingData, fonts: FontBox, rng: np.random.Generator) -> None:
        self._photos: Sequence[Photo] = data.photos()
        self._negatives = data.negatives()
        crops = data.crops() + data.unread_crops()
        self._crops = [[crop for crop in crops if crop.region == region] for region in sorted({crop.region for crop in crops})]
        self._decoded: dict[Path, np.ndarray] = {}
        self._fonts = fonts
        self._rng = rng

    def scene(self) -> Scene:
        """Returns the next scene."""
        kind = self._rng.random()
        if kind < 0.22:
            scene = self._real_street()
        elif kind < 0.46:
            scene = self._changed_street()
        else:
            scene = self._pasted(plates=0 if kind > 0.9 else int(self._rng.choice([1, 1, 1, 2, 3])))
        return Scene(exposed(scene.image, self._rng), scene.marks)

    def labelled_scene(self, mix: Mapping[str, float], narrowest: float, widest: float) -> LabelledScene:
        """Returns a photograph without plates, a vehicle drawn into it and one whole plate of the regions of the mix on that."""
        rng = self._rng
        values = self._negative().astype(np.float32)
        width = rng.uniform(narrowest, widest)
        plate = render(grammar(rng, mix), self._fonts, rng)
        turned = _turned(width, width * _aspect(plate.quad), rng, gentle=True)
        reach = np.abs(turned).max(0) + 8
        centre = np.array([rng.uniform(reach[axis], SIDE - reach[axis]) for axis in (0, 1)])
        draw_vehicle(values, *centre, width, self._fonts, rng)
        quad = self._put(values, plate, centre + turned)
        return LabelledScene(np.clip(values, 0, 255).astype(np.uint8), quad, plate.text)

    def _real_street(self) -> Scene:
        """A piece of a photograph, its plates as they are."""
        image, boxes = self._piece(self._one(self._photos))
        return Scene(image, [mark for mark in map(_mark, boxes) if mark is not None])

    def _changed_street(self) -> Scene:
        """A piece of a photograph, each plate covered by another: real vehicles with plates of every country."""
        image, boxes = self._piece(self._one(self._photos))
        if self._rng.random() < 0.5:
            image = np.ascontiguousarray(image[:, ::-1])
            boxes = [np.array([SIDE - box[2], box[1], SIDE - box[0], box[3]]) for box in boxes]
        values, marks = image.astype(np.float32), []
        for box in boxes:
            mark = _mark(box)
            if mark is None:
                continue
            if mark.trust == 0:
                marks.append(mark)
                continue
            centre, width = (box[:2] + box[2:]) / 2, float(box[2] - box[0]) * self._rng.uniform(1.05, 1.2)
            plate = self._rendered()
            aspect = max((box[3] - box[1]) * 1.1 / width, _aspect(plate.quad))
            quad = centre + (_turned(width, width * aspect, self._rng, gentle=True))
            marks.append(Mark(self._put(values, plate, quad), 1.0))
        return Scene(np.clip(values, 0, 255).astype(np.uint8), marks)

    def _pasted(self, plates: int) -> Scene:
        """A photograph without plates, with drawn vehicles, lettering and plates put in."""
        rng = self._rng
        values = self._negative().astype(np.float32)
        for _ in range(int(rng.integers(1, 4)) if rng.random() < 0.4 else 0):
            self._letter(values)
        marks: list[Mark] = []
        for _ in range(plates):
            width = math.exp(rng.uniform(math.log(NARROWEST), math.log(WIDEST / max(1, plates - 0.5))))
            x, y = rng.uniform(width * 0.45, SIDE - width * 0.45), rng.uniform(width * 0.3, SIDE - width * 0.2)
            plate, trust = self._any_plate()
            quad = np.array([x, y]) + _turned(width, width * _aspect(plate.quad), rng)
            if any(overlap(bounds(quad) + ROOM, bounds(mark.quad)) > 0 for mark in marks):
                continue
            if rng.random() < 0.6 and not marks:
                draw_vehicle(values, x, y, width, self._fonts, rng)
            marks.append(Mark(self._put(values, plate, quad), trust))
        if rng.random() < 0.15:
            self._caption(values)
        if plates == 0 and rng.random() < 0.4:
            draw_vehicle(values, rng.uniform(60, 260), rng.uniform(80, 280), rng.uniform(25, 120), self._fonts, rng)
        return Scene(np.clip(values, 0, 255).astype(np.uint8), marks)

    def _piece(self, photo: Photo) -> tuple[np.ndarray, list[np.ndarray]]:
        """Returns a piece of a photograph around one of its plates, at a scale drawn anew, and the boxes in it."""
        rng = self._rng
        box = photo.boxes[int(rng.integers(len(photo.boxes)))]
        width = math.exp(rng.uniform(math.log(NARROWEST + 4), math.log(180)))
        scale = float(np.clip(width / (box[2] - box[0]), 0.25, 2.5))
        length = round(SIDE / scale)
        x, y = np.round((box[:2] + box[2:]) / 2 - length * rng.uniform(0.12, 0.88, 2)).astype(int)
        part = _window(self._kept(photo.path), int(x), int(y), length)
        piece = cv2.resize(part, (SIDE, SIDE), interpolation=cv2.INTER_AREA if length > SIDE else cv2.INTER_LINEAR)
        return piece, [(one - np.tile([x, y], 2)) * (SIDE / length) for one in photo.boxes]

    def _negative(self) -> np.ndarray:
        rng = self._rng
        image = self._kept(self._one(self._negatives))
        length = round(max(image.shape[:2]) * rng.uniform(0.35, 1.05))
        x, y = (int(rng.integers(min(0, size - length), max(1, size - length + 1))) if size != length else 0 for size in (image.shape[1], image.shape[0]))
        part = _window(image, max(x, 0), max(y, 0), length)
        part = cv2.resize(part, (SIDE, SIDE), interpolation=cv2.INTER_AREA if length > SIDE else cv2.INTER_LINEAR)
        return part[:, ::-1] if rng.random() < 0.5 else part

    def _letter(self, values: np.ndarray) -> None:
        """Puts lettering that is no plate into the scene: signs, names on lorries, blank panels."""
        rng = self._rng
        width, height = int(rng.uniform(30, 200)), int(rng.uniform(6, 50))
        x, y = rng.uniform(-20, SIDE - width), rng.uniform(0, SIDE - height)
        if rng.random() < 0.6:
            corner = int(x + width * 1.1), int(y + height * rng.uniform(1, 3))
            cv2.rectangle(values, (int(x - width * 0.1), int(y - height * 0.4)), corner, [float(v) for v in rng.integers(0, 256, 3)], -1)
        if rng.random() < 0.8:
            stamp(values, words(width, height, self._fonts, rng), x, y, rng.integers(0, 256, 3))

    def _caption(self, values: np.ndarray) -> None:
        """Writes what recorders burn into a picture: date, place and camera along an edge. It is no plate, however much it looks like one."""
        rng = self._rng
        height = int(rng.uniform(6, 20))
        y = rng.uniform(0, 10) if rng.random() < 0.5 else SIDE - height - rng.uniform(0, 10)
        if rng.random() < 0.4:
            bar = float(rng.choice([0, 30, 255]))
            cv2.rectangle(values, (0, int(y) - 2), (SIDE, int(y) + height + 2), (bar, bar, bar), -1)
            ink = 255 - bar
        else:
            ink = float(rng.choice([255, 240, 10]))
        x = rng.uniform(-20, SIDE * 0.7)
        for _ in range(int(rng.integers(1, 6))):
            text = words(int(rng.uniform(20, 140)), height, self._fonts, rng, alphabet=CAPTION_CHARACTERS)
            stamp(values, text, x, y, np.full(3, ink, np.float32))
            x += text.shape[1] + rng.uniform(3, 14)

    def _rendered(self) -> Plate:
        return render(grammar(self._rng, DETECTOR_MIX), self._fonts, self._rng)

    def _any_plate(self) -> tuple[Plate, float]:
        if self._rng.random() < 0.7:
            return self._rendered(), 1.0
        crop = self._one(self._one(self._crops))
        image = picture(crop.path)
        return Plate(image, crop.text, rectangle(image.shape[1], image.shape[0])), REAL_CROP_TRUST

    def _kept(self, path: Path) -> np.ndarray:
        """Returns a photograph that will be asked for again. All of them, decoded, are two gigabytes; decoding costs a third of a scene."""
        if path not in self._decoded:
            self._decoded[path] = picture(path)
        return self._decoded[path]

    def _one(self, items: Sequence[Item]) -> Item:
        return items[int(self._rng.integers(len(items)))]

    def _put(self, values: np.ndarray, plate: Plate, quad: np.ndarray) -> np.ndarray:
        """Lays the plate (and its frame) so that its corners come to lie on the quadrilateral, in the light of the place."""
        rng = self._rng
        shrink = min(1.0, 1.3 * float(np.hypot(*(quad[1] - quad[0]))) / float(plate.quad[1, 0] - plate.quad[0, 0]))
        size = max(4, round(plate.image.shape[1] * shrink)), max(3, round(plate.image.shape[0] * shrink))
        small = cv2.resize(plate.image, size, interpolation=cv2.INTER_AREA)
        source = (plate.quad * [size[0] / plate.image.shape[1], size[1] / plate.image.shape[0]]).astype(np.float32)
        matrix = cv2.getPerspectiveTransform(source, quad.astype(np.float32))
        outline = cv2.perspectiveTransform(rectangle(*size)[None], matrix)[0]
        x0, y0, x1, y1 = (int(v) for v in np.clip(bounds(outline) + ROOM, 0, SIDE))
        if x1 <= x0 or y1 <= y0:
            return quad.astype(np.float32)
        place = values[y0:y1, x0:x1]
        light = np.clip(float(place.mean()) / 128 * rng.uniform(0.7, 1.7), 0.35, 1.2)
        matrix = np.array([[1, 0, -x0], [0, 1, -y0], [0, 0, 1]]) @ matrix
        laid = cv2.warpPerspective(small, matrix, (x1 - x0, y1 - y0)).astype(np.float32) * light + rng.uniform(-5, 30)
        cover = cv2.warpPerspective(np.full(size[::-1], 255, np.uint8), matrix, (x1 - x0, y1 - y0))
        if rng.random() < 0.6:
            laid = cv2.GaussianBlur(laid, (0, 0), rng.uniform(0.3, 1.1))
        share = cv2.GaussianBlur(cover, (0, 0), 0.6).astype(np.float32)[..., None] / 255
        place += (np.clip(laid, 0, 255) - place) * share
        return quad.astype(np.float32)


def _window(image: np.ndarray, x: int, y: int, length: int) -> np.ndarray:
    """Returns a square piece of a picture; what lies outside it is grey, as the padding is when pictures are detected."""
    height, width = image.shape[:2]
    piece = np.full((length, length, 3), GREY, np.uint8)
    x0, y0, x1, y1 = max(x, 0), max(y, 0), min(x + length, width), min(y + length, height)
    if x1 > x0 and y1 > y0:
        piece[y0 - y: y1 - y, x0 - x: x1 - x] = image[y0:y1, x0:x1]
    return piece


def _mark(box: np.ndarray) -> Mark | None:
    """Returns what the box of a real plate teaches: nothing where it is outside the piece, little where it is cut."""
    inside = np.clip(box, 0, SIDE)
    seen = max(0.0, float((inside[2] - inside[0]) * (inside[3] - inside[1]))) / max(1e-6, float((box[2] - box[0]) * (box[3] - box[1])))
    if seen < 0.05:
        return None
    quad = rectangle(box[2] - box[0], box[3] - box[1]) + box[:2].astype(np.float32)
    return Mark(quad, REAL_BOX_TRUST if seen > 0.85 and box[2] - box[0] >= 14 else 0.0)


def _aspect(quad: np.ndarray) -> float:
    return float((quad[3, 1] - quad[0, 1]) / (quad[1, 0] - quad[0, 0]))


def _turned(width: float, height: float, rng: np.random.Generator, gentle: bool = False) -> np.ndarray:
    """Returns the corners, about the origin, of a plate turned in space: aside, away from above, and rolled a little."""
    most = 0.4 if gentle else 1.0
    yaw, pitch, roll = most * rng.normal(0, 0.38), most * rng.normal(0.12, 0.28), most * rng.normal(0, 0.09)
    yaw, pitch = float(np.clip(yaw, -0.9, 0.9)), float(np.clip(pitch, -0.7, 0.8))
    x, y = (rectangle(width, height) - [width / 2, height / 2]).T
    across, depth = x * math.cos(yaw), x * math.sin(yaw)
    down, depth = y * math.cos(pitch) + depth * math.sin(pitch) * 0.5, depth + y * math.sin(pitch)
    near = 1 + depth / (width * rng.uniform(3, 12))
    points = np.stack([across * near, down * near], 1)
    turn = np.array([[math.cos(roll), math.sin(roll)], [-math.sin(roll), math.cos(roll)]])
    return points @ turn
