"""Names: put together in every culture's order, taken apart only where certain."""

import pytest

from netjournal.services.people import names
from netjournal.services.people.names import Parts


@pytest.mark.parametrize(
    ("full_name", "parts"),
    [
        ("Ana", Parts(given_name="Ana")),
        ("Ana Kovač", Parts()),
        ("Mori Aiko", Parts()),
        ("Dr. Ana Kovač", Parts(name_prefix="Dr.")),
        ("Prof. Dr. Ana Kovač", Parts(name_prefix="Prof. Dr.")),
        ("Ana Kovač, PhD", Parts(name_suffix="PhD")),
        ("Sam Ford Jr.", Parts(name_suffix="Jr.")),
        ("Dr. Mori", Parts(name_prefix="Dr.")),
        ("陈伟", Parts()),
        ("Dr.", Parts(given_name="Dr.")),
        ("", Parts()),
    ],
)
def test_split(full_name, parts):
    assert names.split(full_name) == parts


@pytest.mark.parametrize(
    ("parts", "full_name"),
    [
        (Parts("Dr.", "Ana", "M.", "Kovač", "PhD"), "Dr. Ana M. Kovač, PhD"),
        (Parts(given_name="Sam", family_name="Ford", name_suffix="III"), "Sam Ford III"),
        (Parts(given_name="爱子", family_name="森"), "森爱子"),
        (Parts(given_name="길동", family_name="홍"), "홍길동"),
        (Parts(given_name="Wei", family_name="陈"), "Wei 陈"),
        (Parts(name_suffix="PhD"), "PhD"),
        (Parts(), ""),
    ],
)
def test_compose(parts, full_name):
    assert names.compose(parts) == full_name


@pytest.mark.parametrize(
    ("full_name", "given", "short"),
    [
        ("Dr. Aiko Mori", "", "Aiko"),
        ("Ana Kovač", "", "Ana"),
        ("Kovač, Ana", "Ana", "Ana"),
        ("Dr.", "", "Dr."),
        ("", "", ""),
    ],
)
def test_short(full_name, given, short):
    assert names.short(full_name, given) == short


def test_a_dot_after_a_title_or_initial_ends_no_sentence():
    assert names.is_short("Dr")
    assert names.is_short("J")
    assert not names.is_short("Ana")
