"""Trains the reader on rendered plates and real crops."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import torch
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from .crops import CropSource
from .data import LabelledCrop, TrainingData
from .geometry import standardised
from .glyphs import FontBox
from .reader import Reader, decoded, loss
from .schedule import Average, Budget, resume, save

BATCH = 64
HIGHEST_RATE = 2.5e-3
SAVE_EVERY_SECONDS = 180

log = logging.getLogger("reader")


class CropBatches(IterableDataset):
    """Batches of crops without end; the seed and the worker's number decide what they hold."""

    def __init__(self, real: list[LabelledCrop], nothing: list[Path], fonts: Path, seed: int) -> None:
        self._real, self._nothing, self._fonts, self._seed = real, nothing, fonts, seed

    def __iter__(self) -> Iterator[tuple[np.ndarray, list[str]]]:
        worker = get_worker_info()
        cv2.setNumThreads(1)
        cv2.setRNGSeed(self._seed)
        rng = np.random.default_rng([self._seed, worker.id if worker else 0])
        source = CropSource(self._real, self._nothing, FontBox(self._fonts), rng)
        while True:
            samples = [source.sample() for _ in range(BATCH)]
            yield np.stack([standardised(crop) for crop, _ in samples])[:, None], [text for _, text in samples]


def train(data: TrainingData, fonts: Path, checkpoint: Path, budget: Budget, seed: int) -> Reader:
    """Trains a reader and returns it with averaged weights, ready to be exported.

    :param checkpoint: written every few minutes; a training that finds one goes on from it
    """
    torch.manual_seed(seed)
    net = Reader().to(memory_format=torch.channels_last)
    optimiser = torch.optim.AdamW(net.parameters(), HIGHEST_RATE, weight_decay=1e-3)
    average = Average(net)
    resume(checkpoint, net, average, optimiser, budget)
    batches = DataLoader(CropBatches(data.crops(), data.negatives(), fonts, seed + budget.used_samples), batch_size=None, num_workers=1, prefetch_factor=8)
    saved, recent = time.monotonic(), []
    for crops, texts in batches:
        for group in optimiser.param_groups:
            group["lr"] = budget.rate(HIGHEST_RATE)
        recent.append(_step(net, optimiser, torch.as_tensor(crops), texts))
        average.follow(net)
        budget.spend(len(texts))
        if time.monotonic() - saved > SAVE_EVERY_SECONDS or budget.progress >= 1:
            save(checkpoint, net, average, optimiser, budget)
            log.info("%d samples, %.0f s, loss %.3f, %s", budget.used_samples, budget.used_seconds, np.mean(recent), _glance(average, crops, texts))
            saved, recent = time.monotonic(), []
        if budget.progress >= 1:
            break
    return average.net


def _step(net: Reader, optimiser: torch.optim.Optimizer, crops: torch.Tensor, texts: list[str]) -> float:
    net.train()
    with torch.autocast("cpu", torch.bfloat16):
        characters = net(crops.contiguous(memory_format=torch.channels_last))
    error = loss(characters, texts)
    optimiser.zero_grad()
    error.backward()
    torch.nn.utils.clip_grad_norm_(net.parameters(), 5)
    optimiser.step()
    return float(error.detach())


@torch.no_grad()
def _glance(average: Average[Reader], crops: torch.Tensor, texts: list[str]) -> str:
    answers = decoded(average.net(torch.as_tensor(crops)).numpy())
    return f"{sum(map(str.__eq__, answers, texts))} of {len(texts)} of the last batch right"
