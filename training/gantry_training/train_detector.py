"""Trains the detector on photographs with plates put in."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import torch
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from .data import TrainingData
from .detector import CELL, Detector, as_input, loss, target
from .glyphs import FontBox
from .scenes import SIDE, SceneSource
from .schedule import Average, Budget, resume, save

BATCH = 16
HIGHEST_RATE = 3e-3
CORNERS_WEIGHT = 4.0
SAVE_EVERY_SECONDS = 180

log = logging.getLogger("detector")


class SceneBatches(IterableDataset):
    """Batches of scenes with their targets, without end; the seed and the worker's number decide what they hold."""

    def __init__(self, data: TrainingData, fonts: Path, seed: int) -> None:
        self._data, self._fonts, self._seed = data, fonts, seed

    def __iter__(self) -> Iterator[tuple[np.ndarray, ...]]:
        worker = get_worker_info()
        cv2.setNumThreads(1)
        cv2.setRNGSeed(self._seed)
        rng = np.random.default_rng([self._seed, worker.id if worker else 0])
        source = SceneSource(self._data, FontBox(self._fonts), rng)
        while True:
            scenes = [source.scene() for _ in range(BATCH)]
            targets = [target(scene.marks, SIDE // CELL, SIDE // CELL) for scene in scenes]
            yield (
                np.stack([as_input(cv2.cvtColor(scene.image, cv2.COLOR_BGR2GRAY)) for scene in scenes]),
                *(np.stack([getattr(one, name) for one in targets]) for name in ("heat", "corners", "weight", "counts")),
            )


def train(data: TrainingData, fonts: Path, checkpoint: Path, budget: Budget, seed: int) -> Detector:
    """Trains a detector and returns it with averaged weights, ready to be exported.

    :param checkpoint: written every few minutes; a training that finds one goes on from it
    """
    torch.manual_seed(seed)
    net = Detector().to(memory_format=torch.channels_last)
    optimiser = torch.optim.AdamW(net.parameters(), HIGHEST_RATE, weight_decay=1e-3)
    average = Average(net)
    resume(checkpoint, net, average, optimiser, budget)
    batches = DataLoader(SceneBatches(data, fonts, seed + budget.used_samples), batch_size=None, num_workers=1, prefetch_factor=6)
    saved, recent = time.monotonic(), []
    for batch in batches:
        for group in optimiser.param_groups:
            group["lr"] = budget.rate(HIGHEST_RATE, warm_up=800)
        recent.append(_step(net, optimiser, [torch.as_tensor(part) for part in batch]))
        average.follow(net)
        budget.spend(BATCH)
        if time.monotonic() - saved > SAVE_EVERY_SECONDS or budget.progress >= 1:
            save(checkpoint, net, average, optimiser, budget)
            centres, corners = np.mean(recent, 0)
            log.info("%d scenes, %.0f s, centres %.3f, corners %.4f", budget.used_samples, budget.used_seconds, centres, corners)
            saved, recent = time.monotonic(), []
        if budget.progress >= 1:
            break
    return average.net


def _step(net: Detector, optimiser: torch.optim.Optimizer, batch: list[torch.Tensor]) -> tuple[float, float]:
    net.train()
    with torch.autocast("cpu", torch.bfloat16):
        plates = net(batch[0].contiguous(memory_format=torch.channels_last))
    centres, corners = loss(plates, *batch[1:])
    optimiser.zero_grad()
    (centres + CORNERS_WEIGHT * corners).backward()
    torch.nn.utils.clip_grad_norm_(net.parameters(), 10)
    optimiser.step()
    return float(centres.detach()), float(corners.detach())
