from pathlib import Path

import cv2
import numpy as np
import pytest

from gantry_training.crops import CropSource, as_detected, misplaced
from gantry_training.data import LabelledCrop, TrainingData
from gantry_training.geometry import expanded, halves, rectangle
from gantry_training.photometry import by_day, in_bad_conditions
from gantry_training.plates import Plate, render
from gantry_training.regions import GRAMMARS, plain_text
from gantry_training.scenes import SIDE, SceneSource


@pytest.fixture
def data(tmp_path: Path, rng: np.random.Generator) -> TrainingData:
    for name, size in (("crops-us", (130, 260, 3)), ("crops-eu", (50, 200, 3)), ("photos-ro", (720, 1280, 3)), ("negatives", (400, 600, 3))):
        (tmp_path / name).mkdir()
        cv2.imwrite(str(tmp_path / name / "0.jpg"), rng.integers(0, 256, size).astype(np.uint8))
    (tmp_path / "crops.csv").write_text("file,region,plate\ncrops-us/0.jpg,us,ABC1234\n", encoding="utf-8")
    (tmp_path / "photos-ro.csv").write_text("file,x,y,w,h\nphotos-ro/0.jpg,600,400,90,22\n", encoding="utf-8")
    return TrainingData(tmp_path)


def test_scenes_have_plates_where_they_are_marked(data, fonts, rng):
    source = SceneSource(data, fonts, rng)
    scenes = [source.scene() for _ in range(60)]
    marks = [mark for scene in scenes for mark in scene.marks if mark.trust > 0]
    assert {scene.image.shape for scene in scenes} == {(SIDE, SIDE, 3)}
    assert len(marks) > 40
    for mark in marks:
        centre = mark.quad.mean(0)
        assert (centre >= 0).all() and (centre <= SIDE).all()
        assert np.hypot(*(mark.quad[1] - mark.quad[0])) > 8


def test_corners_go_round_the_plate_clockwise(data, fonts, rng):
    """Top-left, top-right, bottom-right, bottom-left: mirrored plates would be read mirrored."""
    source = SceneSource(data, fonts, rng)
    for _ in range(40):
        for mark in source.scene().marks:
            x, y = (mark.quad - mark.quad.mean(0)).T
            area = float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y))
            assert area > 0
            assert mark.quad[1, 0] > mark.quad[0, 0]


def test_crop_shows_the_plate_whole(fonts, rng):
    """However it is misplaced, on the whole the plate stays in its crop: a label must not name what cannot be seen."""
    plate = Plate(np.full((72, 335), 255, np.uint8), "01A123BC", rectangle(335, 72))
    kept = [np.abs(expanded(misplaced(plate.quad, rng)) - expanded(plate.quad)).mean() / 72 for _ in range(200)]
    assert np.mean(kept) < 0.25
    crop = as_detected(render(GRAMMARS["uz"][0], fonts, rng).grey(), rng)
    assert crop.shape == (48, 160) and crop.dtype == np.uint8


def test_real_crops_make_up_half(data, fonts, rng):
    source = CropSource([LabelledCrop(crop.path, crop.region, "REALCROP") for crop in data.crops()], [], fonts, rng)
    texts = [source.sample()[1] for _ in range(300)]
    assert 100 < texts.count("REALCROP") < 200


def test_rendered_samples_fit_some_grammar(fonts, rng):
    source = CropSource([], [], fonts, rng)
    grammars = [one for of_region in GRAMMARS.values() for one in of_region]
    for _ in range(50):
        text = source.sample()[1]
        assert text == plain_text(text)
        assert text == "" or any(one.matches(text) for one in grammars)


def test_what_shows_no_plate_has_no_text(data, fonts, rng):
    source = CropSource([], data.negatives(), fonts, rng)
    texts = [source.sample()[1] for _ in range(400)]
    assert 0 < texts.count("") < 60


def test_rows_side_by_side_show_each_row_once(fonts, rng):
    """The upper row lies left, the lower right; between them nothing of the plate is lost."""
    upper, lower = halves(rectangle(280, 200))
    assert upper[0].tolist() == [0, 0] and lower[2].tolist() == [280, 200]
    assert lower[0, 1] < 100 < upper[2, 1]
    squares = [one for one in GRAMMARS["uz"] if "/" in one.pattern]
    plate = render(squares[0], fonts, rng)
    assert plate.rows == 2 and "/" not in plate.text
    assert as_detected(plate.grey(), rng, side_by_side=True).shape == (48, 160)


@pytest.mark.parametrize("conditions", [by_day, in_bad_conditions])
def test_measured_scene_shows_its_plate_whole(conditions, data, fonts, rng):
    source = SceneSource(data, fonts, rng)
    for _ in range(20):
        scene = source.labelled_scene({"uz": 1.0}, 80, 200)
        assert (scene.quad >= 0).all() and (scene.quad <= SIDE).all()
        assert any(one.matches(scene.text) for one in GRAMMARS["uz"])
        assert conditions(scene.image, scene.quad, rng).shape == scene.image.shape
