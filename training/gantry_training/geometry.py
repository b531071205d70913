"""Quadrilaterals: four corners in the order top-left, top-right, bottom-right, bottom-left, as the plate reads.

An array of shape (4, 2), x before y, in pixels. The same rules are written in Swift where the nets are used.
"""

from __future__ import annotations

import cv2
import numpy as np

CROP_WIDTH, CROP_HEIGHT = 160, 48
EXPAND_ALONG, EXPAND_ACROSS = 1.08, 1.20
"""How much a quadrilateral is widened before it is cut out, so that a corner a little off cuts no character."""

CROP_CORNERS = np.array([[0, 0], [CROP_WIDTH, 0], [CROP_WIDTH, CROP_HEIGHT], [0, CROP_HEIGHT]], np.float32)

HALF_CORNERS = np.array([[0, 0], [CROP_WIDTH / 2, 0], [CROP_WIDTH / 2, CROP_HEIGHT], [0, CROP_HEIGHT]], np.float32)
ROW_SHARE = 0.54
"""A plate of two rows is read with its rows side by side, each taking this share of its height and half of the crop's width."""


def rectangle(width: float, height: float) -> np.ndarray:
    """Returns the corners of an upright rectangle at the origin."""
    return np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)


def bounds(quad: np.ndarray) -> np.ndarray:
    """Returns x0, y0, x1, y1 of the upright box around a quadrilateral."""
    return np.concatenate([quad.min(0), quad.max(0)])


def expanded(quad: np.ndarray, along: float = EXPAND_ALONG, across: float = EXPAND_ACROSS) -> np.ndarray:
    """Returns the quadrilateral widened about its centre, along the plate and across it."""
    centre = quad.mean(0)
    top_left, top_right, bottom_right, bottom_left = quad
    reading = (top_right + bottom_right - top_left - bottom_left) / 4
    down = (bottom_left + bottom_right - top_left - top_right) / 4
    twist = (top_left + bottom_right - top_right - bottom_left) / 4
    signs = ((-1, -1, 1), (1, -1, -1), (1, 1, 1), (-1, 1, -1))
    corners = [centre + s * along * reading + t * across * down + u * along * across * twist for s, t, u in signs]
    return np.array(corners, np.float32)


def overlap(first: np.ndarray, second: np.ndarray) -> float:
    """Returns intersection over union of two upright boxes (x0, y0, x1, y1)."""
    width = min(first[2], second[2]) - max(first[0], second[0])
    height = min(first[3], second[3]) - max(first[1], second[1])
    if width <= 0 or height <= 0:
        return 0.0
    union = (first[2] - first[0]) * (first[3] - first[1]) + (second[2] - second[0]) * (second[3] - second[1]) - width * height
    return float(width * height / union)


def rectify(grey: np.ndarray, quad: np.ndarray) -> np.ndarray:
    """Cuts the widened quadrilateral out of a grey picture and straightens it to the size the reader takes.

    A plate much larger than the crop is shrunk first, by areas, so that no stroke falls between two samples.
    """
    corners = expanded(quad)
    height = float(np.hypot(*(corners[3] - corners[0])) + np.hypot(*(corners[2] - corners[1]))) / 2
    shrink = CROP_HEIGHT * 1.5 / max(height, 1)
    if shrink < 0.75:
        x0, y0 = np.maximum(np.floor(corners.min(0)).astype(int) - 2, 0)
        x1, y1 = np.ceil(corners.max(0)).astype(int) + 2
        part = grey[y0:y1, x0:x1]
        if part.size:
            size = (max(1, round(part.shape[1] * shrink)), max(1, round(part.shape[0] * shrink)))
            corners = (corners - [x0, y0]) * [size[0] / part.shape[1], size[1] / part.shape[0]]
            grey = cv2.resize(part, size, interpolation=cv2.INTER_AREA)
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), CROP_CORNERS)
    return cv2.warpPerspective(grey, matrix, (CROP_WIDTH, CROP_HEIGHT), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)


def halves(corners: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Returns the upper and the lower row of a plate of two, a little more than half each: rows are seldom parted in the very middle."""
    top_left, top_right, bottom_right, bottom_left = corners

    def across(share: float) -> tuple[np.ndarray, np.ndarray]:
        return top_left + (bottom_left - top_left) * share, top_right + (bottom_right - top_right) * share

    (upper_left, upper_right), (lower_left, lower_right) = across(1 - ROW_SHARE), across(ROW_SHARE)
    return (
        np.array([top_left, top_right, lower_right, lower_left], np.float32),
        np.array([upper_left, upper_right, bottom_right, bottom_left], np.float32),
    )


def standardised(crop: np.ndarray) -> np.ndarray:
    """Returns the crop with mean nought and deviation one; a crop without contrast is not blown up to noise."""
    values = crop.astype(np.float32)
    return (values - values.mean()) / max(float(values.std()), 12.0)
