"""Turns trained nets into ONNX files and proves that both answer alike."""

from __future__ import annotations

import datetime
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from torch import nn

from .schedule import Budget

OPSET = 13
TOLERANCE = 2e-3
"""Largest difference between the two answers, in logits or units of 16 pixels: far below what changes a read."""

SHAPES = {
    "detector": ("image", (1, 1, 96, 160), "plates", {"image": {0: "pictures", 2: "height", 3: "width"}, "plates": {0: "pictures", 2: "rows", 3: "columns"}}),
    "reader": ("crop", (1, 1, 48, 160), "characters", {"crop": {0: "crops"}, "characters": {0: "crops"}}),
}
"""For each net: name of its input, an example's shape, name of its output, and which sizes are left open."""

PROBES = {"detector": [(1, 1, 96, 160), (2, 1, 384, 640)], "reader": [(1, 1, 48, 160), (5, 1, 48, 160)]}
"""Shapes on which the exported net is compared."""


class ExportDiffers(RuntimeError):
    """The exported net answers otherwise than the trained one."""


def write(name: str, net: nn.Module, folder: Path) -> Path:
    """Exports a net, compares both on random input and puts the file in its place only when they agree."""
    put_in, shape, put_out, axes = SHAPES[name]
    net = net.eval().to(memory_format=torch.contiguous_format)
    folder.mkdir(parents=True, exist_ok=True)
    unproved = folder / f"{name}.onnx.part"
    torch.onnx.export(
        net, (torch.zeros(shape),), str(unproved), input_names=[put_in], output_names=[put_out], dynamic_axes=axes, opset_version=OPSET, dynamo=False,
    )
    onnx.checker.check_model(onnx.load(str(unproved)), full_check=True)
    difference = largest_difference(name, net, unproved)
    if difference > TOLERANCE:
        unproved.unlink()
        raise ExportDiffers(f"{name}: the exported net is off by {difference:.5f}; at most {TOLERANCE} may be lost")
    return unproved.replace(folder / f"{name}.onnx")


@torch.no_grad()
def largest_difference(name: str, net: nn.Module, path: Path) -> float:
    """Returns the largest difference between the answers of the trained and of the exported net."""
    session = opened(path)
    rng = np.random.default_rng(0)
    worst = 0.0
    for shape in PROBES[name]:
        probe = rng.normal(0, 0.7, shape).astype(np.float32)
        exported = session.run(None, {SHAPES[name][0]: probe})[0]
        worst = max(worst, float(np.abs(exported - net(torch.from_numpy(probe)).numpy()).max()))
    return worst


def remember(name: str, folder: Path, budget: Budget, seed: int, note: str = "") -> None:
    """Writes into the model how it was trained, so that file and facts cannot part.

    :param note: what else its card should say of the run
    """
    path = folder / f"{name}.onnx"
    model = onnx.load(str(path))
    facts = {
        "samples": str(budget.used_samples), "planned_samples": str(budget.samples), "minutes": f"{budget.used_seconds / 60:.0f}", "seed": str(seed),
        "trained": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "note": note,
        "parameters": str(sum(int(np.prod(one.dims)) for one in model.graph.initializer)),
    }
    onnx.helper.set_model_props(model, facts)
    onnx.save(model, str(path))


def opened(path: Path) -> onnxruntime.InferenceSession:
    """Returns the net, to be run on one thread of an ordinary processor as the cameras' server does."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
