"""Turns a proven net into one that computes with whole numbers of eight bits: two to three times as fast on an ordinary processor.

How large the values of each layer become is taken from pictures of the kind that were trained on, never from those that measure. The
last layer keeps its full numbers: logits and corners would lose most. Weights use seven bits, for processors without VNNI add two
products in sixteen bits and would overflow with eight.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import cv2
import numpy as np
import onnx
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static

from .crops import CropSource
from .data import TrainingData, picture
from .detector import prepared
from .export import opened
from .geometry import standardised
from .glyphs import FontBox

SEED = 900_003
PHOTOGRAPHS, CROPS, BATCH = 80, 1_000, 20
LEAST_AGREEMENT = 0.97
"""Share of the reader's columns, or of the detector's cells, on which both nets must prefer the same answer."""


class QuantisedDiffers(RuntimeError):
    """The quantised net answers otherwise than the full one."""


class Examples(CalibrationDataReader):
    """Inputs of a net, one after the other."""

    def __init__(self, name: str, inputs: Iterable[np.ndarray]) -> None:
        self._name, self._inputs = name, iter(inputs)

    def get_next(self) -> dict[str, np.ndarray] | None:
        one = next(self._inputs, None)
        return None if one is None else {self._name: one}


def write(name: str, data: TrainingData, fonts: Path, folder: Path) -> None:
    """Puts the quantised net in the place of the full one in the folder, once both are found to agree. What is noted in the file is kept."""
    path, full, unproved = (folder / f"{name}.onnx{ending}" for ending in ("", ".full", ".part"))
    shutil.copyfile(path, full)
    model = onnx.load(str(full))
    last = [node.name for node in model.graph.node if node.op_type == "Conv"][-1]
    try:
        quantize_static(
            str(full), str(unproved), Examples(model.graph.input[0].name, examples(name, data, fonts)), quant_format=QuantFormat.QDQ, per_channel=True,
            reduce_range=True, activation_type=QuantType.QUInt8, weight_type=QuantType.QInt8, nodes_to_exclude=[last],
        )
        share = agreement(name, full, unproved, examples(name, data, fonts))
        if share < LEAST_AGREEMENT:
            raise QuantisedDiffers(f"{name}: the quantised net agrees on {100 * share:.1f} % only; at least {100 * LEAST_AGREEMENT:.0f} % are wanted")
        unproved.replace(path)
    finally:
        full.unlink()
        unproved.unlink(missing_ok=True)


def examples(name: str, data: TrainingData, fonts: Path) -> Iterator[np.ndarray]:
    """Yields inputs such as the net meets."""
    rng = np.random.default_rng(SEED)
    cv2.setRNGSeed(SEED)
    if name == "detector":
        paths = [photo.path for photo in data.photos()] + data.negatives()[::2]
        for index in rng.choice(len(paths), min(PHOTOGRAPHS, len(paths)), replace=False):
            yield prepared(picture(paths[int(index)], cv2.IMREAD_GRAYSCALE))[0]
        return
    source = CropSource(data.crops(), data.negatives(), FontBox(fonts), rng)
    for _ in range(CROPS // BATCH):
        yield np.stack([standardised(source.sample()[0]) for _ in range(BATCH)])[:, None]


def agreement(name: str, full: Path, quantised: Path, inputs: Iterable[np.ndarray]) -> float:
    """Returns the share of answers that stay the same: characters of the reader, plate or not of the detector's cells near plates."""
    sessions = opened(full), opened(quantised)
    same = total = 0
    for one in inputs:
        before, after = (session.run(None, {session.get_inputs()[0].name: one})[0] for session in sessions)
        if name == "detector":
            likely = np.maximum(before[:, 0], after[:, 0]) > 0
            alike = np.abs(before[:, 1:] - after[:, 1:]).max(1)[likely] < 0.5
        else:
            alike = (before.argmax(2) == after.argmax(2)).ravel()
        same, total = same + int(alike.sum()), total + alike.size
    return same / max(1, total)
