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


def jpeg(image: np.ndarray, quality: int) -> np.ndarray:
    """Compresses and expands (uint8)."""
    _, packed = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return cv2.imdecode(packed, cv2.IMREAD_UNCHANGED)


def exposed(image: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Changes brightness, contrast and colour of a whole scene (uint8 in and out); some become night or infrared."""
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
    if rng.random() < 0.15:
        result = motion_blur(result, rng, 4)
    return jpeg(result, int(rng.integers(30, 92))) if rng.random() < 0.4 else result
