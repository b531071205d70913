"""How the plates of each style look: size, colours, where the characters stand and what stands beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from .decoration import band, stamp, words
from .glyphs import FontBox

Colour = tuple[int, int, int]
"""Blue, green, red, as OpenCV has them."""

Adornment = Callable[[np.ndarray, np.ndarray, FontBox, np.random.Generator], float | None]
"""Draws on a plate (float32, changed in place) before its characters; takes the ink colour too. Returns the share of the
width that it takes at the left, where it takes any: characters begin after it."""

WHITE: Colour = (236, 236, 236)
BLACK: Colour = (26, 26, 26)
BLUE: Colour = (150, 60, 20)
YELLOW: Colour = (40, 190, 235)
GREEN: Colour = (70, 140, 60)
RED: Colour = (35, 30, 165)


@dataclass(frozen=True)
class Design:
    """One style of plate. Lengths are shares of the plate's width and height."""

    width_mm: float
    height_mm: float
    left: tuple[float, float]
    """Where the characters begin at the earliest: drawn between the two."""
    right: tuple[float, float]
    top: tuple[float, float]
    cap: tuple[float, float]
    """Height of the capitals."""
    colours: Sequence[tuple[Colour, Colour, float]]
    """Ground, ink, weight."""
    adornments: Sequence[tuple[float, Adornment]] = ()
    """Each with its probability."""
    region_scale: float = 1.0
    """Height of the characters in the region box, in shares of the others'."""
    lower_top: tuple[float, float] = (0.5, 0.56)
    """Where the lower row of a plate of two rows begins; ``top`` is the upper row's."""
    emblems: float = 0.0
    """How often an emblem stands where the pattern allows one (and in a gap half as often)."""


def near(colour: Sequence[float] | np.ndarray, rng: np.random.Generator, reach: int = 14) -> np.ndarray:
    """Returns a colour not far from the given one."""
    return np.clip(np.asarray(colour, np.float32) + rng.integers(-reach, reach + 1, 3), 0, 255).astype(np.float32)


def _euro_strip(plate: np.ndarray, ink: np.ndarray, fonts: FontBox, rng: np.random.Generator) -> float:
    height, width = plate.shape[:2]
    share = rng.uniform(0.07, 0.1)
    band(plate, 0, 0, share, 1, near(BLUE, rng, 25))
    strip = int(share * width)
    cv2.circle(plate, (strip // 2, int(height * 0.3)), max(2, int(strip * 0.3)), (60, 200, 230), 1 if rng.random() < 0.7 else -1)
    code = words(int(strip * 0.8), int(height * 0.25), fonts, rng, int(rng.integers(1, 4)))
    stamp(plate, code, (strip - code.shape[1]) / 2, height * 0.65, near(WHITE, rng))
    return share


def _right_strip(plate: np.ndarray, ink: np.ndarray, fonts: FontBox, rng: np.random.Generator) -> None:
    height, width = plate.shape[:2]
    band(plate, 0.925, 0, 1, 1, near(BLUE, rng, 25))
    code = words(int(width * 0.06), int(height * 0.25), fonts, rng, 2)
    stamp(plate, code, width * 0.93, height * 0.6, near(WHITE, rng))


def _flag(plate: np.ndarray, x0: float, y0: float, x1: float, y1: float, rng: np.random.Generator) -> None:
    colours = [(190, 150, 40), WHITE, (60, 160, 50)] if rng.random() < 0.6 else [tuple(rng.integers(0, 256, 3)) for _ in range(3)]
    for row, colour in enumerate(colours):
        band(plate, x0, y0 + (y1 - y0) * row / 3, x1, y0 + (y1 - y0) * (row + 1) / 3, near(colour, rng, 20))


def _uzbek_right(plate: np.ndarray, ink: np.ndarray, fonts: FontBox, rng: np.random.Generator) -> None:
    height, width = plate.shape[:2]
    x0 = rng.uniform(0.885, 0.915)
    _flag(plate, x0, rng.uniform(0.12, 0.25), 0.97, rng.uniform(0.4, 0.55), rng)
    code = words(int((0.975 - x0) * width), int(height * rng.uniform(0.18, 0.3)), fonts, rng, 2)
    stamp(plate, code, x0 * width, height * rng.uniform(0.58, 0.68), ink if rng.random() < 0.5 else near(BLUE, rng))


def _flag_left(plate: np.ndarray, ink: np.ndarray, fonts: FontBox, rng: np.random.Generator) -> None:
    height, width = plate.shape[:2]
    if rng.random() < 0.4:
        band(plate, 0, 0, 0.095, 1, near(BLUE, rng, 30))
    _flag(plate, 0.015, 0.15, 0.085, 0.45, rng)
    code = words(int(width * 0.07), int(height * 0.28), fonts, rng, int(rng.integers(2, 4)))
    stamp(plate, code, width * 0.02, height * 0.58, ink)


def _region_foot(plate: np.ndarray, ink: np.ndarray, fonts: FontBox, rng: np.random.Generator) -> None:
    height, width = plate.shape[:2]
    code = words(int(width * 0.1), int(height * 0.2), fonts, rng, int(rng.integers(2, 4)))
    stamp(plate, code, width * rng.uniform(0.8, 0.84), height * 0.74, ink)
    _flag(plate, 0.92, 0.74, 0.97, 0.94, rng)


def _headline(plate: np.ndarray, ink: np.ndarray, fonts: FontBox, rng: np.random.Generator) -> None:
    height, width = plate.shape[:2]
    line = words(int(width * rng.uniform(0.3, 0.75)), int(height * rng.uniform(0.1, 0.19)), fonts, rng)
    stamp(plate, line, (width - line.shape[1]) * rng.uniform(0.3, 0.7), height * rng.uniform(0.02, 0.08), near(ink, rng, 50))


def _footline(plate: np.ndarray, ink: np.ndarray, fonts: FontBox, rng: np.random.Generator) -> None:
    height, width = plate.shape[:2]
    line = words(int(width * rng.uniform(0.3, 0.75)), int(height * rng.uniform(0.08, 0.15)), fonts, rng)
    stamp(plate, line, (width - line.shape[1]) * rng.uniform(0.3, 0.7), height * rng.uniform(0.83, 0.87), near(ink, rng, 50))


def _brazilian_tarjeta(plate: np.ndarray, ink: np.ndarray, fonts: FontBox, rng: np.random.Generator) -> None:
    height, width = plate.shape[:2]
    line = words(int(width * rng.uniform(0.4, 0.6)), int(height * rng.uniform(0.1, 0.15)), fonts, rng)
    top = height * rng.uniform(0.07, 0.14)
    if rng.random() < 0.5:
        corner = (int(width * 0.12), int(top - 3)), (int(width * 0.88), int(top + line.shape[0] + 2))
        cv2.rectangle(plate, *corner, [float(v) for v in ink], 1)
    stamp(plate, line, (width - line.shape[1]) / 2, top, ink)


def _mercosur_band(plate: np.ndarray, ink: np.ndarray, fonts: FontBox, rng: np.random.Generator) -> None:
    height, width = plate.shape[:2]
    band(plate, 0, 0, 1, rng.uniform(0.2, 0.27), near(BLUE, rng, 20))
    line = words(int(width * 0.25), int(height * 0.13), fonts, rng, 6)
    stamp(plate, line, (width - line.shape[1]) / 2, height * 0.05, near(WHITE, rng))
    _flag(plate, 0.86, 0.04, 0.96, 0.2, rng)


def _mercosur_top(plate: np.ndarray, ink: np.ndarray, fonts: FontBox, rng: np.random.Generator) -> None:
    """The blue band of a motorcycle's plate: lower, for the plate is squarer."""
    height, width = plate.shape[:2]
    band(plate, 0, 0, 1, rng.uniform(0.14, 0.18), near(BLUE, rng, 20))
    line = words(int(width * 0.4), int(height * 0.09), fonts, rng, 6)
    stamp(plate, line, (width - line.shape[1]) / 2, height * 0.04, near(WHITE, rng))


def _flag_corner(plate: np.ndarray, ink: np.ndarray, fonts: FontBox, rng: np.random.Generator) -> None:
    """Flag and country code in the upper right corner, beside the shorter row."""
    height, width = plate.shape[:2]
    _flag(plate, 0.86, 0.08, 0.97, 0.2, rng)
    code = words(int(width * 0.1), int(height * 0.12), fonts, rng, 2)
    stamp(plate, code, width * 0.86, height * 0.24, ink)


def _scenery(plate: np.ndarray, ink: np.ndarray, fonts: FontBox, rng: np.random.Generator) -> None:
    """Printed pictures behind the characters, as American states have them."""
    height, width = plate.shape[:2]
    ground = plate[height // 2, width // 2].copy()
    fade = np.linspace(0, 1, height, dtype=np.float32)[:, None, None]
    plate[:] = plate * (1 - fade) + near(ground, rng, 60) * fade
    for _ in range(int(rng.integers(0, 6))):
        centre = int(rng.integers(width)), int(rng.integers(height))
        axes = int(rng.integers(5, max(6, width // 3))), int(rng.integers(4, max(5, height // 3)))
        cv2.ellipse(plate, centre, axes, float(rng.uniform(0, 180)), 0, 360, [float(v) for v in near(ground, rng, 55)], -1)
    if rng.random() < 0.4:
        top = rng.uniform(0.15, 0.25)
        band(plate, 0, 0, 1, top, near(rng.integers(0, 256, 3), rng))
        if rng.random() < 0.5:
            band(plate, 0, 1 - top * 0.8, 1, 1, near(rng.integers(0, 256, 3), rng))


def _corner_stickers(plate: np.ndarray, ink: np.ndarray, fonts: FontBox, rng: np.random.Generator) -> None:
    height, width = plate.shape[:2]
    for _ in range(int(rng.integers(1, 4))):
        x, y = float(rng.choice([0.02, 0.84])), float(rng.choice([0.03, 0.82]))
        band(plate, x, y, x + rng.uniform(0.08, 0.14), y + rng.uniform(0.1, 0.16), near(rng.integers(0, 256, 3), rng))
        mark = words(int(width * 0.08), int(height * 0.1), fonts, rng, int(rng.integers(1, 4)))
        stamp(plate, mark, (x + 0.02) * width, (y + 0.02) * height, near(rng.integers(0, 256, 3), rng))


AMERICAN_COLOURS = [
    (ground, ink, 1.0)
    for ground in ((240, 240, 240), (235, 235, 220), (240, 220, 190), (170, 220, 245), (200, 235, 210), (215, 225, 235))
    for ink in ((30, 30, 30), (110, 40, 20), (40, 30, 140), (40, 90, 20), (120, 60, 40))
] + [((120, 50, 30), WHITE, 1.5), ((40, 90, 40), WHITE, 1), (BLACK, YELLOW, 0.7), (YELLOW, (110, 40, 20), 2), (BLACK, WHITE, 0.7)]

PLAIN = [(WHITE, BLACK, 1.0)]
LONG = {"width_mm": 520.0, "height_mm": 112.0}
CIS = {**LONG, "top": (0.12, 0.24), "cap": (0.6, 0.72)}

DESIGNS: Mapping[str, Design] = {
    "european": Design(
        **LONG, left=(0.02, 0.1), right=(0.9, 0.98), top=(0.1, 0.2), cap=(0.62, 0.76), emblems=0.75,
        colours=[(WHITE, BLACK, 10), (YELLOW, BLACK, 1.2), (BLACK, WHITE, 0.4), (WHITE, (150, 50, 30), 0.4), (WHITE, RED, 0.4)],
        adornments=[(0.75, _euro_strip), (0.12, _right_strip)],
    ),
    "british": Design(
        **LONG, left=(0.02, 0.12), right=(0.88, 0.98), top=(0.1, 0.2), cap=(0.62, 0.76), colours=[(WHITE, BLACK, 1), (YELLOW, BLACK, 1)],
        adornments=[(0.4, _euro_strip)],
    ),
    "uzbek": Design(
        **LONG, left=(0.015, 0.05), right=(0.865, 0.895), top=(0.1, 0.22), cap=(0.58, 0.75), region_scale=0.93, colours=PLAIN,
        adornments=[(0.9, _uzbek_right)],
    ),
    "uzbek-yellow": Design(
        **LONG, left=(0.015, 0.05), right=(0.865, 0.895), top=(0.1, 0.22), cap=(0.58, 0.75), colours=[(YELLOW, BLACK, 1)], adornments=[(0.8, _uzbek_right)],
    ),
    "uzbek-green": Design(
        **LONG, left=(0.015, 0.05), right=(0.865, 0.895), top=(0.1, 0.22), cap=(0.58, 0.75), colours=[(GREEN, WHITE, 1), ((150, 190, 90), WHITE, 0.5)],
        adornments=[(0.8, _uzbek_right)],
    ),
    "uzbek-plain": Design(**LONG, left=(0.02, 0.06), right=(0.93, 0.98), top=(0.1, 0.22), cap=(0.58, 0.75), colours=PLAIN),
    "kazakh": Design(**CIS, left=(0.1, 0.13), right=(0.93, 0.98), colours=[(WHITE, BLACK, 5), (YELLOW, BLACK, 1)], adornments=[(0.9, _flag_left)]),
    "kyrgyz": Design(**CIS, left=(0.1, 0.13), right=(0.93, 0.98), colours=PLAIN, region_scale=0.9, adornments=[(0.9, _flag_left)]),
    "tajik": Design(**CIS, left=(0.03, 0.13), right=(0.9, 0.97), colours=PLAIN, region_scale=0.85, adornments=[(0.5, _flag_left)]),
    "turkmen": Design(**CIS, left=(0.1, 0.14), right=(0.92, 0.97), colours=PLAIN, adornments=[(0.9, _flag_left)]),
    "russian": Design(**CIS, left=(0.02, 0.05), right=(0.95, 0.985), colours=PLAIN, region_scale=0.72, adornments=[(0.9, _region_foot)]),
    "russian-yellow": Design(
        **CIS, left=(0.02, 0.05), right=(0.95, 0.985), colours=[(YELLOW, BLACK, 1)], region_scale=0.72, adornments=[(0.9, _region_foot)],
    ),
    "brazilian": Design(
        width_mm=400, height_mm=130, left=(0.03, 0.07), right=(0.93, 0.97), top=(0.32, 0.4), cap=(0.46, 0.54),
        colours=[((172, 172, 168), (34, 34, 34), 6), (RED, WHITE, 1.4), (WHITE, BLACK, 1)], adornments=[(0.95, _brazilian_tarjeta)],
    ),
    "mercosur": Design(
        width_mm=400, height_mm=130, left=(0.05, 0.12), right=(0.9, 0.96), top=(0.32, 0.4), cap=(0.48, 0.56), colours=PLAIN, adornments=[(1, _mercosur_band)],
    ),
    "square": Design(
        width_mm=280, height_mm=200, left=(0.04, 0.14), right=(0.86, 0.96), top=(0.06, 0.13), cap=(0.3, 0.38), lower_top=(0.52, 0.57), emblems=0.4,
        colours=[(WHITE, BLACK, 8), (YELLOW, BLACK, 1), ((150, 60, 20), WHITE, 0.4)],
    ),
    "square-yellow": Design(
        width_mm=280, height_mm=200, left=(0.04, 0.1), right=(0.9, 0.96), top=(0.06, 0.13), cap=(0.32, 0.38), lower_top=(0.52, 0.57),
        colours=[(YELLOW, BLACK, 2), (WHITE, BLACK, 1)],
    ),
    "uzbek-square": Design(
        width_mm=280, height_mm=202, left=(0.03, 0.09), right=(0.84, 0.95), top=(0.06, 0.14), cap=(0.29, 0.37), lower_top=(0.52, 0.57), colours=PLAIN,
        adornments=[(0.6, _flag_corner)],
    ),
    "brazilian-square": Design(
        width_mm=200, height_mm=170, left=(0.05, 0.14), right=(0.86, 0.95), top=(0.17, 0.22), cap=(0.29, 0.34), lower_top=(0.56, 0.6),
        colours=[((172, 172, 168), (34, 34, 34), 6), (RED, WHITE, 2), (WHITE, BLACK, 1)], adornments=[(0.9, _brazilian_tarjeta)],
    ),
    "mercosur-square": Design(
        width_mm=200, height_mm=170, left=(0.06, 0.14), right=(0.86, 0.94), top=(0.22, 0.25), cap=(0.27, 0.31), lower_top=(0.58, 0.62), colours=PLAIN,
        adornments=[(1, _mercosur_top)],
    ),
    "american": Design(
        width_mm=305, height_mm=152, left=(0.03, 0.12), right=(0.88, 0.97), top=(0.25, 0.33), cap=(0.38, 0.5), emblems=0.6, colours=AMERICAN_COLOURS,
        adornments=[(0.65, _scenery), (0.9, _headline), (0.65, _footline), (0.5, _corner_stickers)],
    ),
}
