"""The nets' own arithmetic: shapes, targets, decoding. Nothing is trained."""

import numpy as np
import pytest
onnxruntime = pytest.importorskip("onnxruntime", reason="onnxruntime is not installed (training/requirements.txt)")
torch = pytest.importorskip("torch", reason="torch is not installed (training/requirements.txt): the nets themselves are not tested")

from gantry_training import detector, export, reader
from gantry_training.data import CLASSES
from gantry_training.geometry import bounds, rectangle
from gantry_training.scenes import Mark
from gantry_training.schedule import Budget


def scores(path: str) -> np.ndarray:
    """Returns scores of a crop whose likeliest classes are those of the path; ``_`` is a blank."""
    characters = np.zeros((1, reader.COLUMNS, len(CLASSES) + 1), np.float32)
    for column, character in enumerate(path.ljust(reader.COLUMNS, "_")):
        characters[0, column, 0 if character == "_" else CLASSES.index(character) + 1] = 5
    return characters


@pytest.mark.parametrize(("path", "text"), [("__0011_A", "01A"), ("0_0", "00"), ("", ""), ("Z9", "Z9"), ("_BB_B", "BB")])
def test_ctc_merges_repeats_and_drops_blanks(path, text):
    assert reader.decoded(scores(path)) == [text]


def test_ctc_loss_is_small_for_the_right_text_alone():
    characters = torch.from_numpy(4 * scores("0_1_A_1_2_3_B_C"))
    assert reader.loss(characters, ["01A123BC"]) < 0.1 < reader.loss(characters, ["01A123BD"])


def test_detector_answers_what_its_target_says():
    """Target and decoding are each other's inverse: a net that met its target would find the plate where it is."""
    quad = np.array([[60, 100], [150, 110], [148, 135], [58, 124]], np.float32)
    aim = detector.target([Mark(quad, 1.0)], 40, 40)
    answer = np.concatenate([np.where(aim.heat >= 0.999, 4.0, -6.0)[None].astype(np.float32), aim.corners])
    (found,) = detector.decoded(answer, scale=0.5)
    assert found.quad == pytest.approx(quad * 2, abs=1e-3)
    assert found.score > 0.9


def test_plate_of_no_trust_is_neither_plate_nor_background():
    aim = detector.target([Mark(rectangle(60, 16) + np.float32(100), 0.0)], 40, 40)
    assert aim.heat.max() == 0 and aim.weight.max() == 0
    assert aim.counts[13, 16] == 0 and aim.counts[0, 0] == 1


def test_of_two_finds_on_one_plate_the_surer_is_kept():
    answer = np.zeros((9, 20, 20), np.float32)
    answer[0] = -9
    for column, logit in ((5, 1.0), (8, 3.0)):
        answer[0, 6, column] = logit
        quad = rectangle(80, 20) + np.array([20, 40], np.float32)
        answer[1:, 6, column] = ((quad - [8 * column + 4, 52]) / 16).reshape(8)
    found = detector.decoded(answer, 1.0)
    assert [round(one.score, 2) for one in found] == [0.95]
    assert bounds(found[0].quad) == pytest.approx([20, 40, 100, 60], abs=1e-3)


def test_picture_is_scaled_and_padded_as_the_contract_says():
    prepared, scale = detector.prepared(np.full((300, 800), 20, np.uint8))
    assert scale == 0.8
    assert prepared.shape == (1, 1, 256, 640)
    assert prepared[0, 0, 0, 0] == pytest.approx(20 / 127.5 - 1)
    assert prepared[0, 0, 255, 639] == pytest.approx(114 / 127.5 - 1)


@pytest.mark.parametrize(
    ("width", "height", "longer"), [(480, 360, 480), (1280, 720, 640), (1280, 1280, 512), (720, 1280, 640), (3840, 2160, 1280), (4000, 4000, 1108.5)],
)
def test_size_searched_grows_with_the_picture_but_never_beyond_it(width, height, longer):
    assert detector.looked_at(width, height) * max(width, height) == pytest.approx(longer, abs=1)


def test_reader_may_say_nothing():
    """A crop without a plate has an empty text; a batch may hold nothing else."""
    silent = torch.from_numpy(4 * scores(""))
    assert reader.loss(silent, [""]) < 0.1 < reader.loss(torch.from_numpy(4 * scores("0_1_A")), [""])


@pytest.mark.parametrize(("name", "net"), [("reader", reader.Reader), ("detector", detector.Detector)])
def test_exported_net_answers_as_the_trained_one(name, net, tmp_path):
    torch.manual_seed(3)
    one = net()
    path = export.write(name, one, tmp_path)
    assert export.largest_difference(name, one, path) < export.TOLERANCE
    export.remember(name, tmp_path, Budget(1_000, used_samples=640), seed=3)
    assert export.opened(path).get_modelmeta().custom_metadata_map["samples"] == "640"


def test_exported_net_that_differs_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(export, "TOLERANCE", -1.0)
    with pytest.raises(export.ExportDiffers):
        export.write("reader", reader.Reader(), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_exported_detector_takes_any_size(tmp_path):
    session = export.opened(export.write("detector", detector.Detector(), tmp_path))
    assert isinstance(session, onnxruntime.InferenceSession)
    assert session.run(None, {"image": np.zeros((2, 1, 64, 224), np.float32)})[0].shape == (2, 9, 8, 28)
