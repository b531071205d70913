"""Writes pictures with rendered Uzbek plates and a list of what they show, to measure a whole reader on.

``python -m gantry_training.rendered --data DIR --out FOLDER --count 500`` writes ``day.csv`` and ``hard.csv`` beside the pictures; each
is taken by ``gantry bench read --labels``. No photograph of an Uzbek plate is to be had; the seed differs from every training's.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

import cv2
import numpy as np

from .data import TrainingData
from .glyphs import FontBox
from .photometry import by_day, in_bad_conditions
from .scenes import LabelledScene, SceneSource

SEED = 900_002
NARROWEST, WIDEST = 80.0, 210.0
"""Widths in pixels of the measured plates: what a bank of cameras gives at full size, or less."""

CONDITIONS = {"day": by_day, "hard": in_bad_conditions}
COLUMNS = ("file", "region", "x", "y", "w", "h", "plate")


def write(data: Path, fonts: Path, out: Path, count: int) -> None:
    """Writes the pictures and lists of all conditions."""
    for number, (name, conditions) in enumerate(CONDITIONS.items()):
        rng = np.random.default_rng([SEED, number])
        cv2.setRNGSeed(SEED + number)
        source = SceneSource(TrainingData(data), FontBox(fonts), rng)
        (out / name).mkdir(parents=True, exist_ok=True)
        rows = []
        for index in range(count):
            scene = source.labelled_scene({"uz": 1.0}, NARROWEST, WIDEST)
            file = Path(name) / f"{index:04}.jpg"
            cv2.imwrite(str(out / file), conditions(scene.image, scene.quad, rng), [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(70, 95))])
            rows.append(row(file, scene))
        with (out / f"{name}.csv").open("w", newline="", encoding="utf-8") as list_file:
            writer = csv.writer(list_file)
            writer.writerow(COLUMNS)
            writer.writerows(rows)


def row(file: Path, scene: LabelledScene) -> list[str]:
    """Returns the line of the list that says what the picture shows."""
    (x0, y0), (x1, y1) = scene.quad.min(0), scene.quad.max(0)
    return [str(file), "uz", *(f"{value:.0f}" for value in (x0, y0, x1 - x0, y1 - y0)), scene.text]


def main() -> None:
    parser = argparse.ArgumentParser(prog="gantry_training.rendered", description="Writes pictures with rendered Uzbek plates, to measure on.")
    parser.add_argument("--data", type=Path, required=True, help="folder with the photographs and crops")
    parser.add_argument("--out", type=Path, required=True, help="where the pictures and lists go")
    parser.add_argument("--fonts", type=Path, default=Path("/usr/share/fonts"), help="folder with the fonts that plates are rendered in")
    parser.add_argument("--count", type=int, default=500, help="pictures of each condition")
    arguments = parser.parse_args()
    write(arguments.data, arguments.fonts, arguments.out, arguments.count)


if __name__ == "__main__":
    main()
