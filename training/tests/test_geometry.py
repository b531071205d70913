import cv2
import numpy as np
import pytest

from gantry_training.geometry import CROP_HEIGHT, CROP_WIDTH, expanded, overlap, rectangle, rectify, standardised


def test_expansion_of_an_upright_plate_is_along_and_across():
    widened = expanded(rectangle(100, 20))
    assert widened == pytest.approx(np.array([[-4, -2], [104, -2], [104, 22], [-4, 22]]))


def test_expansion_leaves_a_skewed_plate_skewed():
    quad = np.array([[0, 0], [100, 10], [104, 34], [2, 20]], np.float32)
    assert expanded(quad, 1, 1) == pytest.approx(quad, abs=1e-4)


def test_rectified_crop_is_straight_whatever_the_perspective():
    """A left half that is dark and a right half that is light stay so when the plate is turned."""
    picture = np.full((200, 400), 128, np.uint8)
    quad = np.array([[120, 60], [280, 90], [276, 140], [116, 100]], np.float32)
    matrix = cv2.getPerspectiveTransform(rectangle(100, 20), quad)
    plate = np.concatenate([np.zeros((20, 50), np.uint8), np.full((20, 50), 255, np.uint8)], 1)
    cv2.warpPerspective(plate, matrix, (400, 200), dst=picture, borderMode=cv2.BORDER_TRANSPARENT)
    crop = rectify(picture, quad)
    assert crop.shape == (CROP_HEIGHT, CROP_WIDTH)
    assert crop[10:38, 12:74].mean() < 20 and crop[10:38, 86:148].mean() > 235


def test_large_plate_is_shrunk_by_areas():
    """Stripes of one pixel become even grey; sampled without shrinking they would stay black and white."""
    stripes = np.tile(np.array([0, 255], np.uint8), (400, 800))
    crop = rectify(stripes, rectangle(1200, 300) + np.array([200, 50], np.float32))
    assert crop.std() < 30


def test_crop_without_contrast_is_not_blown_up():
    noise = np.random.default_rng(0).normal(100, 1, (48, 160))
    assert standardised(noise).std() < 0.2
    assert standardised(noise * 50).std() == pytest.approx(1, abs=0.01)


def test_overlap():
    assert overlap(np.array([0, 0, 10, 10]), np.array([5, 0, 15, 10])) == pytest.approx(1 / 3)
    assert overlap(np.array([0, 0, 10, 10]), np.array([10, 0, 15, 10])) == 0
