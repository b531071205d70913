import cv2
import numpy as np
import pytest

from gantry_training.plates import render
from gantry_training.regions import GRAMMARS
from gantry_training.strokes import OPTIONAL, STROKES, StrokeFont

ALL = [one for of_region in GRAMMARS.values() for one in of_region]


@pytest.mark.parametrize("one", ALL, ids=lambda one: f"{one.region}-{one.kind}-{one.pattern}")
def test_rendered_text_fits_the_grammar_and_corners_lie_in_the_picture(one, fonts, rng):
    plate = render(one, fonts, rng)
    height, width = plate.image.shape[:2]
    assert one.matches(plate.text)
    assert plate.image.dtype == np.uint8
    assert (plate.quad >= 0).all() and (plate.quad <= [width, height]).all()


def test_same_seed_renders_the_same_plate(fonts):
    first, second = (render(GRAMMARS["uz"][0], fonts, np.random.default_rng(11)) for _ in range(2))
    assert first.text == second.text
    assert np.array_equal(first.image, second.image)


def test_characters_stand_out_from_the_ground(fonts, rng):
    """A plate whose text cannot be seen would teach guessing."""
    spreads = []
    for _ in range(40):
        grey = cv2.cvtColor(render(GRAMMARS["uz"][0], fonts, rng).image, cv2.COLOR_BGR2GRAY)
        spreads.append(float(np.percentile(grey, 95)) - float(np.percentile(grey, 5)))
    assert np.median(spreads) > 100


def test_stroke_font_draws_each_character_differently(rng):
    font = StrokeFont(rng)
    font.extras = set()
    drawn = {character: cv2.resize(font.glyph(character, 32), (20, 32)) for character in STROKES}
    assert len(STROKES) == 36 and set(OPTIONAL) <= set(STROKES)
    for first in drawn:
        for second in drawn:
            if first < second and {first, second} != {"0", "O"}:
                assert np.abs(drawn[first].astype(int) - drawn[second]).mean() > 5, f"{first} looks like {second}"


def test_glyph_has_the_height_asked_for(rng):
    for height in (9, 31, 64):
        glyph = StrokeFont(rng).glyph("Q", height)
        assert glyph.shape[0] == height
        assert glyph[0].any() and glyph[-1].any()
