"""The detector: a picture in, for each cell of eight pixels how likely a plate's centre is there and where its corners are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from .geometry import bounds, overlap
from .reader import block
from .scenes import GREY, Mark

CELL, UNIT = 8, 16
"""Pixels a cell, and pixels a unit of the corner outputs."""

THRESHOLD, MOST_OVERLAP = 0.25, 0.4

ORDINARY_SIDE, ORDINARY_PIXELS = 640, 512 * 512
LARGE_SIDE, LARGE_PIXELS, LARGE_PICTURE = 1280, 1280 * 960, 2000
"""Longer side and area at which pictures are searched; from which longer side on a picture counts as large."""


class Detector(nn.Module):
    """Grey picture [N, 1, H, W] (value / 127.5 - 1) to plates [N, 9, H/8, W/8]: centre logit, then four corners.

    Grey, for half of what cameras send at night is infrared anyway, a grey decode costs half of one in colour, and the reader wants
    it grey: one decode serves both.
    """

    def __init__(self) -> None:
        super().__init__()
        self.fine = nn.Sequential(
            block(1, 12, 3, 2, 1), block(12, 24, 3, 2, 1), block(24, 40, 3, 2, 1), block(40, 40, 3, 1, 1),
        )
        self.middle = nn.Sequential(block(40, 80, 3, 2, 1), block(80, 80, 3, 1, 1), block(80, 80, 3, 1, 1))
        self.coarse = nn.Sequential(block(80, 112, 3, 2, 1), block(112, 112, 3, 1, 1), block(112, 112, 3, 1, 1))
        self.merge_middle = block(192, 40, 1, 1, 0)
        self.merge_fine = nn.Sequential(block(80, 40, 1, 1, 0), block(40, 40, 3, 1, 1))
        self.head = nn.Conv2d(40, 9, 1)
        self.head.bias = nn.Parameter(torch.tensor([-4.0] + [0.0] * 8))

    def forward(self, image: Tensor) -> Tensor:
        fine = self.fine(image)
        middle = self.middle(fine)
        coarse = self.coarse(middle)
        middle = self.merge_middle(torch.cat((functional.interpolate(coarse, scale_factor=2.0), middle), 1))
        return self.head(self.merge_fine(torch.cat((functional.interpolate(middle, scale_factor=2.0), fine), 1)))


@dataclass(frozen=True)
class Target:
    """What the net should answer for a scene."""

    heat: np.ndarray
    """[H/8, W/8], 1 at centres, falling off about them."""
    corners: np.ndarray
    """[8, H/8, W/8] in units."""
    weight: np.ndarray
    """[H/8, W/8]: how much the corners of a cell count; includes that an error matters more on a small plate."""
    counts: np.ndarray
    """[H/8, W/8]: 0 where the centre map may answer what it likes."""


def target(marks: Sequence[Mark], rows: int, columns: int) -> Target:
    """Lays out the marks on the grid of cells."""
    y, x = np.mgrid[0:rows, 0:columns].astype(np.float32) * CELL + CELL / 2
    heat, corners, weight = (np.zeros((*planes, rows, columns), np.float32) for planes in ((), (8,), ()))
    result = Target(heat, corners, weight, np.ones((rows, columns), np.float32))
    for mark in marks:
        x0, y0, x1, y1 = bounds(mark.quad)
        if mark.trust == 0:
            result.counts[(x > x0 - CELL) & (x < x1 + CELL) & (y > y0 - CELL) & (y < y1 + CELL)] = 0
            continue
        centre = mark.quad.mean(0)
        column, row = (int(np.clip(centre[axis] // CELL, 0, limit - 1)) for axis, limit in ((0, columns), (1, rows)))
        spread = max(4.0, (x1 - x0) * 0.15), max(4.0, (y1 - y0) * 0.25)
        hill = np.exp(-((x - centre[0]) ** 2 / (2 * spread[0] ** 2) + (y - centre[1]) ** 2 / (2 * spread[1] ** 2)))
        hill[row, column] = 1
        np.maximum(result.heat, hill, out=result.heat)
        near = hill > 0.4
        for corner in range(4):
            result.corners[2 * corner][near] = (mark.quad[corner, 0] - x[near]) / UNIT
            result.corners[2 * corner + 1][near] = (mark.quad[corner, 1] - y[near]) / UNIT
        height = float(np.hypot(*(mark.quad[3] - mark.quad[0])) + np.hypot(*(mark.quad[2] - mark.quad[1]))) / 2
        result.weight[near] = mark.trust * UNIT / max(height, 8.0)
    return result


def loss(plates: Tensor, heat: Tensor, corners: Tensor, weight: Tensor, counts: Tensor) -> tuple[Tensor, Tensor]:
    """Returns the errors of the centre map and of the corners (these in heights of the plate)."""
    plates = plates.float()
    likely = plates[:, 0].sigmoid().clamp(1e-5, 1 - 1e-5)
    centre = (heat >= 0.999).float() * counts
    found = centre * (1 - likely) ** 2 * likely.log()
    quiet = (1 - centre) * counts * (1 - heat) ** 4 * likely**2 * (1 - likely).log()
    centre_error = -(found + quiet).sum() / centre.sum().clamp(min=1)
    off = functional.smooth_l1_loss(plates[:, 1:] * weight[:, None], corners * weight[:, None], reduction="none", beta=0.1)
    return centre_error, off.sum() / ((weight > 0).sum() * 8).clamp(min=1)


@dataclass(frozen=True)
class Found:
    """A plate that was found: how sure, and its corners in pixels of the picture that was asked about."""

    score: float
    quad: np.ndarray


def looked_at(width: int, height: int) -> float:
    """Returns the scale at which a picture of this size is searched.

    Never enlarged: that costs time and shows nothing new. Stills of banks of cameras show several lanes, where a plate would be a speck
    at the ordinary side.
    """
    side, pixels = (LARGE_SIDE, LARGE_PIXELS) if max(width, height) > LARGE_PICTURE else (ORDINARY_SIDE, ORDINARY_PIXELS)
    return min(1.0, side / max(width, height), (pixels / (width * height)) ** 0.5)


def prepared(grey: np.ndarray) -> tuple[np.ndarray, float]:
    """Returns the input of the net for a grey picture, and the scale it was brought to."""
    height, width = grey.shape
    scale = looked_at(width, height)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    resized = cv2.resize(grey, size, interpolation=cv2.INTER_AREA) if scale < 1 else grey
    padded = np.full(((size[1] + 31) // 32 * 32, (size[0] + 31) // 32 * 32), GREY, np.uint8)
    padded[: size[1], : size[0]] = resized
    return as_input(padded)[None], scale


def as_input(image: np.ndarray) -> np.ndarray:
    """Returns a grey picture (uint8) the way the net takes it."""
    return (image[None].astype(np.float32) / 127.5 - 1).astype(np.float32)


def decoded(plates: np.ndarray, scale: float) -> list[Found]:
    """Returns the plates of one picture [9, H/8, W/8], the surest first, in pixels of the picture before scaling."""
    likely = 1 / (1 + np.exp(-plates[0]))
    highest = cv2.dilate(likely, np.ones((3, 3), np.uint8))
    rows, columns = np.nonzero((likely >= highest) & (likely >= THRESHOLD))
    candidates = []
    for row, column in zip(rows, columns):
        start = np.array([CELL * column + CELL / 2, CELL * row + CELL / 2])
        quad = (start + UNIT * plates[1:, row, column].reshape(4, 2)) / scale
        candidates.append(Found(float(likely[row, column]), quad.astype(np.float32)))
    candidates.sort(key=lambda one: -one.score)
    kept: list[Found] = []
    for one in candidates:
        if all(overlap(bounds(one.quad), bounds(other.quad)) < MOST_OVERLAP for other in kept):
            kept.append(one)
    return kept
