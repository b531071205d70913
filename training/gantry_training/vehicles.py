"""Draws the front or rear of a vehicle, coarse but with what leads a detector astray: lamps, grilles, badges, windows.

The photographs without plates show no vehicles either. A plate pasted into a meadow teaches that anything white with dark
strokes is a plate; around a drawn vehicle the net has to tell the plate from the rest of the car.
"""

from __future__ import annotations

import cv2
import numpy as np

from .decoration import emblem, stamp, words
from .glyphs import FontBox

PAINTS = (
    (235, 235, 235), (190, 190, 190), (130, 130, 130), (70, 70, 70), (25, 25, 25), (35, 30, 140), (120, 60, 25), (60, 90, 40), (90, 130, 160), (40, 170, 220),
)


def draw_vehicle(scene: np.ndarray, x: float, y: float, plate_width: float, fonts: FontBox, rng: np.random.Generator) -> None:
    """Draws a vehicle (float32, in place) whose plate has its centre at x, y and the given width in pixels."""
    wide, tall = plate_width * rng.uniform(2.6, 4.2), plate_width * rng.uniform(1.8, 3.4)
    left, bottom = x - wide * rng.uniform(0.42, 0.58), y + plate_width * rng.uniform(0.25, 0.9)
    right, top = left + wide, bottom - tall
    paint = np.clip(np.array(PAINTS[int(rng.integers(len(PAINTS)))]) * rng.uniform(0.6, 1.1) + rng.integers(-15, 16, 3), 0, 255)
    body = np.zeros(scene.shape[:2], np.uint8)
    roof = rng.uniform(0.06, 0.22) * wide
    waist = top + tall * rng.uniform(0.35, 0.55)
    outline = [(left + roof, top), (right - roof, top), (right, waist), (right, bottom), (left, bottom), (left, waist)]
    cv2.fillPoly(body, [np.array(outline, np.int32)], 255)
    cv2.ellipse(scene, (int(x), int(bottom)), (int(wide * 0.55), max(1, int(tall * 0.07))), 0, 0, 360, (25.0, 25.0, 25.0), -1)
    shade = np.linspace(rng.uniform(0.9, 1.3), rng.uniform(0.5, 0.9), scene.shape[0], dtype=np.float32)[:, None, None]
    scene[:] = np.where(body[..., None] > 0, np.clip(paint * shade, 0, 255), scene)
    _window(scene, left + roof, top, right - roof, waist, roof, rng)
    _lamps(scene, left, waist, right, bottom, rng)
    _trim(scene, left, right, np.array([x, y]), plate_width, bottom, rng)
    for _ in range(int(rng.integers(0, 6))):
        _badge(scene, left, waist, right, max(waist + 1, y - plate_width * 0.25), fonts, rng)


def _badge(scene: np.ndarray, left: float, top: float, right: float, bottom: float, fonts: FontBox, rng: np.random.Generator) -> None:
    """A maker's name, a model or an emblem, in chrome or black."""
    wide = right - left
    if rng.random() < 0.7:
        badge = words(int(wide * rng.uniform(0.06, 0.25)), max(4, int(wide * rng.uniform(0.02, 0.07))), fonts, rng)
    else:
        badge = emblem(max(9, int(wide * rng.uniform(0.05, 0.12))), rng)
    colour = rng.choice([25, 180, 215, 245]) + rng.uniform(-10, 10, 3)
    stamp(scene, badge, rng.uniform(left, right - badge.shape[1]), rng.uniform(top, bottom), colour)


def _window(scene: np.ndarray, x0: float, y0: float, x1: float, y1: float, roof: float, rng: np.random.Generator) -> None:
    margin = (y1 - y0) * 0.15
    outline = [(x0 + margin / 2, y0 + margin), (x1 - margin / 2, y0 + margin), (x1 + roof * 0.6, y1 - margin), (x0 - roof * 0.6, y1 - margin)]
    cv2.fillPoly(scene, [np.array(outline, np.int32)], [float(v) for v in rng.uniform(10, 90) + rng.uniform(-10, 10, 3)])
    if rng.random() < 0.4:
        glare = rng.uniform(x0, x1), rng.uniform(y0 + margin, y1 - margin)
        cv2.line(scene, (int(x0), int(glare[1])), (int(glare[0]), int(y0 + margin)), (200.0, 200.0, 200.0), max(1, int(margin / 3)))


def _lamps(scene: np.ndarray, left: float, waist: float, right: float, bottom: float, rng: np.random.Generator) -> None:
    wide, tall = (right - left) * rng.uniform(0.1, 0.2), (bottom - waist) * rng.uniform(0.15, 0.4)
    top = waist + (bottom - waist) * rng.uniform(0.05, 0.3)
    colour = (rng.uniform(20, 80), rng.uniform(20, 80), rng.uniform(130, 255)) if rng.random() < 0.6 else (220.0, 230.0, 240.0)
    stripes = int(rng.integers(2, 5)) if rng.random() < 0.6 else 0
    for start in (left + 1, right - wide - 1):
        box = (int(start), int(top)), (int(start + wide), int(top + tall))
        if rng.random() < 0.6:
            cv2.rectangle(scene, *box, colour, -1)
        else:
            cv2.ellipse(scene, (int(start + wide / 2), int(top + tall / 2)), (int(wide / 2), max(1, int(tall / 2))), 0, 0, 360, colour, -1)
        for stripe in range(1, stripes):
            shade = 0.5 if stripe % 2 else 1.4
            near, far = (int(start + wide * (stripe + part) / stripes) for part in (-0.3, 0.4))
            cv2.rectangle(scene, (near, int(top + tall * 0.2)), (far, int(top + tall * 0.8)), [min(255.0, v * shade + 30) for v in colour], -1)
    if rng.random() < 0.12:
        for start in (left, right):
            cv2.circle(scene, (int(start), int(top + tall / 2)), max(2, int(wide)), (255.0, 250.0, 255.0), -1)


def _trim(scene: np.ndarray, left: float, right: float, plate: np.ndarray, plate_width: float, bottom: float, rng: np.random.Generator) -> None:
    """Bumper, grille and the recess that the plate is mounted in."""
    y = float(plate[1])
    if rng.random() < 0.6:
        top = y + plate_width * rng.uniform(-0.25, 0.2)
        cv2.rectangle(scene, (int(left), int(top)), (int(right), int(bottom)), [float(rng.uniform(15, 70))] * 3, -1)
    if rng.random() < 0.35:
        x0, x1 = left + (right - left) * 0.3, right - (right - left) * 0.3
        y0, y1 = y - plate_width * rng.uniform(0.45, 0.7), y - plate_width * rng.uniform(0.15, 0.3)
        for line in np.arange(y0, y1, max(2.0, (y1 - y0) / rng.integers(3, 7))):
            cv2.line(scene, (int(x0), int(line)), (int(x1), int(line)), [float(rng.choice([20, 170, 210]))] * 3, max(1, int(plate_width * 0.015)))
    if rng.random() < 0.3:
        for side in (left + (right - left) * 0.15, right - (right - left) * 0.25):
            pipe = (int(side), int(bottom - plate_width * 0.12)), (int(side + plate_width * 0.25), int(bottom - 1))
            cv2.rectangle(scene, *pipe, [float(rng.uniform(90, 220))] * 3, -1)
    if rng.random() < 0.5:
        reach = np.array([plate_width * rng.uniform(0.55, 0.8), plate_width * rng.uniform(0.16, 0.34)])
        corners = np.round(np.stack([plate - reach, plate + reach])).astype(int)
        cv2.rectangle(scene, tuple(map(int, corners[0])), tuple(map(int, corners[1])), [float(rng.uniform(20, 200))] * 3, -1)
