from pathlib import Path

import cv2
import numpy as np
import pytest

from gantry_training.data import MEASURING, MeasuringDataRefused, TrainingData, refuse_measuring


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("crops-br", "crops-eu", "photos-ro", "negatives", MEASURING):
        (tmp_path / name).mkdir()
        cv2.imwrite(str(tmp_path / name / "0.png"), np.zeros((20, 60, 3), np.uint8))
    (tmp_path / "crops.csv").write_text("file,region,plate\ncrops-br/0.png,br,ABC1234\ncrops-br/0.png,br,Ö1\n", encoding="utf-8")
    (tmp_path / "photos-ro.csv").write_text("file,x,y,w,h\nphotos-ro/0.png,1,2,30,10\nphotos-ro/0.png,5,6,7,8\n", encoding="utf-8")
    return tmp_path


def test_crops_with_characters_the_reader_lacks_are_left_out(folder):
    assert [crop.text for crop in TrainingData(folder).crops()] == ["ABC1234"]


def test_american_labels_whose_nought_may_be_a_letter_are_left_out(folder):
    rows = ["us-fl,CUST0M", "us-pa,DVK943", "us-il,H233308", "us-nc,WH0515", "us-nh,760952", "br,ABC0123"]
    (folder / "crops.csv").write_text("\n".join(["file,region,plate", *(f"crops-br/0.png,{row}" for row in rows)]) + "\n", encoding="utf-8")
    assert [crop.text for crop in TrainingData(folder).crops()] == ["DVK943", "H233308", "760952", "ABC0123"]


def test_boxes_of_a_photograph_are_gathered(folder):
    (photo,) = TrainingData(folder).photos()
    assert photo.boxes.tolist() == [[1, 2, 31, 12], [5, 6, 12, 14]]


def test_measuring_photographs_are_refused_in_lists(folder):
    (folder / "crops.csv").write_text(f"file,region,plate\n{MEASURING}/0.png,br,ABC1234\n", encoding="utf-8")
    with pytest.raises(MeasuringDataRefused, match=MEASURING):
        TrainingData(folder).crops()
    (folder / "photos-ro.csv").write_text(f"file,x,y,w,h\n{MEASURING}/0.png,1,2,3,4\n", encoding="utf-8")
    with pytest.raises(MeasuringDataRefused):
        TrainingData(folder).photos()


def test_measuring_photographs_are_refused_behind_a_link(folder):
    (folder / "negatives" / "innocent.png").symlink_to(folder / MEASURING / "0.png")
    with pytest.raises(MeasuringDataRefused):
        TrainingData(folder).negatives()


def test_other_photographs_pass(folder):
    assert refuse_measuring([folder / "negatives" / "0.png"]) == [folder / "negatives" / "0.png"]
