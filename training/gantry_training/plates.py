"""Renders one plate as it comes from the maker: picture, text and where its outline lies."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np

from .decoration import bolts, dirt, emblem, stamp, words
from .designs import DESIGNS, Design, near
from .geometry import rectangle
from .glyphs import Font, FontBox
from .regions import Grammar, plain_text

PIXELS_HIGH = 72
"""Height of a rendered plate of the long shape; the squarer ones are rendered higher, so that characters stay as large."""


@dataclass(frozen=True)
class Plate:
    """A rendered plate."""

    image: np.ndarray
    """Blue, green, red; or grey. uint8."""
    text: str
    """What a reader has to answer."""
    quad: np.ndarray
    """Corners of the plate itself in the image: a frame around it lies outside."""
    rows: int = 1
    """In how many rows the text stands, 1 or 2."""

    def grey(self) -> Plate:
        """Returns the plate without its colours, as the reader sees it."""
        return replace(self, image=cv2.cvtColor(self.image, cv2.COLOR_BGR2GRAY))


@dataclass(frozen=True)
class Line:
    """The characters of a plate before they are printed: a mask, and where the lines of region boxes go."""

    mask: np.ndarray
    bars: list[int]


def render(one: Grammar, fonts: FontBox, rng: np.random.Generator) -> Plate:
    """Renders a random plate of the grammar."""
    design = DESIGNS[one.style]
    setting = one.draw(rng)
    rows = setting.split("/")
    height = round(PIXELS_HIGH * (1 if design.width_mm > 3.5 * design.height_mm else 1.4 * len(rows) ** 0.5))
    width = round(height * design.width_mm / design.height_mm * rng.uniform(0.96, 1.04))
    ground, ink = _colours(design, rng)
    plate = np.empty((height, width, 3), np.float32)
    plate[:] = ground
    taken = 0.0
    for likelihood, adorn in design.adornments:
        if rng.random() < likelihood:
            taken = max(taken, adorn(plate, ink, fonts, rng) or 0.0)
    font = fonts.pick(rng)
    for row, top in zip(rows, (design.top, design.lower_top)):
        _print_line(plate, row, top, design, ink, font, rng, taken)
    _finish(plate, ground, ink, rng)
    if rng.random() < 0.25:
        plate = dirt(plate, rng)
    image, quad = _framed(plate, fonts, rng)
    return Plate(np.clip(image, 0, 255).astype(np.uint8), plain_text(setting), quad, len(rows))


def _colours(design: Design, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    weights = np.array([weight for _, _, weight in design.colours])
    ground, ink, _ = design.colours[int(rng.choice(len(weights), p=weights / weights.sum()))]
    return near(ground, rng, 20), near(ink, rng, 20)


def _print_line(
    plate: np.ndarray, setting: str, tops: tuple[float, float], design: Design, ink: np.ndarray, font: Font, rng: np.random.Generator, taken: float,
) -> None:
    height, width = plate.shape[:2]
    left = max(rng.uniform(*design.left), taken + 0.01) * width
    right = rng.uniform(*design.right) * width
    cap = round(rng.uniform(*design.cap) * height)
    top = min(rng.uniform(*tops) * height, height * 0.97 - cap)
    line = set_line(setting, font, cap, design, rng)
    space = right - left
    scale = min(1.0, space / line.mask.shape[1])
    if scale == 1.0 and rng.random() < 0.5:
        scale = min(space / line.mask.shape[1], rng.uniform(1.0, 1.35))
    mask = cv2.resize(line.mask, (max(8, int(line.mask.shape[1] * scale)), cap), interpolation=cv2.INTER_AREA)
    if rng.random() < 0.3:
        kernel = np.ones((int(rng.integers(1, 4)), int(rng.integers(1, 4))), np.uint8)
        mask = cv2.dilate(mask, kernel) if rng.random() < 0.6 else cv2.erode(mask, kernel)
    x = left + (space - mask.shape[1]) * rng.uniform(0.2, 0.8)
    if rng.random() < 0.5:
        shade = plate[height // 2, width // 2] * (0.65 if rng.random() < 0.6 else 1.15)
        stamp(plate, mask, x + int(rng.integers(1, 4)), top + int(rng.integers(1, 3)), np.clip(shade, 0, 255))
    stamp(plate, mask, x, top, ink)
    if rng.random() < 0.85:
        for bar in line.bars:
            at = int(x + bar * scale)
            cv2.line(plate, (at, 1), (at, height - 2), [float(v) for v in ink], int(rng.integers(1, 4)))


def set_line(setting: str, font: Font, cap: int, design: Design, rng: np.random.Generator) -> Line:
    """Sets the characters side by side with the gaps, dashes and emblems their layout asks for."""
    spacing, gap = max(1, round(cap * rng.uniform(0.06, 0.22))), round(cap * rng.uniform(0.18, 0.55))
    cell = round(cap * rng.uniform(0.5, 0.7)) if rng.random() < 0.25 else 0
    small = _small_part(setting) if design.region_scale < 1 else ""
    parts: list[np.ndarray] = []
    bars: list[int] = []
    for character in setting:
        if character == "|":
            bars.append(sum(part.shape[1] for part in parts) + gap // 2 + 2)
            parts.append(np.zeros((cap, gap + 4), np.uint8))
        elif character in " *" or character in "-.":
            parts += _gap(character, cap, gap, design, rng)
        else:
            scale = design.region_scale if (small == "first" and not bars) or (small == "last" and bars) else 1.0
            parts.append(_character(font, character, cap, scale, cell))
        parts.append(np.zeros((cap, spacing), np.uint8))
    return Line(np.concatenate(parts, 1), bars)


def _small_part(setting: str) -> str:
    bar = setting.find("|")
    if bar < 0:
        return ""
    return "first" if bar < len(setting) / 2 else "last"


def _character(font: Font, character: str, cap: int, scale: float, cell: int) -> np.ndarray:
    glyph = font.glyph(character, max(6, round(cap * scale)))
    if glyph.shape[0] < cap:
        below = (cap - glyph.shape[0]) // (2 if scale > 0.85 else 4)
        glyph = np.pad(glyph, ((cap - glyph.shape[0] - below if scale > 0.85 else 0, 0), (0, 0)))
        glyph = np.pad(glyph, ((0, cap - glyph.shape[0]), (0, 0)))
    if glyph.shape[1] < cell:
        side = (cell - glyph.shape[1]) // 2
        glyph = np.pad(glyph, ((0, 0), (side, cell - glyph.shape[1] - side)))
    return glyph


def _gap(character: str, cap: int, gap: int, design: Design, rng: np.random.Generator) -> list[np.ndarray]:
    """Returns what stands between two groups: nothing, a dash, a dot or an emblem."""
    chance = {"*": design.emblems, " ": design.emblems * 0.35}.get(character, design.emblems * 0.12)
    if rng.random() < chance:
        side = np.zeros((cap, max(1, gap // 4)), np.uint8)
        return [side, emblem(cap, rng), side]
    empty = np.zeros((cap, gap), np.uint8)
    if character in "-." and rng.random() < 0.9:
        middle, thick = cap // 2, max(2, round(cap * rng.uniform(0.07, 0.12)))
        if character == "-" and rng.random() < 0.7:
            empty[middle - thick // 2: middle + (thick + 1) // 2, gap // 6: gap - gap // 6] = 255
        else:
            cv2.circle(empty, (gap // 2, middle), max(1, round(thick * 0.8)), 255, -1)
    return [empty]


def _finish(plate: np.ndarray, ground: np.ndarray, ink: np.ndarray, rng: np.random.Generator) -> None:
    height, width = plate.shape[:2]
    if rng.random() < 0.65:
        colour = ink if rng.random() < 0.7 else ground * 0.7
        inset = int(rng.integers(0, 4))
        cv2.rectangle(plate, (inset, inset), (width - 1 - inset, height - 1 - inset), [float(v) for v in colour], int(rng.integers(1, 4)))
    if rng.random() < 0.35:
        bolts(plate, rng)


def _framed(plate: np.ndarray, fonts: FontBox, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Puts the plate into a dealer's frame, sometimes; the frame may carry lettering and is no part of the plate."""
    height, width = plate.shape[:2]
    if rng.random() > 0.3:
        return plate, rectangle(width, height)
    border = max(2, int(rng.uniform(0.04, 0.22) * height))
    above, side = max(1, int(border * rng.uniform(0.3, 1))), max(1, border // 2)
    colour = [float(v) for v in (near((32, 32, 32), rng, 25) if rng.random() < 0.7 else near((190, 190, 190), rng, 30))]
    framed = cv2.copyMakeBorder(plate, above, border, side, side, cv2.BORDER_CONSTANT, value=colour)
    if rng.random() < 0.6 and border > 6:
        line = words(int(width * 0.6), int(border * 0.8), fonts, rng)
        stamp(framed, line, width * 0.2, height + above + border * 0.1, near((200, 200, 200), rng, 30))
    return framed, rectangle(width, height) + np.array([side, above], np.float32)
