"""Light, lens, sensor and compression: what happens to a picture between the plate and the file."""

from __future__ import annotations

import cv2
import numpy as np


def uneven_light(image: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Lays a slope of light or the edge of a shadow over the picture (float32 in, float32 out)."""
    height, width = image.shape[:2]
    angle = rng.uniform(0, 2 * np.pi)
    along = (np.arange(width, dtype=np.float32) / width - 0.5) * np.cos(angle)
    down = (np.arange(height, dtype=np.float32) / height - 0.5) * np.sin(angle)
    slope = along[None, :] + down[:, None]
    if rng.random() < 0.7:
        light = 1 + rng.uniform(-0.7, 0.7) * slope
    else:
        edge = rng.uniform(-0.3, 0.3)
        light = np.clip((slope - edge) * rng.uniform(8, 60) + 0.5, 0, 1) * (1 - (dark := rng.uniform(0.3, 0.8))) + dark
    return image * (light if image.ndim == 2 else light[..., None])


def motion_blur(image: np.ndarray, rng: np.random.Generator, longest: int = 5) -> np.ndarray:
    """Smears along a direction, mostly the level one: vehicles drive along, not up."""
    length = int(rng.integers(2, longest + 1))
    kernel = np.zeros((length, length), np.float32)
    kernel[length // 2, :] = 1 / length
    if rng.random() < 0.35:
        kernel = kernel.T.copy()
    return cv2.filter2D(image, -1, kernel)


def noise(shape: tuple[int, ...], deviation: float) -> np.ndarray:
    """Returns the noise of a sensor. It comes from OpenCV's generator, which the trainings seed beside NumPy's."""
    values = np.empty(shape, np.float32)
    cv2.randn(values, 0, deviation)
    return values


def rain(image: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Draws streaks of rain, all falling alike, and the veil of the drops too small to be seen (uint8)."""
    height, width = image.shape[:2]
    streaks = np.zeros((height, width), np.uint8)
    slant, length = rng.uniform(-0.35, 0.35), rng.uniform(0.02, 0.1) * height
    for x, y in rng.uniform(0, 1, (int(rng.integers(40, 260)), 2)) * [width, height]:
        cv2.line(streaks, (int(x), int(y)), (int(x + slant * length), int(y + length)), int(rng.integers(60, 200)), 1)
    share = cv2.GaussianBlur(streaks, (0, 0), 0.7).astype(np.float32)[..., None] / 255 * rng.uniform(0.3, 0.9)
    veiled = image.astype(np.float32) * (1 - (veil := rng.uniform(0.05, 0.3))) + 165 * veil
    return np.clip(veiled + (215 - veiled) * share, 0, 255).astype(np.uint8)


def glare(image: np.ndarray, at: tuple[float, float], radius: float, strength: float) -> np.ndarray:
    """Lays the halo of a lamp that shines into the lens over the picture (uint8)."""
    height, width = image.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    halo = np.exp(-np.hypot(x - at[0], y - at[1]) / radius)[..., None] * strength
    return np.clip(image.astype(np.float32) + 255 * halo, 0, 255).astype(np.uint8)


def jpeg(image: np.ndarray, quality: int) -> np.ndarray:
    """Compresses and expands (uint8)."""
    _, packed = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return cv2.imdecode(packed, cv2.IMREAD_UNCHANGED)


def by_day(image: np.ndarray, plate: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Returns the scene as a camera in order sees it by day: well exposed, a little noise."""
    values = image.astype(np.float32) * rng.uniform(0.8, 1.15)
    values += noise(values.shape, rng.uniform(0.5, 3))
    return np.clip(values, 0, 255).astype(np.uint8)


def in_bad_conditions(image: np.ndarray, plate: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Returns the scene by night, in rain, against lamps or in motion: two of the four at once, and more noise.

    :param plate: its corners; plates throw a camera's own light back to it (ISO 7591), so that by night they are brighter than all about them
    """
    two = rng.choice(4, 2, replace=False)
    night, wet, dazzled, moved = (number in two for number in range(4))
    if wet:
        image = rain(image, rng)
    values = image.astype(np.float32)
    if night:
        thrown_back = np.zeros(image.shape[:2], np.uint8)
        cv2.fillConvexPoly(thrown_back, np.round(plate).astype(np.int32), 255)
        lit = cv2.GaussianBlur(thrown_back, (0, 0), 1).astype(np.float32)[..., None] / 255
        values = values * (rng.uniform(0.15, 0.45) + lit * rng.uniform(0.3, 0.7)) + rng.uniform(-5, 10)
    values += noise(values.shape, rng.uniform(2, 9))
    result = np.clip(values, 0, 255).astype(np.uint8)
    if dazzled:
        result = glare(result, (rng.uniform(0, image.shape[1]), rng.uniform(0, image.shape[0])), rng.uniform(5, 20), rng.uniform(0.5, 1.4))
    return motion_blur(result, rng, 5) if moved else result


def exposed(image: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Changes brightness, contrast and colour of a whole scene (uint8 in and out); some become night or infrared."""
    if rng.random() < 0.07:
        image = rain(image, rng)
    values = image.astype(np.float32)
    if rng.random() < 0.3:
        values = uneven_light(values, rng)
    night = rng.random() < 0.15
    values *= rng.uniform(0.2, 0.5) if night else rng.uniform(0.55, 1.3)
    values += rng.uniform(-5, 10) if night else rng.uniform(-25, 25)
    if rng.random() < 0.3:
        values = np.repeat(values.mean(2, keepdims=True), 3, 2)
    else:
        values *= rng.uniform(0.82, 1.18, 3).astype(np.float32)
    if night or rng.random() < 0.4:
        deviation = rng.uniform(1, 12 if night else 8)
        values += noise(values.shape, deviation)
    result = np.clip(values, 0, 255).astype(np.uint8)
    if rng.random() < (0.4 if night else 0.05):
        for _ in range(int(rng.integers(1, 3))):
            at = rng.uniform(0, image.shape[1]), rng.uniform(0, image.shape[0])
            result = glare(result, at, rng.uniform(4, 22), rng.uniform(0.5, 1.6))
    if rng.random() < 0.15:
        result = motion_blur(result, rng, 4)
    return jpeg(result, int(rng.integers(30, 92))) if rng.random() < 0.4 else result
