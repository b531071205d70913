"""Measures both nets on real photographs that neither was trained on, and writes their cards.

``python -m gantry_training.evaluate --data DIR --models Models``
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from . import cards, detector, reader
from .crops import as_detected
from .data import MeasuredPlate, measured_plates, picture
from .export import opened
from .geometry import bounds, overlap, rectangle, rectify, standardised
from .glyphs import FontBox
from .plates import render
from .regions import grammar

FOUND_OVERLAP = 0.5
RENDERED_SEED, RENDERED_COUNT = 900_001, 1_000


@dataclass(frozen=True)
class Outcome:
    """What came of one measured plate."""

    region: str
    truth: str
    found: bool
    read: str
    read_from_box: str
    """What the reader makes of the box as somebody drew it: what is lost beyond that, the detector lost."""
    others: int
    """Further plates reported in the photograph; most of them are there and merely not labelled."""
    milliseconds: float


@dataclass(frozen=True)
class Score:
    """The outcomes of one region, in shares of 1."""

    region: str
    plates: int
    found: float
    exact: float
    exact_folded: float
    """With O and 0 taken for the same: the labels mix them up."""
    from_box_folded: float
    others: float
    milliseconds: float


class Pipeline:
    """Both nets, one after the other, the way Gantry runs them."""

    def __init__(self, models: Path) -> None:
        self._detector, self._reader = opened(models / "detector.onnx"), opened(models / "reader.onnx")

    def found(self, grey: np.ndarray) -> list[detector.Found]:
        """Returns the plates of a grey picture, the surest first."""
        prepared, scale = detector.prepared(grey)
        return detector.decoded(self._detector.run(None, {"image": prepared})[0][0], scale)

    def read(self, crops: Sequence[np.ndarray]) -> list[str]:
        """Returns the texts of straightened crops."""
        if not crops:
            return []
        stacked = np.stack([standardised(crop) for crop in crops])[:, None]
        return reader.decoded(self._reader.run(None, {"crop": stacked})[0])


def outcome(pipeline: Pipeline, plate: MeasuredPlate) -> Outcome:
    """Finds and reads one measured plate. Timed is the processor's time, so that other work on the machine does not count; not the decoding of the file."""
    grey = picture(plate.path, cv2.IMREAD_GRAYSCALE)
    start = time.thread_time()
    found = pipeline.found(grey)
    texts = pipeline.read([rectify(grey, one.quad) for one in found])
    milliseconds = 1000 * (time.thread_time() - start)
    overlaps = [overlap(bounds(one.quad), plate.box) for one in found]
    best = int(np.argmax(overlaps)) if overlaps else -1
    hit = best >= 0 and overlaps[best] >= FOUND_OVERLAP
    corners = rectangle(plate.box[2] - plate.box[0], plate.box[3] - plate.box[1]) + plate.box[:2].astype(np.float32)
    from_box = pipeline.read([rectify(grey, corners)])[0]
    return Outcome(plate.region, plate.text, hit, texts[best] if hit else "", from_box, len(found) - hit, milliseconds)


def score(outcomes: Sequence[Outcome]) -> Score:
    """Returns the score of the outcomes of one region."""
    count = len(outcomes)
    return Score(
        region=outcomes[0].region, plates=count,
        found=sum(one.found for one in outcomes) / count,
        exact=sum(one.read == one.truth for one in outcomes) / count,
        exact_folded=sum(folded(one.read) == folded(one.truth) for one in outcomes) / count,
        from_box_folded=sum(folded(one.read_from_box) == folded(one.truth) for one in outcomes) / count,
        others=sum(one.others for one in outcomes) / count,
        milliseconds=statistics.median(one.milliseconds for one in outcomes),
    )


def folded(text: str) -> str:
    """Returns the text with the letter O written as nought."""
    return text.replace("O", "0")


def rendered_uzbek(pipeline: Pipeline, fonts: Path) -> float:
    """Returns the share of rendered Uzbek plates read right, cut as a detector would cut them. No photograph is to be had."""
    rng, box = np.random.default_rng(RENDERED_SEED), FontBox(fonts)
    crops, texts = [], []
    for _ in range(RENDERED_COUNT):
        plate = render(grammar(rng, {"uz": 1.0}), box, rng)
        crops.append(as_detected(plate.grey(), rng, side_by_side=plate.rows == 2))
        texts.append(plate.text)
    return sum(map(str.__eq__, pipeline.read(crops), texts)) / RENDERED_COUNT


def measure(data: Path, models: Path) -> dict[str, list[Outcome]]:
    """Returns the outcomes of every measured plate, by region."""
    pipeline = Pipeline(models)
    by_region: dict[str, list[Outcome]] = {}
    for plate in measured_plates(data):
        by_region.setdefault(plate.region, []).append(outcome(pipeline, plate))
    return by_region


def report(data: Path, models: Path, fonts: Path, errors: bool = False) -> None:
    """Measures, prints a table and writes the cards of both nets."""
    cv2.setNumThreads(1)
    by_region = measure(data, models)
    scores = [score(outcomes) for outcomes in by_region.values()]
    uzbek = rendered_uzbek(Pipeline(models), fonts)
    print(cards.table(scores))
    print(f"Uzbek plates, rendered, reader alone: {100 * uzbek:.1f} % whole plates of {RENDERED_COUNT}")
    if errors:
        for one in (one for outcomes in by_region.values() for one in outcomes if folded(one.read) != folded(one.truth)):
            print(f"{one.region} {one.truth}: {one.read or ('nothing read' if one.found else 'not found')} (from the box {one.read_from_box})")
    cards.write(models, scores, uzbek)


def main() -> None:
    parser = argparse.ArgumentParser(prog="gantry_training.evaluate", description="Measures the nets on photographs they were not trained on.")
    parser.add_argument("--data", type=Path, required=True, help="folder with photos-dev and photos-dev.csv")
    parser.add_argument("--models", type=Path, default=Path("Models"), help="folder with detector.onnx and reader.onnx; their cards are written there")
    parser.add_argument("--fonts", type=Path, default=Path("/usr/share/fonts"), help="folder with fonts, for the rendered plates")
    parser.add_argument("--errors", action="store_true", help="list every plate that was not read right")
    arguments = parser.parse_args()
    report(arguments.data, arguments.models, arguments.fonts, arguments.errors)


if __name__ == "__main__":
    main()
