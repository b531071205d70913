import pytest

from gantry_training.designs import DESIGNS
from gantry_training.regions import GRAMMARS, MIX, Grammar, grammar, plain_text

ALL = [one for of_region in GRAMMARS.values() for one in of_region]


@pytest.mark.parametrize("one", ALL, ids=lambda one: f"{one.region}-{one.kind}-{one.pattern}")
def test_every_drawn_plate_fits_its_own_grammar(one, rng):
    for _ in range(25):
        assert one.matches(plain_text(one.draw(rng)))


def test_uzbek_private_plate_is_region_letter_number_letters():
    private = GRAMMARS["uz"][0]
    assert private.matches("01A123BC")
    assert not private.matches("01A123BI"), "no I is issued"
    assert not private.matches("A123BC01"), "the region stands first"
    assert not private.matches("01A123BCD")


def test_russian_plates_use_only_letters_common_to_both_scripts():
    russian = GRAMMARS["ru"][0]
    assert russian.matches("A123BC77")
    assert not russian.matches("D123BC77")


def test_every_grammar_has_a_design_and_every_region_a_share():
    assert {one.style for one in ALL} <= set(DESIGNS)
    assert set(MIX) == set(GRAMMARS)
    assert sum(MIX.values()) == pytest.approx(1)


def test_no_text_is_longer_than_the_reader_can_tell(rng):
    """CTC needs a blank between two equal characters, and the reader has forty columns."""
    assert max(len(plain_text(one.draw(rng))) for one in ALL) <= 20


def test_mix_decides_the_region(rng):
    assert {grammar(rng, {"br": 1.0}).region for _ in range(20)} == {"br"}


def test_unknown_pattern_character_is_named():
    with pytest.raises(ValueError, match="'#' has no meaning"):
        list(Grammar("xx", "wrong", "9#9", "european").slots())
