"""How you met, in words."""

import pytest

from netjournal.services.people.card import Met
from netjournal.ui.contacts.fact_words import met_line


@pytest.mark.parametrize(
    ("via", "through", "said"),
    [
        ("introduction", "Nadia Farouk", "2023"),  # "introduced by Nadia Farouk" stands below
        ("introduction", "", "Introduced by someone, 2023"),
        ("work", "Nadia Farouk", "Work, 2023"),
    ],
)
def test_by_whom_is_not_said_twice(qapp, via, through, said):
    assert met_line(Met("2023", "", via, None, through, None, "", "")) == said
