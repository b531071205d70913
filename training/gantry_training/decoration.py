"""What is on a plate besides its characters: seals, emblems, stickers, slogans, bolts, frames, dirt. Never read.

Without these a reader takes a seal for an O and a star for an X; with them the German and Slovak plates became readable.
"""

from __future__ import annotations

import cv2
import numpy as np

from .glyphs import FontBox

LOWER_WORDS = "abcdefghijklmnopqrstuvwxyz"
UPPER_WORDS = LOWER_WORDS.upper()


def emblem(height: int, rng: np.random.Generator) -> np.ndarray:
    """Returns a mask of an emblem as it stands between characters, as high as they are."""
    tall = max(8, int(height * rng.uniform(0.25, 0.95)))
    wide = max(7, int(tall * rng.uniform(0.5, 1.25)))
    shape = np.zeros((tall, wide), np.uint8)
    SHAPES[int(rng.integers(len(SHAPES)))](shape, int(rng.integers(90, 256)), rng)
    if rng.random() < 0.5:
        for _ in range(int(rng.integers(1, 5))):
            centre = (int(rng.integers(wide)), int(rng.integers(tall)))
            cv2.circle(shape, centre, int(rng.integers(1, max(2, wide // 5))), int(rng.integers(0, 256)), -1 if rng.random() < 0.5 else 1)
    mask = np.zeros((height, wide + 6), np.uint8)
    top = int(rng.integers(0, height - tall + 1))
    mask[top: top + tall, 3: 3 + wide] = shape
    return mask


def _round(shape: np.ndarray, ink: int, rng: np.random.Generator) -> None:
    height, width = shape.shape
    cv2.ellipse(shape, (width // 2, height // 2), (width // 2 - 1, height // 2 - 1), 0, 0, 360, ink, -1 if rng.random() < 0.6 else 2)


def _shield(shape: np.ndarray, ink: int, rng: np.random.Generator) -> None:
    height, width = shape.shape
    waist = int(height * rng.uniform(0.4, 0.7))
    outline = np.array([[1, 1], [width - 2, 1], [width - 2, waist], [width // 2, height - 2], [1, waist]])
    cv2.fillPoly(shape, [outline], ink)
    if rng.random() < 0.5:
        for line in range(3, width, 5):
            cv2.line(shape, (line, 0), (line, height), 40, 2)


def _blot(shape: np.ndarray, ink: int, rng: np.random.Generator) -> None:
    _radial(shape, ink, np.sort(rng.uniform(0, 2 * np.pi, 9)), rng.uniform(0.4, 1, 9))


def _star(shape: np.ndarray, ink: int, rng: np.random.Generator) -> None:
    _radial(shape, ink, np.arange(10) * np.pi / 5 - np.pi / 2, np.where(np.arange(10) % 2 == 0, 1.0, 0.42))


def _radial(shape: np.ndarray, ink: int, angles: np.ndarray, radii: np.ndarray) -> None:
    middle = np.array(shape.shape[::-1]) / 2
    outline = middle + np.stack([np.cos(angles) * radii, np.sin(angles) * radii], 1) * middle
    cv2.fillPoly(shape, [outline.astype(np.int32)], ink)


def _two_seals(shape: np.ndarray, ink: int, rng: np.random.Generator) -> None:
    height, width = shape.shape
    for where in (0.27, 0.73):
        cv2.circle(shape, (width // 2, int(height * where)), max(2, int(min(width, height / 2) * 0.45)), ink, -1 if rng.random() < 0.6 else 2)


def _sticker(shape: np.ndarray, ink: int, rng: np.random.Generator) -> None:
    height, width = shape.shape
    cv2.rectangle(shape, (1, 1), (width - 2, height - 2), ink, -1 if rng.random() < 0.6 else 2)


def _picture(shape: np.ndarray, ink: int, rng: np.random.Generator) -> None:
    coarse = rng.integers(0, 256, (int(rng.integers(3, 8)), int(rng.integers(3, 7)))).astype(np.uint8)
    picture = cv2.resize(coarse, shape.shape[::-1], interpolation=cv2.INTER_CUBIC)
    _round(shape, 255, rng)
    np.minimum(shape, picture, out=shape)


SHAPES = (_round, _shield, _blot, _star, _two_seals, _sticker, _picture)


def words(width: int, height: int, fonts: FontBox, rng: np.random.Generator, letters: int | None = None, alphabet: str | None = None) -> np.ndarray:
    """Returns a mask of small lettering that fits the size: a state's name, a dealer, a slogan."""
    font = fonts.pick(rng)
    count = letters or int(rng.integers(4, 14))
    if alphabet is None:
        alphabet = UPPER_WORDS if letters or rng.random() < 0.6 or not hasattr(font, "path") else LOWER_WORDS
    size = max(8, height)
    strip: list[np.ndarray] = []
    for _ in range(count):
        if not letters and rng.random() < 0.15:
            strip.append(np.zeros((size, size // 2), np.uint8))
        else:
            strip.append(np.pad(font.glyph(alphabet[int(rng.integers(len(alphabet)))], size), ((0, 0), (0, max(1, size // 8)))))
    line = np.concatenate(strip, 1)
    scale = min(width / line.shape[1], height / line.shape[0])
    return cv2.resize(line, (max(1, int(line.shape[1] * scale)), max(1, int(line.shape[0] * scale))), interpolation=cv2.INTER_AREA)


def stamp(plate: np.ndarray, mask: np.ndarray, x: float, y: float, colour: np.ndarray) -> None:
    """Lays ink of a colour over the plate (float32, changed in place) where the mask says; what lies outside is dropped."""
    left, top = int(x), int(y)
    x0, y0 = max(0, left), max(0, top)
    x1, y1 = min(plate.shape[1], left + mask.shape[1]), min(plate.shape[0], top + mask.shape[0])
    if x1 <= x0 or y1 <= y0:
        return
    share = mask[y0 - top: y1 - top, x0 - left: x1 - left, None].astype(np.float32) / 255
    plate[y0:y1, x0:x1] += (np.asarray(colour, np.float32) - plate[y0:y1, x0:x1]) * share


def band(plate: np.ndarray, x0: float, y0: float, x1: float, y1: float, colour: np.ndarray) -> None:
    """Fills a part of the plate, given in shares of its width and height."""
    height, width = plate.shape[:2]
    plate[int(y0 * height): int(y1 * height), int(x0 * width): int(x1 * width)] = colour


def bolts(plate: np.ndarray, rng: np.random.Generator) -> None:
    """Puts bolt heads or holes where plates have them."""
    height, width = plate.shape[:2]
    for _ in range(int(rng.integers(1, 5))):
        centre = (int(rng.choice([rng.uniform(0.03, 0.3), rng.uniform(0.7, 0.97)]) * width), int(rng.choice([0.1, 0.5, 0.9]) * height))
        cv2.circle(plate, centre, int(rng.integers(1, 4)), [float(rng.integers(20, 220))] * 3, -1)


def dirt(plate: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Returns the plate with clouds of dust or snow on it."""
    height, width = plate.shape[:2]
    clouds = cv2.resize(rng.normal(0, 1, (5, 12)).astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
    cover = np.clip(clouds, 0, 1)[..., None] * rng.uniform(0.2, 0.6)
    colour = np.array([70, 80, 90] if rng.random() < 0.7 else [230, 230, 230], np.float32)
    return plate + (colour - plate) * cover
