"""What each drill measured, for the table at the end.

A drill hands in who tried what and which numbers came of it. Numbers in `must` are what they have to be; a drill's own assertions say the same, and
the table says it again for whoever reads nothing else.

    python findings.py [LOG]

prints the table and ends with 1 where a number is not what it must be. LOG is what `swift test` said of the drills inside the library.
"""

from __future__ import annotations

import json
import os
import re
import sys
import textwrap
from pathlib import Path

FOLDER = Path(os.environ.get("GANTRY_FINDINGS", Path(__file__).resolve().parents[2] / "artifacts" / "drills"))
WIDTHS = (22, 52, 78)


def report(drill: str, attacker: str, tried: str, got: dict[str, float], must: dict[str, float]) -> None:
    """Writes down a drill's numbers."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    content = {"attacker": attacker, "tried": tried, "got": got, "must": must}
    (FOLDER / f"{drill}.json").write_text(json.dumps(content, indent=2, sort_keys=True) + "\n")


def faults(finding: dict) -> list[str]:
    """The numbers that are not what they must be."""
    got = finding["got"]
    return [f"{name} is {got.get(name)}, must be {number}" for name, number in finding["must"].items() if got.get(name) != number]


def library(log: Path) -> None:
    """Writes down how the drills inside the library ended."""
    lines = re.findall(r"Test run with (\d+) tests?.*? (passed|failed)(?:.* with (\d+) issues?)?", log.read_text(errors="replace"))
    count, end, issues = lines[-1] if lines else ("0", "failed", "")
    got = {"tests": int(count), "failures": 0 if end == "passed" else int(issues or 1)}
    tried = "memory searched for keys, days destroyed, proofs and records forged, rows tampered with, a second implementation"
    report("library", "inside the library", tried, got, {"failures": 0})


def table(findings: list[dict]) -> list[str]:
    rows = [("attacker", "tried", "got"), tuple("-" * width for width in WIDTHS)]
    for finding in findings:
        got = [f"{name} {number:g}" + ("" if finding["must"].get(name, number) == number else " (!)") for name, number in finding["got"].items()]
        rows.append((finding["attacker"], finding["tried"], ", ".join(got)))
    lines = []
    for row in rows:
        cells = [textwrap.wrap(cell, width) or [""] for cell, width in zip(row, WIDTHS, strict=True)]
        for number in range(max(map(len, cells))):
            line = [(cell[number] if number < len(cell) else "").ljust(width) for cell, width in zip(cells, WIDTHS, strict=True)]
            lines.append(" | ".join(line).rstrip())
    return lines


def main(logs: list[str]) -> int:
    for log in logs:
        library(Path(log))
    findings = [json.loads(file.read_text()) for file in sorted(FOLDER.glob("*.json"))]
    print("\n".join(table(findings)))
    wrong = [f"{finding['attacker']}: {fault}" for finding in findings for fault in faults(finding)]
    print("\n".join(["", *wrong]) if wrong else "\nEverything is as it must be.")
    return 1 if wrong or not findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
