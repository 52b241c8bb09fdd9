"""Long lists of ids keep their order, whichever way they are read."""

import pytest

from netjournal.services import id_lists, settings

QUERY = (
    "WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < ?) "
    "SELECT id FROM n ORDER BY (id * 7919) % 10007, id"
)


@pytest.mark.parametrize("long", [10, 10**9], ids=["numpy", "json"])
@pytest.mark.parametrize("count", [1, 2, 5_000])
def test_order_is_kept(journal, monkeypatch, long, count):
    monkeypatch.setattr(id_lists, "_LONG", long)
    expected = sorted(range(1, count + 1), key=lambda n: (n * 7919 % 10007, n))
    assert list(id_lists.ids(QUERY, (count,))) == expected


def test_no_rows_are_an_empty_list(journal):
    assert list(id_lists.ids("SELECT 1 AS id WHERE 0")) == []
    assert id_lists.as_text({3}) == "[3]"


def test_settings_belong_to_the_journal(journal):
    assert settings.read("phone_region", "DE") == "DE"
    for value in ("US", "US", "FR"):
        with journal.edit("set"):
            settings.write("phone_region", value)
    assert settings.region() == "FR"
    journal.undo()
    assert settings.region() == "US"
    assert journal.undo_label() == "set"
