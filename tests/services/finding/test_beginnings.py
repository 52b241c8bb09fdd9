"""Words by their beginning, against the index's own way, for every letter that may follow."""

import pytest

from netjournal.models.engine import connect
from netjournal.models.handle import db
from netjournal.services.finding import beginnings, search
from tests.builders import contact, interaction


def found(expression):
    rows = db.execute_sql(
        "SELECT rowid FROM interaction_fts WHERE interaction_fts MATCH ?", (expression,)
    )
    return {row[0] for row in rows}


def test_few_letters_and_other_than_plain_ones_are_left_to_the_index(journal):
    with journal.edit("fill"):
        interaction(contact("Ana"), summary="abc müller abcd ab_cd")
    for word in ("a", "abc", "müller", "łuck", "ab_cd", "abc'd", "陈伟明的"):
        assert beginnings.words(word, "interaction_fts") is None
    assert beginnings.words("ABCD", "interaction_fts") == ["abcd"]
    assert beginnings.words("mull", "interaction_fts") == ["muller"]
    assert beginnings.words("nobody", "interaction_fts") == []


def test_very_many_words_are_left_to_the_index(journal):
    with journal.edit("fill"):
        interaction(contact("Ana"), summary=" ".join(f"robot{n}" for n in range(80)))
    assert beginnings.words("robot", "interaction_fts") is None
    assert len(beginnings.words("robot7", "interaction_fts")) == 11


@pytest.mark.parametrize("word", ["abcd", "Abcde", "abcdef", "abce", "abcd1"])
def test_the_same_is_found(journal, word):
    with journal.edit("fill"):
        for text in ("abcd", "abcdé", "ABCDEF too", "abcd-ef", "abcdø", "x abcd1 y", "xabcd"):
            interaction(contact("Ana"), summary=text)
    assert found(beginnings.match(word, "interaction_fts")) == found(search.match(word))


def test_a_word_of_the_index_means_itself_whatever_letters_it_has():
    """What the tokenizer made of a text it leaves as it is when that is asked for."""
    raw = connect(":memory:")
    raw.execute("CREATE VIRTUAL TABLE t USING fts5(a, tokenize='unicode61 remove_diacritics 2')")
    letters = [chr(n) for n in range(0x80, 0x3000) if not 0xD800 <= n <= 0xDFFF]
    raw.execute("BEGIN")
    raw.executemany(
        "INSERT INTO t (rowid, a) VALUES (?, ?)", [(ord(one), f"abcd{one}") for one in letters]
    )
    raw.execute("COMMIT")
    raw.execute("CREATE VIRTUAL TABLE temp.v USING fts5vocab(main, t, instance)")
    at, words = "abcd", []
    while row := raw.execute("SELECT term FROM v WHERE term >= ? LIMIT 1", (at,)).fetchone():
        words.append(row[0])
        at = row[0] + "\0"
    several = set()
    for first in range(0, len(words), 200):
        expression = " OR ".join(f'"{word}"' for word in words[first : first + 200])
        several |= {
            row[0] for row in raw.execute("SELECT rowid FROM t WHERE t MATCH ?", (expression,))
        }
    by_prefix = {row[0] for row in raw.execute("SELECT rowid FROM t WHERE t MATCH 'abcd*'")}
    assert several == by_prefix
    assert len(by_prefix) == len(letters)
    raw.close()
