"""Stroke glyphs of our own: every character as polylines, so that weight, width and roundness can be varied without end.

Real plate fonts (FE-Schrift, DIN 1451, Mandatory, the embossing dies of the American states) are drawn with strokes of
even weight. No free font comes in all their proportions; drawn strokes do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import cv2
import numpy as np

Stroke = Sequence[tuple[float, float]]

# On a grid 10 wide and 16 high, y downwards. A stroke whose ends meet is a closed one. Corners are cut when drawn.
STROKES: Mapping[str, Sequence[Stroke]] = {
    "0": [((0, 4), (0, 0), (10, 0), (10, 16), (0, 16), (0, 4))],
    "1": [((2, 4), (6, 0), (6, 16))],
    "2": [((0, 4), (0, 0), (10, 0), (10, 7), (0, 13), (0, 16)), ((0, 16), (10, 16))],
    "3": [((0, 2), (0, 0), (10, 0), (10, 7.5), (4, 7.5)), ((4, 7.5), (10, 7.5), (10, 16), (0, 16), (0, 13.5))],
    "4": [((7.5, 16), (7.5, 0)), ((7.5, 0), (0, 11)), ((0, 11), (10, 11))],
    "5": [((9.5, 0), (1, 0)), ((1, 0), (0.5, 7)), ((0.5, 7), (10, 6), (10, 16), (0, 16), (0, 13))],
    "6": [((9, 0.5), (0, 3), (0, 16), (10, 16), (10, 6.5), (0, 6.5), (0, 11))],
    "7": [((0, 0), (10, 0)), ((10, 0), (3.5, 16))],
    "8": [((5, 7.5), (0.5, 7.5), (0.5, 0), (9.5, 0), (9.5, 7.5), (5, 7.5)), ((5, 7.5), (0, 7.5), (0, 16), (10, 16), (10, 7.5), (5, 7.5))],
    "9": [((1, 15.5), (10, 13), (10, 0), (0, 0), (0, 9.5), (10, 9.5), (10, 5))],
    "A": [((0, 16), (5, 0)), ((5, 0), (10, 16)), ((1.7, 11), (8.3, 11))],
    "B": [((0, 0), (0, 16)), ((0, 0), (9, 0), (9, 7.5), (0, 7.5)), ((0, 7.5), (10, 7.5), (10, 16), (0, 16))],
    "C": [((10, 3.5), (10, 0), (0, 0), (0, 16), (10, 16), (10, 12.5))],
    "D": [((0, 0), (0, 16)), ((0, 0), (10, 0), (10, 16), (0, 16))],
    "E": [((9.5, 0), (0, 0)), ((0, 0), (0, 16)), ((0, 16), (9.5, 16)), ((0, 7.5), (8, 7.5))],
    "F": [((9.5, 0), (0, 0)), ((0, 0), (0, 16)), ((0, 7.5), (8, 7.5))],
    "G": [((10, 3.5), (10, 0), (0, 0), (0, 16), (10, 16), (10, 12)), ((10, 12), (10, 8.5)), ((10, 8.5), (5.5, 8.5))],
    "H": [((0, 0), (0, 16)), ((10, 0), (10, 16)), ((0, 7.5), (10, 7.5))],
    "I": [((5, 0), (5, 16))],
    "J": [((8.5, 0), (8.5, 16), (0, 16), (0, 12))],
    "K": [((0, 0), (0, 16)), ((10, 0), (0, 9)), ((3, 6.5), (10, 16))],
    "L": [((0, 0), (0, 16)), ((0, 16), (9.5, 16))],
    "M": [((0, 16), (0, 0)), ((0, 0), (5, 9)), ((5, 9), (10, 0)), ((10, 0), (10, 16))],
    "N": [((0, 16), (0, 0)), ((0, 0), (10, 16)), ((10, 16), (10, 0))],
    "O": [((0, 8), (0, 0), (10, 0), (10, 16), (0, 16), (0, 8))],
    "P": [((0, 0), (0, 16)), ((0, 0), (10, 0), (10, 8.5), (0, 8.5))],
    "Q": [((0, 8), (0, 0), (10, 0), (10, 16), (0, 16), (0, 8)), ((6, 11.5), (10.5, 17))],
    "R": [((0, 0), (0, 16)), ((0, 0), (10, 0), (10, 8), (0, 8)), ((5, 8), (10, 16))],
    "S": [((10, 3), (10, 0), (0, 0), (0, 7), (10, 8.5), (10, 16), (0, 16), (0, 13))],
    "T": [((0, 0), (10, 0)), ((5, 0), (5, 16))],
    "U": [((0, 0), (0, 16), (10, 16), (10, 0))],
    "V": [((0, 0), (5, 16)), ((5, 16), (10, 0))],
    "W": [((0, 0), (2.5, 16)), ((2.5, 16), (5, 5)), ((5, 5), (7.5, 16)), ((7.5, 16), (10, 0))],
    "X": [((0, 0), (10, 16)), ((10, 0), (0, 16))],
    "Y": [((0, 0), (5, 8)), ((5, 8), (10, 0)), ((5, 8), (5, 16))],
    "Z": [((0, 0), (10, 0)), ((10, 0), (0, 16)), ((0, 16), (10, 16))],
}

OPTIONAL: Mapping[str, Sequence[Stroke]] = {
    "1": [((2, 16), (10, 16))],
    "I": [((2.5, 0), (7.5, 0)), ((2.5, 16), (7.5, 16))],
    "J": [((4.5, 0), (8.5, 0))],
    "0": [((3, 11), (7, 5))],
    "7": [((0, 0), (0, 3))],
    "Z": [((3, 8), (7, 8))],
}
"""Strokes that some fonts add: feet under the 1, serifs, a slashed nought."""


class StrokeFont:
    """A font drawn from the strokes with one set of proportions."""

    def __init__(self, rng: np.random.Generator) -> None:
        self.width = rng.uniform(0.38, 0.72)
        """Width of the drawing relative to its height, between the middles of the strokes."""
        self.weight = rng.uniform(0.10, 0.21)
        """Thickness of a stroke relative to the height."""
        self.cut = rng.uniform(0.8, 4.6)
        """How much of each corner is cut, in grid units: small is angular, large is round."""
        self.rounds = int(rng.integers(1, 4))
        self.extras = {character for character in OPTIONAL if rng.random() < (0.12 if character in "0Z" else 0.35)}

    def glyph(self, character: str, height: int) -> np.ndarray:
        """Returns the character as a mask (uint8, 255 is ink) of the given height, cut close at its sides."""
        fine = 4
        thickness = max(2, round(self.weight * height * fine))
        top = thickness / 2
        unit = (height * fine - thickness) / 16
        across = self.width * height * fine / 10
        side = thickness + 2
        mask = np.zeros((height * fine + unit.__ceil__(), round(10.5 * across) + 2 * side), np.uint8)
        strokes = list(STROKES[character]) + (list(OPTIONAL[character]) if character in self.extras else [])
        for stroke in strokes:
            points = self._rounded(np.array(stroke, float)) * [across, unit] + [side, top]
            cv2.polylines(mask, [np.round(points).astype(np.int32)], False, 255, thickness, cv2.LINE_8)
        mask = mask[: height * fine]
        columns = np.flatnonzero(mask.any(0))
        mask = mask[:, columns[0]: columns[-1] + 1]
        return cv2.resize(mask, (max(1, mask.shape[1] // fine), height), interpolation=cv2.INTER_AREA)

    def _rounded(self, points: np.ndarray) -> np.ndarray:
        """Cuts the corners inside a stroke; its ends stay where they are."""
        for step in range(self.rounds):
            cut = self.cut / (1.7**step)
            kept = [points[0]]
            for before, corner, after in zip(points[:-2], points[1:-1], points[2:]):
                kept += [_towards(corner, before, cut), _towards(corner, after, cut)]
            points = np.array([*kept, points[-1]])
        return points


def _towards(start: np.ndarray, end: np.ndarray, length: float) -> np.ndarray:
    """Returns the point the given length along the way, never past two fifths of it."""
    way = end - start
    distance = float(np.hypot(*way))
    return start + way * min(0.42, length / max(distance, 1e-6))
