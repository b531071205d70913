"""What the drills share. Those that take long run only when asked for: `make drills`, or GANTRY_DRILLS=1."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]
sys.dont_write_bytecode = True
for folder in (TESTS / "Browser", TESTS / "SealingTests" / "vectors"):
    if str(folder) not in sys.path:
        sys.path.append(str(folder))

from town import Town  # noqa: E402


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "drill: takes long, or needs rights that a test run has not; run by `make drills`")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if os.environ.get("GANTRY_DRILLS") == "1":
        return
    for item in items:
        if item.get_closest_marker("drill"):
            item.add_marker(pytest.mark.skip(reason="a drill; `make drills` runs it"))


@pytest.fixture
def town(tmp_path: Path):
    """A town at work."""
    standing = Town(tmp_path).build()
    try:
        yield standing.open()
    finally:
        standing.close()
