"""Trains both nets, exports them, measures them and writes their cards: ``python -m gantry_training --data DIR --out Models``."""

from __future__ import annotations

import argparse
import logging
import math
from pathlib import Path

import torch

from . import evaluate, export, quantise, train_detector, train_reader
from .data import TrainingData
from .schedule import Budget

SAMPLES = {"reader": 3_000_000, "detector": 250_000}


def main() -> None:
    arguments = parsed()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s: %(message)s")
    torch.set_num_threads(arguments.threads)
    arguments.out.mkdir(parents=True, exist_ok=True)
    arguments.work.mkdir(parents=True, exist_ok=True)
    data = TrainingData(arguments.data)
    trainers = {"reader": train_reader.train, "detector": train_detector.train}
    for name in ("reader", "detector") if arguments.only is None else (arguments.only,):
        budget = Budget(arguments.samples or SAMPLES[name], arguments.minutes)
        net = trainers[name](data, arguments.fonts, arguments.work / f"{name}.pt", budget, arguments.seed)
        export.write(name, net, arguments.out)
        quantise.write(name, data, arguments.fonts, arguments.out)
        export.remember(name, arguments.out, budget, arguments.seed, arguments.note)
    if all((arguments.out / f"{name}.onnx").exists() for name in trainers):
        evaluate.report(arguments.data, arguments.out, arguments.fonts)


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="gantry_training", description="Trains the nets with which Gantry reads plates.")
    parser.add_argument("--data", type=Path, required=True, help="folder with the photographs and crops (see training/README.md)")
    parser.add_argument("--out", type=Path, default=Path("Models"), help="where the nets and their cards go")
    parser.add_argument("--work", type=Path, default=Path("training/checkpoints"), help="where checkpoints are kept; a broken-off training goes on from them")
    parser.add_argument("--fonts", type=Path, default=Path("/usr/share/fonts"), help="folder with the fonts that plates are rendered in")
    parser.add_argument("--only", choices=("reader", "detector"), help="train just this net")
    parser.add_argument("--samples", type=int, help=f"length of the training; by default {SAMPLES['reader']:,} crops and {SAMPLES['detector']:,} scenes")
    parser.add_argument("--minutes", type=float, default=math.inf, help="end earlier, after this long; the run is then no longer exactly repeatable")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--note", default="", help="a sentence for the card: what was out of the ordinary in this run")
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
