"""Plate grammars: which texts a plate of a country may carry, and how they are set.

A pattern is written the way the plate reads. ``A`` stands for a letter of the grammar's alphabet, ``9`` for a digit;
``~X`` is the fixed character X. The rest is layout and no part of the text: a space is a gap, ``-`` and ``.`` are a dash and
a dot, ``*`` is a place where a seal or emblem may stand, ``|`` the line that divides off a region box, ``/`` ends the upper row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

DIGITS = "0123456789"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LAYOUT = " -.*|/"
NO_I = LETTERS.replace("I", "")
NO_IO = NO_I.replace("O", "")
NO_IOQ = NO_IO.replace("Q", "")
CYRILLIC_TWINS = "ABEKMHOPCTYX"
"""Letters that look alike in the Cyrillic and the Latin script; Russia and Tajikistan use no others."""

UZBEK_REGIONS: Mapping[str, float] = {
    "01": 33, "10": 19, "20": 1, "25": 1, "30": 5, "40": 10, "50": 8, "60": 4, "70": 3, "75": 3, "80": 6, "85": 1, "90": 5, "95": 2,
}
"""Per cent of private plates with each region code: only the first code of each range is issued (measured on 5,146 plates)."""


@dataclass(frozen=True)
class Grammar:
    """One type of plate: its pattern, its alphabet and the style it is rendered in."""

    region: str
    kind: str
    pattern: str
    style: str
    alphabet: str = LETTERS
    weight: float = 1.0
    prefixes: Mapping[str, float] = field(default_factory=dict)
    """Texts the plate may begin with and their weights; they replace the first characters of the pattern."""

    def slots(self) -> Iterator[tuple[str, str]]:
        """Yields (kind, character): kind is ``letter``, ``digit``, ``fixed`` or ``layout``."""
        characters = iter(self.pattern)
        for character in characters:
            if character == "~":
                yield "fixed", next(characters)
            elif character in LAYOUT:
                yield "layout", character
            elif character == "A":
                yield "letter", character
            elif character == "9":
                yield "digit", character
            else:
                raise ValueError(f"{self.region} {self.kind}: '{character}' has no meaning in the pattern '{self.pattern}'")

    def draw(self, rng: np.random.Generator) -> str:
        """Returns a random setting of the pattern, layout characters included."""
        setting = "".join(self._character(kind, character, rng) for kind, character in self.slots())
        if self.prefixes and rng.random() < 0.7:
            setting = weighted(self.prefixes, rng) + setting[len(next(iter(self.prefixes))):]
        return setting

    def regex(self) -> re.Pattern[str]:
        """Returns the expression that the plate's text, without layout, matches."""
        parts = {"letter": f"[{self.alphabet}]", "digit": r"\d"}
        return re.compile("".join(parts.get(kind, character) for kind, character in self.slots() if kind != "layout"))

    def matches(self, text: str) -> bool:
        """Whether the text is one that this type of plate can carry."""
        return self.regex().fullmatch(text) is not None

    def _character(self, kind: str, character: str, rng: np.random.Generator) -> str:
        if kind == "letter":
            return self.alphabet[int(rng.integers(len(self.alphabet)))]
        return DIGITS[int(rng.integers(10))] if kind == "digit" else character


def weighted(weights: Mapping[str, float], rng: np.random.Generator) -> str:
    """Returns a key, each as likely as its weight says."""
    values = np.array(list(weights.values()), float)
    return list(weights)[int(rng.choice(len(values), p=values / values.sum()))]


def plain_text(setting: str) -> str:
    """Returns the characters of a setting that are read: everything but the layout."""
    return "".join(character for character in setting if character not in LAYOUT)


def grammar(rng: np.random.Generator, mix: Mapping[str, float] | None = None) -> Grammar:
    """Returns a grammar: the region by the mix, the type within it by its weight."""
    of_region = GRAMMARS[weighted(mix or MIX, rng)]
    weights = np.array([one.weight for one in of_region])
    return of_region[int(rng.choice(len(of_region), p=weights / weights.sum()))]


def _same(region: str, style: str, patterns: Sequence[str], alphabet: str = LETTERS) -> list[Grammar]:
    return [Grammar(region, "standard", pattern, style, alphabet) for pattern in patterns]


GRAMMARS: Mapping[str, Sequence[Grammar]] = {
    "uz": [
        Grammar("uz", "private", "99|A 999 AA", "uzbek", NO_I, 8, UZBEK_REGIONS),
        Grammar("uz", "private, last letter A or B", "99|A 999 A~A", "uzbek", NO_I, 6, UZBEK_REGIONS),
        Grammar("uz", "private, last letter A or B", "99|A 999 A~B", "uzbek", NO_I, 2, UZBEK_REGIONS),
        Grammar("uz", "legal entity", "99|999 AAA", "uzbek", NO_I, 3, UZBEK_REGIONS),
        Grammar("uz", "trailer", "99|9999 AA", "uzbek", NO_I, 1, UZBEK_REGIONS),
        Grammar("uz", "motorcycle", "99|999 AA", "uzbek", NO_I, 1, UZBEK_REGIONS),
        Grammar("uz", "foreign citizen", "99|~H 999999", "uzbek-yellow", NO_I, 0.7, UZBEK_REGIONS),
        Grammar("uz", "foreign company", "99|~M 999999", "uzbek-green", NO_I, 0.7, UZBEK_REGIONS),
        Grammar("uz", "diplomatic", "~D 999 999", "uzbek-green", NO_I, 0.3),
        Grammar("uz", "diplomatic", "~T 999 999", "uzbek-green", NO_I, 0.3),
        Grammar("uz", "diplomatic", "~X 999 999", "uzbek-green", NO_I, 0.3),
        Grammar("uz", "head of mission", "~C~M~D 99", "uzbek-green", NO_I, 0.1),
        Grammar("uz", "temporary", "~T 999999|99", "uzbek-plain", NO_I, 0.3),
        Grammar("uz", "personalised", "99|AAAAA", "uzbek", NO_I, 0.4, UZBEK_REGIONS),
        Grammar("uz", "private, two rows", "99 A/999 AA", "uzbek-square", NO_I, 1, UZBEK_REGIONS),
        Grammar("uz", "legal entity, two rows", "99 999/AAA", "uzbek-square", NO_I, 0.5, UZBEK_REGIONS),
        Grammar("uz", "motorcycle, two rows", "999 AA/99", "uzbek-square", NO_I, 0.8),
        Grammar("uz", "personalised", "99|AAA 9", "uzbek", NO_I, 0.3, UZBEK_REGIONS),
    ],
    "kz": [
        Grammar("kz", "private", "999 AAA|99", "kazakh", weight=3),
        Grammar("kz", "legal entity", "999 AA|99", "kazakh"),
        Grammar("kz", "older", "A 999 AAA", "kazakh"),
        Grammar("kz", "two rows", "99 999/AAA", "square", weight=0.4),
        Grammar("kz", "foreigner", "~H 9999|99", "kazakh", weight=0.4),
    ],
    "kg": [
        Grammar("kg", "private", "~09|999 AAA", "kyrgyz", weight=3),
        Grammar("kg", "legal entity", "~09|999 AA", "kyrgyz"),
        Grammar("kg", "older", "A 9999 AA", "kyrgyz", weight=0.6),
    ],
    "tj": [Grammar("tj", "private", "9999 AA|~09", "tajik", CYRILLIC_TWINS, 3), Grammar("tj", "official", "AA 9999", "tajik", CYRILLIC_TWINS)],
    "tm": [Grammar("tm", "private", f"AA 9999 ~{velayat[0]}~{velayat[1]}", "turkmen") for velayat in ("AG", "AH", "AK", "BN", "DZ", "LB", "MR")],
    "ru": [
        Grammar("ru", "private", "A 999 AA|99", "russian", CYRILLIC_TWINS, 3),
        Grammar("ru", "private", "A 999 AA|999", "russian", CYRILLIC_TWINS, 3),
        Grammar("ru", "trailer", "AA 9999|99", "russian", CYRILLIC_TWINS),
        Grammar("ru", "motorcycle, two rows", "9999/AA99", "square", CYRILLIC_TWINS, 0.6),
        Grammar("ru", "two rows", "A 999/AA 99", "square", CYRILLIC_TWINS, 0.4),
        Grammar("ru", "taxi", "AA 999|99", "russian-yellow", CYRILLIC_TWINS),
    ],
    "eu": [
        *_same("eu", "european", [
            "A*AA 999", "AA*AA 999", "AA*A 9999", "AAA*AA 99", "A*A 9999", "AA-999-AA", "AA 999 AA", "AA 99 AAA", "9A9 9999", "9AA 9999", "999 A 999",
            "AAA 999", "AAA-999", "AA 9999 AA", "9999 AAA", "9-AAA-999", "99-AA-99", "99-99-AA", "AA-99-99", "99-AAA-9", "AAA 9A99", "AA 99999",
            "AA 999999", "A 999 AA", "AAA AA99", "AAA 9999", "A 9999 AA", "AA*9999", "AAA*9999", "AA 9999 A", "AA*99-9AA",
        ]),
        *_same("eu", "square", ["AA/999 AA", "AA 999/AA", "AAA/9999", "AA 99/AAA", "AA/9999", "A 99/AAA", "AA-999/AA"]),
        Grammar("eu", "Slovak", "AA*999AA", "european", weight=5),
        Grammar("eu", "Croatian", "AA*999-AA", "european", weight=2),
        Grammar("eu", "Croatian", "AA*9999-A", "european"),
        Grammar("eu", "Romanian", "AA 99 AAA", "european", NO_IOQ, 2),
        Grammar("eu", "Slovene", "AA*AA-999", "european"),
        Grammar("eu", "Bosnian", "A99-A-999", "european"),
    ],
    "gb": [Grammar("gb", "two rows", "AA99/AAA", "square-yellow", NO_IOQ, 0.8), Grammar("gb", "current", "AA99 AAA", "british", NO_IOQ, 3), Grammar("gb", "prefix", "A999 AAA", "british", NO_IOQ)],
    "br": [
        Grammar("br", "until 2018", "AAA-9999", "brazilian", weight=3),
        Grammar("br", "until 2018", "AAA.9999", "brazilian"),
        Grammar("br", "until 2018", "AAA 9999", "brazilian"),
        Grammar("br", "motorcycle until 2018", "AAA/9999", "brazilian-square", weight=0.6),
    ],
    "mercosur": [Grammar("br", "motorcycle", "AAA/9A99", "mercosur-square", weight=0.2), Grammar("br", "Mercosur", "AAA9A99", "mercosur"), Grammar("ar", "Mercosur", "AA 999 AA", "mercosur")],
    "us": _same("us", "american", [
        "AAA 9999", "AAA-9999", "AAA*9999", "999 AAA", "999-AAA", "999*AAA", "AAA 999", "AAA*999", "9AAA999", "AA 9999", "AA 99999", "AA9 99A", "A99 99A",
        "999AAA", "A99 AAA", "A99*AAA", "AAA9999", "99A 999", "99A*999", "9AA 999", "9AA 99A", "999999", "999 999", "999*999", "A999999", "A99999", "AAA 99A",
        "9AAA99", "999 9AA", "99 999 A", "99 9999", "9 99999", "AA99 AAA", "AAAAAA", "AAAAA", "AAA AAA", "AAAA 99", "9999 AA", "9999AA", "99AA99", "999 99A",
        "A99-99A", "99*A999", "A 99 999", "9A9 A99", "99 99A9",
    ]),
}

MIX: Mapping[str, float] = {
    "uz": 0.40, "kz": 0.05, "kg": 0.03, "tj": 0.02, "tm": 0.02, "ru": 0.06, "eu": 0.18, "gb": 0.02, "br": 0.03, "mercosur": 0.03, "us": 0.16,
}
"""How often each region is rendered: where Gantry is at home first, then by how much the measurement lacks real crops."""
