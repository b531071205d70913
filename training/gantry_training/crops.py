"""Samples for the reader: plates cut out the way the detector cuts them, a little off and never sharp."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np

from .data import LabelledCrop, picture
from .geometry import CROP_CORNERS, CROP_HEIGHT, CROP_WIDTH, HALF_CORNERS, expanded, halves, rectangle, rectify
from .glyphs import FontBox
from .photometry import jpeg, motion_blur, noise, uneven_light
from .plates import PIXELS_HIGH, Plate, render
from .regions import grammar

REAL_SHARE = 0.5
"""Half of each batch is real crops: with a few thousand of them whole Brazilian plates went from 26 to 90 per cent."""

NOTHING_SHARE, WRONG_CUT_SHARE = 0.03, 0.015
"""How often there is nothing to read: no plate at all, or one cut as if it had the other number of rows. The reader then has to say
nothing, which settles both how a plate is to be cut and which finds are none."""


class CropSource:
    """Draws samples without end. A rendered plate is used several times, each time seen otherwise: rendering is dear."""

    POOL, USES = 256, 4

    def __init__(self, real: Sequence[LabelledCrop], nothing: Sequence[Path], fonts: FontBox, rng: np.random.Generator) -> None:
        """
        :param nothing: photographs without plates
        """
        self._nothing = nothing
        self._real = {region: [crop for crop in real if crop.region == region] for region in sorted({crop.region for crop in real})}
        self._pictures: dict[str, Plate] = {}
        self._fonts = fonts
        self._rng = rng
        self._pool: list[Plate] = []
        self._scenery: list[np.ndarray] = []

    def sample(self) -> tuple[np.ndarray, str]:
        """Returns a crop (uint8, 48 by 160) and its text."""
        if self._nothing and self._rng.random() < NOTHING_SHARE:
            return self._no_plate(), ""
        real = bool(self._real) and self._rng.random() < REAL_SHARE
        plate = self._real_plate() if real else self._rendered_plate()
        wrong = self._rng.random() < (WRONG_CUT_SHARE if plate.rows == 1 else 6 * WRONG_CUT_SHARE)
        return as_detected(plate, self._rng, real, side_by_side=(plate.rows == 2) != wrong), "" if wrong else plate.text

    def _real_plate(self) -> Plate:
        regions = list(self._real)
        of_region = self._real[regions[int(self._rng.integers(len(regions)))]]
        crop = of_region[int(self._rng.integers(len(of_region)))]
        key = str(crop.path)
        if key not in self._pictures:
            image = picture(crop.path, cv2.IMREAD_GRAYSCALE)
            if image.shape[0] > 72:
                image = cv2.resize(image, (round(image.shape[1] * 72 / image.shape[0]), 72), interpolation=cv2.INTER_AREA)
            self._pictures[key] = Plate(image, crop.text, rectangle(image.shape[1], image.shape[0]))
        return self._pictures[key]

    def _no_plate(self) -> np.ndarray:
        """Returns what a false find would be cut out as: any piece of a photograph that shows no plate."""
        rng = self._rng
        if len(self._scenery) < 60 or rng.random() < 0.02:
            path = self._nothing[int(rng.integers(len(self._nothing)))]
            self._scenery = [*self._scenery[-59:], picture(path, cv2.IMREAD_GRAYSCALE)]
        image = self._scenery[int(rng.integers(len(self._scenery)))]
        width = float(min(image.shape[1] * 0.9, rng.uniform(24, 240)))
        height = min(image.shape[0] * 0.9, width * rng.uniform(0.18, 0.6))
        corner = np.array([rng.uniform(0, image.shape[1] - width), rng.uniform(0, image.shape[0] - height)], np.float32)
        return finished(rectify(image, rectangle(width, height) + corner), rng)

    def _rendered_plate(self) -> Plate:
        rng = self._rng
        if len(self._pool) < self.POOL or rng.random() < 1 / self.USES:
            plate = render(grammar(rng), self._fonts, rng).grey()
            if len(self._pool) < self.POOL:
                self._pool.append(plate)
            else:
                self._pool[int(rng.integers(self.POOL))] = plate
            return plate
        return self._pool[int(rng.integers(len(self._pool)))]


def as_detected(plate: Plate, rng: np.random.Generator, real: bool = False, side_by_side: bool = False) -> np.ndarray:
    """Returns the crop that the detector's four corners would give of the plate.

    :param side_by_side: cut as a plate of two rows, the upper row left of the lower
    """
    image = seen(plate.image, rng, real)
    height, width = image.shape[:2]
    quad = plate.quad * [width / plate.image.shape[1], height / plate.image.shape[0]]
    if real:
        quad = _loose(quad, rng)
    corners = expanded(misplaced(quad, rng))
    crop = surroundings(image, rng)
    if not side_by_side:
        _lay(image, corners, CROP_CORNERS, crop)
        return finished(crop, rng)
    middle = CROP_WIDTH // 2
    for half, part in zip(halves(corners), (crop[:, :middle], crop[:, middle:])):
        laid = np.ascontiguousarray(part)
        _lay(image, half, HALF_CORNERS, laid)
        part[:] = laid
    return finished(crop, rng)


def _lay(image: np.ndarray, corners: np.ndarray, onto: np.ndarray, crop: np.ndarray) -> None:
    matrix = cv2.getPerspectiveTransform(corners, onto)
    cv2.warpPerspective(image, matrix, crop.shape[::-1], dst=crop, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_TRANSPARENT)


def seen(image: np.ndarray, rng: np.random.Generator, real: bool) -> np.ndarray:
    """Returns the plate as few pixels as a camera has of it: down to ten rows, blurred."""
    height, width = image.shape[:2]
    rows = rng.uniform(14, 40) if rng.random() < 0.65 else rng.uniform(10, 72)
    rows *= 1 if height <= 1.5 * PIXELS_HIGH or real else 1.7
    if real:
        rows = max(rows, rng.uniform(12, 40))
    scale = min(1.0, rows / height)
    size = max(16, round(width * scale * rng.uniform(0.85, 1.1))), max(8, round(height * scale))
    small = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    if rng.random() < 0.45:
        small = cv2.GaussianBlur(small, (0, 0), rng.uniform(0.3, 1.0))
    return motion_blur(small, rng, 4) if rng.random() < 0.15 else small


def misplaced(quad: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Returns the corners as far off as a detector puts them: shifted, turned, sheared, each a little by itself."""
    centre = quad.mean(0)
    height = float(np.hypot(*(quad[3] - quad[0])))
    length = float(np.hypot(*(quad[1] - quad[0])))
    turn, shear = rng.normal(0, np.deg2rad(2.5)), rng.normal(0, 0.09)
    offsets = (quad - centre) * rng.normal([1.01, 1.0], [0.035, 0.07])
    turned = offsets @ np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    turned[:, 0] += turned[:, 1] * shear
    shift = rng.normal(0, 1, 2) * [0.015 * length + 0.03 * height, 0.05 * height]
    return (centre + turned + shift + rng.normal(0, 0.035 * height, (4, 2))).astype(np.float32)


def _loose(quad: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Real crops are cut with and without a rim: pulls the corners in by up to a twentieth, or not."""
    centre = quad.mean(0)
    return centre + (quad - centre) * [rng.uniform(0.96, 1.01), rng.uniform(0.9, 1.01)]


def surroundings(image: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Returns what lies around the plate in the crop: bodywork, more or less even."""
    ground = np.full((CROP_HEIGHT, CROP_WIDTH), rng.uniform(10, 240), np.float32)
    if rng.random() < 0.7:
        coarse = rng.normal(0, rng.uniform(5, 60), (int(rng.integers(2, 8)), int(rng.integers(2, 12)))).astype(np.float32)
        ground += cv2.resize(coarse, (CROP_WIDTH, CROP_HEIGHT), interpolation=cv2.INTER_LINEAR)
    return np.clip(ground, 0, 255).astype(np.uint8)


def finished(crop: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Returns the crop after light, sensor and compression. A few are turned to light on dark."""
    values = crop.astype(np.float32)
    if rng.random() < 0.05:
        values = 255 - values
    if rng.random() < 0.4:
        values = uneven_light(values, rng)
    mean = float(values.mean())
    values = (values - mean) * rng.uniform(0.25, 1.15) + mean * rng.uniform(0.45, 1.1) + rng.uniform(-5, 30)
    if rng.random() < 0.6:
        values += noise(values.shape, rng.uniform(1, 13))
    result = np.clip(values, 0, 255).astype(np.uint8)
    return jpeg(result, int(rng.integers(25, 90))) if rng.random() < 0.3 else result
