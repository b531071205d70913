"""The reader: a straightened grey crop in, one row of character scores for each of forty columns out.

Convolutions and connectionist temporal classification, without recurrent layers: it exports cleanly and takes a millisecond.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from .data import CLASSES

COLUMNS = 40
BLANK = 0


def block(inputs: int, outputs: int, kernel: int | tuple[int, int], stride: int | tuple[int, int], padding: int | tuple[int, int]) -> nn.Sequential:
    """Returns a convolution, normalised, with its non-linearity."""
    return nn.Sequential(nn.Conv2d(inputs, outputs, kernel, stride, padding, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True))


class Reader(nn.Module):
    """Crop [N, 1, 48, 160], standardised, to characters [N, 40, 37] (logits: blank, 0-9, A-Z)."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            block(1, 32, 5, 2, 2),
            block(32, 48, 3, (2, 1), 1),
            block(48, 64, 3, 1, 1),
            block(64, 96, 3, 2, 1),
            block(96, 128, 3, 1, 1),
            block(128, 160, 3, (2, 1), 1),
            block(160, 192, 3, 1, (0, 1)),
            block(192, 192, (1, 5), 1, (0, 2)),
            nn.Dropout(0.1),
            nn.Conv2d(192, len(CLASSES) + 1, 1),
        )

    def forward(self, crop: Tensor) -> Tensor:
        return self.layers(crop).squeeze(2).transpose(1, 2)


def loss(characters: Tensor, texts: Sequence[str]) -> Tensor:
    """Returns the CTC loss of the scores against the texts."""
    steps = characters.float().log_softmax(2).transpose(0, 1)
    targets = torch.tensor([CLASSES.index(character) + 1 for text in texts for character in text], dtype=torch.long)
    lengths = torch.tensor([len(text) for text in texts], dtype=torch.long)
    return functional.ctc_loss(steps, targets, torch.full((len(texts),), steps.shape[0]), lengths, blank=BLANK, zero_infinity=True)


def decoded(characters: np.ndarray) -> list[str]:
    """Returns the likeliest path of each crop [N, 40, 37] as text: repeats merged, blanks dropped."""
    texts = []
    for path in characters.argmax(2):
        kept = [int(now) for before, now in zip(np.concatenate([[BLANK], path[:-1]]), path) if now not in (BLANK, before)]
        texts.append("".join(CLASSES[index - 1] for index in kept))
    return texts
