"""How long a training lasts, how fast it learns on the way, and what is kept when it is broken off."""

from __future__ import annotations

import copy
import math
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

import torch
from torch import nn

Net = TypeVar("Net", bound=nn.Module)


@dataclass
class Budget:
    """A training ends after so many samples or so many minutes, whichever comes first.

    With the samples alone a run can be repeated exactly; the minutes are for machines that others need too.
    """

    samples: int
    minutes: float = math.inf
    used_samples: int = 0
    used_seconds: float = 0.0
    _since: float = field(default_factory=time.monotonic)

    def spend(self, samples: int) -> None:
        """Counts a batch."""
        now = time.monotonic()
        self.used_samples += samples
        self.used_seconds += now - self._since
        self._since = now

    @property
    def progress(self) -> float:
        """Share of the training that is done, 0 to 1."""
        return min(1.0, max(self.used_samples / self.samples, self.used_seconds / (60 * self.minutes)))

    def rate(self, highest: float, warm_up: int = 3_000) -> float:
        """Returns the learning rate: a short rise, then half a cosine down to a fiftieth."""
        rise = min(1.0, (self.used_samples + 1) / warm_up)
        return highest * rise * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * self.progress)))


class Average(Generic[Net]):
    """A running mean of a net's weights: steadier than the weights of any one step, and usable long before the end."""

    def __init__(self, net: Net, keep: float = 0.999) -> None:
        self.net: Net = copy.deepcopy(net).eval()
        self._keep = keep
        self._steps = 0

    @torch.no_grad()
    def follow(self, net: Net) -> None:
        """Takes in the weights after a step; the first steps count more, so that the beginning is forgotten."""
        self._steps += 1
        keep = min(self._keep, self._steps / (self._steps + 10))
        for mine, theirs in zip(self.net.state_dict().values(), net.state_dict().values()):
            if mine.dtype.is_floating_point:
                mine.lerp_(theirs, 1 - keep)
            else:
                mine.copy_(theirs)


def save(path: Path, net: Net, average: Average[Net], optimiser: torch.optim.Optimizer, budget: Budget) -> None:
    """Writes a checkpoint; a break in the middle of writing leaves the one before."""
    state = {
        "net": net.state_dict(), "average": average.net.state_dict(), "optimiser": optimiser.state_dict(),
        "samples": budget.used_samples, "seconds": budget.used_seconds,
    }
    unfinished = path.with_suffix(".part")
    torch.save(state, unfinished)
    unfinished.replace(path)


def resume(path: Path, net: Net, average: Average[Net], optimiser: torch.optim.Optimizer, budget: Budget) -> None:
    """Goes on from a checkpoint, if there is one."""
    if not path.exists():
        return
    state = torch.load(path, weights_only=True)
    net.load_state_dict(state["net"])
    average.net.load_state_dict(state["average"])
    optimiser.load_state_dict(state["optimiser"])
    budget.used_samples, budget.used_seconds = state["samples"], state["seconds"]
