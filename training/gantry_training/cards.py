"""The cards of the nets: what each was trained on, how long, and what it was measured to do."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import onnx

if TYPE_CHECKING:
    from .evaluate import Score

MEANT = {
    "detector": (
        "Finds number plates in a grey picture: for each cell of 8 by 8 pixels how likely a plate's centre is there, and the plate's four corners.",
        "Input `image` [N, 1, H, W], grey, value / 127.5 - 1, sides multiples of 32, padded at the right and below with grey 114. "
        "Output `plates` [N, 9, H/8, W/8]: centre logit, then dx, dy of the corners top-left, top-right, bottom-right, bottom-left as the plate reads; "
        "corner = (8 column + 4, 8 row + 4) + 16 value.",
        "Rendered plates of Uzbekistan, its neighbours, the EU, the United Kingdom, Brazil, the Mercosur and the United States, put in perspective into about 1,000 "
        "photographs without plates and into 427 dash-cam frames from Romania in place of the real plates; some of those frames as they are; about 5,400 real "
        "plate crops (Brazil, United States, Europe) put in the same way; drawn vehicles, signs, lettering and what recorders write into pictures as things that are no plates. Night, rain, lamps and motion are drawn in.",
    ),
    "reader": (
        "Reads a number plate that was cut out and straightened.",
        "Input `crop` [N, 1, 48, 160]: the four corners widened by 1.08 along and 1.20 across the plate, warped to 160 by 48, grey, (v - mean) / max(deviation, 12). "
        "Output `characters` [N, 40, 37], logits: 0 blank, 1 to 10 digits, 11 to 36 letters; CTC.",
        "Half of every batch is real crops with text (3,326 Brazilian, 643 American: those whose nought may be a letter are left out), half is rendered by the grammars of `training/gantry_training/regions.py`, "
        "40 per cent of these Uzbek, in stroke glyphs of our own and some forty free fonts. All are misplaced as a detector would cut them, coarsened, blurred, lit unevenly "
        "and compressed. Plates of two rows are shown with their rows side by side. Where there is no plate, or one cut as if it had the other number of rows, the reader has "
        "to say nothing.",
    ),
}

FAULTS = (
    "Labels of the measuring photographs: in `eu` the letter O stands where the Slovak grammar has a nought (hence two counts); `br/FZB9581` really shows FBZ9581; "
    "one plate is labelled a photograph, although others may be seen in it.",
    "The frames from Romania have upright boxes, taken for corners with little weight; some plates in them have no box. The real crops were not all cut close. American labels write the letter O as a nought.",
    "No photograph of an Uzbek plate was to be had: what is said of them was measured on rendered plates and will be lower on the road.",
    "Plates of two rows (motorcycles, some lorries) were trained on as rendered ones only. Night and rain are simulated, but for the frames from Romania.",
    "The measuring photographs are 57 of Brazil, 54 of the EU and 111 of the United States: a single plate is one to two points.",
)


def table(scores: Sequence[Score]) -> str:
    """Returns the scores as a table."""
    lines = [
        "| region | plates | found | exact, strict | exact, O = 0 | read from the drawn box, O = 0 | further finds a photo | median ms of one core |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for one in scores:
        shares = " | ".join(f"{100 * share:.1f} %" for share in (one.found, one.exact, one.exact_folded, one.from_box_folded))
        lines.append(f"| {one.region} | {one.plates} | {shares} | {one.others:.2f} | {one.milliseconds:.0f} |")
    return "\n".join(lines)


def write(models: Path, scores: Sequence[Score], uzbek: float) -> None:
    """Writes the card of each net beside it."""
    for name, (purpose, contract, trained_on) in MEANT.items():
        facts = {one.key: one.value for one in onnx.load(str(models / f"{name}.onnx")).metadata_props}
        lines = [
            f"# {name.capitalize()}", "", purpose, "", contract, "",
            "## Trained", "", trained_on, "",
            f"{int(facts['samples']):,} samples in {facts['minutes']} minutes on a processor without a graphics card (a full training has {int(facts['planned_samples']):,}), "
            f"seed {facts['seed']}, finished {facts['trained']}. {int(facts['parameters']):,} parameters.{' ' + facts['note'] if facts['note'] else ''}", "",
            "Quantised after its training to whole numbers of eight bits (weights to seven), but for the last layer.", "",
            "None of the photographs it is measured on was trained on; the loader refuses them.", "",
            "## Measured", "",
            f"On {datetime.datetime.now(datetime.UTC).date().isoformat()}, detector and reader together, on every second photograph of "
            "openalpr/benchmarks (endtoend), whole plates, without any grammar behind the reader. Found: intersection over union of at least 0.5.", "",
            table(scores), "",
            f"Reader alone on 1,000 rendered Uzbek plates: {100 * uzbek:.1f} % whole plates.", "",
            "## Faults", "", *(f"- {fault}" for fault in FAULTS), "",
            "## Data and their licences", "",
            "openalpr/train-detector and openalpr/benchmarks (AGPL-3.0), RobertLucian/license-plate-dataset (MIT).", "",
            "Made again by `python -m gantry_training` (see `training/README.md`).", "",
        ]
        (models / f"{name}.md").write_text("\n".join(lines), encoding="utf-8")
