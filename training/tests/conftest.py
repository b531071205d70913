"""Makes the package importable and sets up what several tests share. Nothing here trains a net."""

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from gantry_training.glyphs import FontBox


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(7)


@pytest.fixture(scope="session")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> FontBox:
    """Stroke glyphs alone, so that the tests need no font installed."""
    return FontBox(tmp_path_factory.mktemp("no-fonts"))
