"""Any CSV: what columns mean, what a user can change, and what never gets lost."""

from __future__ import annotations

import pytest

from netjournal.errors import UsageError
from netjournal.formats import read, sniff
from netjournal.formats.draft import ContactDraft
from netjournal.formats.mapping import TARGETS, ColumnUse, Mapping, fit, from_json
from netjournal.formats.tables.columns import Plan, _by_turn
from netjournal.formats.tables.generic import choose_header, propose
from netjournal.formats.tables.synonyms import guess
from tests.formats.growth import LINEAR, growth
from tests.formats.tables.seen import DATA, reading, seen

SAMPLES = {
    "excel_sep.csv": [
        {
            "line": 3,
            "full_name": "Maria Gonzales",
            "name": "|Maria||Gonzales|",
            "note": "one; two",
            "affiliations": ["Layton Pipe"],
            "methods": ["phone =801.555.0199", "email =m@x.example"],
            "addresses": [{"postal_code": "84309"}],
            "extras": ["Last Contacted=4/8/2026"],
            "guessed": {"name"},
        }
    ],
    "hubspot.csv": [
        {
            "line": 2,
            "full_name": "Ada Byron",
            "name": "|Ada||Byron|",
            "affiliations": ["Engines|Poet"],
            "methods": ["email =a@x.example", "phone =+1", "phone mobile=+2"],
            "addresses": [{"locality": "London", "country": "UK"}],
            "external_ids": ["hubspot=501"],
            "extras": ["Contact owner=Bob", "Lead Status=New"],
        }
    ],
    "atomic.csv": [
        {
            "line": 2,
            "full_name": "John Doe",
            "name": "|John||Doe|",
            "note": "Met in Rome",
            "affiliations": ["Acme|Sales"],
            "methods": [
                "url(linkedin) LinkedIn=https://www.linkedin.com/in/johndoe",
                "email work=j@w.example",
                "email home=j@h.example",
                "phone work=+1",
                "phone other=+2",
            ],
            "tags": ["influencer", "developer"],
            "external_ids": ["linkedin=https://www.linkedin.com/in/johndoe"],
            "extras": ["gender=male"],
        }
    ],
    "yahoo.csv": [
        {
            "line": 2,
            "full_name": "Ada Byron",
            "name": "|Ada||Byron|",
            "nicknames": ["AAL"],
            "birthday": "1815-12-10",
            "note": "kind",
            "affiliations": ["Engines|Poet"],
            "methods": [
                "email =a@x.example",
                "messenger =ada_y",
                "phone home=+1",
                "phone work=+2",
                "phone mobile=+3",
                "email =b@x.example",
                "messenger(skype) Skype=ada.s",
            ],
            "addresses": [{"label": "home", "street": "1 Main", "locality": "London"}],
            "tags": ["Poets"],
        }
    ],
    "livemail_pl.csv": [
        {
            "line": 0,
            "warned": "The file does not say how it is encoded; it was read as Windows-1250.",
        },
        {
            "line": 2,
            "full_name": "Łukasz Żółkiewski",
            "name": "|Łukasz||Żółkiewski|",
            "note": "cześć",
            "affiliations": ["Ósma"],
            "methods": ["email =l@x.example", "phone mobile=+48 1"],
        },
    ],
    "spanish.csv": [
        {
            "line": 2,
            "full_name": "Íñigo Ibáñez Ríos",
            "name": "|Íñigo||Ibáñez Ríos|",
            "birthday": "1990-04-03",
            "affiliations": ["Peña|Jefe"],
            "methods": ["email =i@x.example", "phone =+34 1", "phone mobile=+34 6"],
            "tags": ["amigos", "vecinos"],
        },
        {
            "line": 3,
            "full_name": "Ana Úbeda",
            "name": "|Ana||Úbeda|",
            "birthday": "1980-12-25",
        },
    ],
    "name_notes.csv": [
        {
            "line": 2,
            "full_name": "Ada Byron",
            "name": "|Ada||Byron|",
            "note": "first\nsecond",
            "guessed": {"name"},
        },
        {"line": 4, "full_name": "Bob"},
    ],
    "unbalanced.csv": [
        {
            "line": 2,
            "full_name": "Ada Lovelace",
            "name": "|Ada||Lovelace|",
            "note": '"opened and never closed',
            "methods": ["email =ada@x.example"],
        },
        {
            "line": 3,
            "full_name": "Bob Jones",
            "name": "|Bob||Jones|",
            "methods": ["email =bob@x.example"],
        },
        {
            "line": 4,
            "full_name": 'Cy Young "C"',
            "name": '|Cy||Young "C"|',
            "note": 'a "real" note',
            "methods": ["email =cy@x.example"],
        },
        {
            "line": 2,
            "warned": "The row opens a quote and never closes it; it was read as well as possible.",
        },
        {
            "line": 4,
            "warned": "The row has quotes inside a quoted cell; it was read as well as possible.",
        },
    ],
    "ragged.csv": [
        {
            "line": 2,
            "full_name": "Karen Fisk",
            "name": "|Karen||Fisk|",
            "methods": ["email =k@x.example"],
        },
        {
            "line": 3,
            "full_name": "Aisha Bell",
            "name": "|Aisha||Bell|",
            "methods": ["email =a@x.example", "phone =801"],
            "extras": ["Column 5=VIP", "Column 6=extra"],
        },
        {"line": 4, "full_name": "Zed", "name": "|Zed|||"},
    ],
    "one_column.csv": [
        {
            "line": 2,
            "full_name": "a@x.example",
            "methods": ["email =a@x.example"],
            "guessed": {"full_name"},
        },
        {
            "line": 3,
            "full_name": "b@x.example",
            "methods": ["email =b@x.example"],
            "guessed": {"full_name"},
        },
    ],
    "cyrillic_cp1251.csv": [
        {
            "line": 0,
            "warned": "The file does not say how it is encoded; it was read as Windows-1251.",
        },
        {
            "line": 2,
            "full_name": "Сергей Соловьёв",
            "name": "|Сергей||Соловьёв|",
            "note": "привет",
            "methods": ["email =s@x.example"],
        },
    ],
    "doubled_cr.csv": [  # CR CR LF is counted as two line ends
        {"line": 3, "full_name": "Ada", "methods": ["email =a@x.example"]},
        {"line": 5, "full_name": "Bob", "methods": ["email =b@x.example"]},
    ],
    "two_mails.csv": [
        {
            "line": 2,
            "full_name": "Ada",
            "name": "Dr||||",
            "affiliations": ["|Poet"],
            "methods": [
                "email =a@x.example",
                "email =b@x.example",
                "phone =+1 2",
                "phone =+3",
            ],
            "extras": ["Birthday=not a day"],
        }
    ],
}


@pytest.mark.parametrize("name", SAMPLES)
def test_samples(name):
    recognition, records = reading(name)
    assert (recognition.format, recognition.needs_mapping) == ("csv", False)
    assert records == SAMPLES[name]


def test_without_header_the_user_is_asked_and_no_row_is_swallowed():
    recognition = sniff(DATA / "no_header.csv")
    assert recognition.needs_mapping
    assert recognition.header_row == -1
    assert recognition.samples[0] == ("John Doe", "John", "Doe", "john@x.example")
    mapping = propose(recognition)
    assert not mapping.makes_contacts()
    for index, target in enumerate(("full_name", "given", "family", "email")):
        mapping = mapping.change(index, target)
    records = list(map(seen, read(DATA / "no_header.csv", recognition, mapping)))
    assert [record["full_name"] for record in records] == ["John Doe", "Jane Doe"]
    assert records[0]["line"] == 1


def test_header_row_the_user_points_at(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Mitgliederliste\nRufzeichen,Anruf\nAda,+1\n")
    recognition = choose_header(path, sniff(path), 1)
    assert recognition.needs_mapping
    assert (recognition.header, recognition.samples) == (("Rufzeichen", "Anruf"), (("Ada", "+1"),))
    mapping = propose(recognition).change(0, "full_name").change(1, "phone", "home")
    (record,) = map(seen, read(path, recognition, mapping))
    assert record == {"line": 3, "full_name": "Ada", "methods": ["phone home=+1"]}


def test_table_the_user_says_has_no_header(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Email,Phone\nname,notes\n")
    recognition = choose_header(path, sniff(path), -1)
    assert recognition.needs_mapping
    assert recognition.header == ("", "")
    mapping = propose(recognition).change(0, "full_name")
    records = map(seen, read(path, recognition, mapping))
    assert [record["full_name"] for record in records] == ["Email", "name"]


def test_ignored_columns_are_the_only_ones_left_out(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Name,Secret,Other\nAda,x,y\n")
    recognition = sniff(path)
    mapping = propose(recognition).change(1, "ignore")
    (record,) = map(seen, read(path, recognition, mapping))
    assert record["extras"] == ["Other=y"]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (["Name", "Vorname"], ["family", "given"]),
        (["Nombre", "Email"], ["full_name", "email"]),
        (["Nome", "Cognome"], ["given", "family"]),
        (["Title", "Name"], ["title", "full_name"]),
        (["Title", "Name", "Position"], ["prefix", "full_name", "title"]),
        (["Work E-Mail", "Handy privat"], ["email:work", "phone:home mobile"]),
        (["Home Fax", "Office Phone"], ["phone:home fax", "phone:work"]),
        (["Person - Name", "Person - Email - Work"], ["full_name", "email:work"]),
        (["LinkedIn URL", "Twitter Handle"], ["url:LinkedIn", "messenger:Twitter"]),
        (["homeCity", "Postal Code (Work)"], ["locality:home", "postal_code:work"]),
        (["PLZ", "Ort"], ["postal_code", "locality"]),
        (["Email", "How we met", "Needs"], ["email", "met_story", "needs"]),
        (["Email", "a@x.example", "what did they say about it all"], ["email", "keep", "keep"]),
    ],
)
def test_guesses(tmp_path, header, expected):
    path = tmp_path / "a.csv"
    path.write_text(",".join(header) + "\n" + ",".join("x" * len(header)) + "\n")
    uses = propose(sniff(path)).columns
    assert [f"{u.target}:{u.label}".rstrip(":") for u in uses] == expected


def test_title_column_of_forms_of_address(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Title,Name\nDr.,Ada\nMr,Bob\n")
    assert propose(sniff(path)).columns[0].target == "prefix"


@pytest.mark.parametrize(
    ("order", "expected"), [("dmy", "1990-04-03"), ("mdy", "1990-03-04"), ("auto", "1990-03-04")]
)
def test_date_order_can_be_said(tmp_path, order, expected):
    path = tmp_path / "a.csv"
    path.write_text("Name,Birthday\nAda,03/04/1990\n")
    recognition = sniff(path)
    proposed = propose(recognition)
    mapping = Mapping(proposed.header, proposed.columns, 0, order)
    assert seen(next(read(path, recognition, mapping)))["birthday"] == expected


def test_mapping_travels_as_json():
    mapping = Mapping(("A", ""), (ColumnUse("email", "work"), ColumnUse("keep")), 2, "dmy")
    assert from_json(mapping.to_json()) == mapping


def test_mapping_is_fitted_to_another_order_of_columns():
    short = from_json('{"Firma": "organisation", "Handy": "phone:mobile"}')
    fitted = fit(short, ("Name", "handy ", "Firma"), 1)
    assert [use.target for use in fitted.columns] == ["keep", "phone", "organisation"]
    assert fitted.columns[1].label == "mobile"
    assert fitted.header_row == 1
    assert fit(short, short.header, 5) == short


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        '{"A": "nonsense"}',
        '{"columns": [{"target": "email"}]}',
        '{"columns": 3}',
        '{"columns": [], "date_order": "sometimes"}',
        '{"all_events": "yes"}',
        '{"columns": [], "header_row": "x"}',
    ],
)
def test_broken_mappings_are_refused(text):
    with pytest.raises(UsageError):
        from_json(text)


def test_targets_are_named_once():
    keys = [target.key for target in TARGETS]
    assert len(keys) == len(set(keys))


def test_second_columns_of_one_kind(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        "Full Name,Display Name,First Name,Given Name,Notes,Comments,Company,Employer,URL,Website\n"
        "Ada B,AB,Ada,A.,one,two,Engines,Acme,linkedin.com/in/ada,https://linkedin.com/in/ada\n"
        " ,,\n"
    )
    (record,) = map(seen, read(path, sniff(path)))
    assert record["extras"] == ["Display Name=AB", "Given Name=A."]
    assert record["note"] == "one\ntwo"
    assert record["affiliations"] == ["Engines", "Acme"]
    assert record["external_ids"] == ["linkedin=https://www.linkedin.com/in/ada"]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1990-05-12", {"dates": ["anniversary=1990-05-12"]}),
        ("0/0/00", {}),
        ("in spring", {"extras": ["Anniversary=in spring"]}),
    ],
)
def test_labelled_dates(tmp_path, cell, expected):
    path = tmp_path / "a.csv"
    path.write_text(f"Name,Anniversary\nAda,{cell}\n")
    (record,) = map(seen, read(path, sniff(path)))
    assert record == {"line": 2, "full_name": "Ada"} | expected


def test_row_that_names_nobody_is_rejected(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Name,Email,Gender\n,,f\n,,\n")
    assert [seen(record) for record in read(path, sniff(path))] == [
        {"line": 2, "rejected": "nothing in the row names or reaches a person"}
    ]


@pytest.mark.parametrize(
    ("header", "label"),
    [
        ("Home Mobile", "home mobile"),
        ("Business Cell", "work mobile"),
        ("Mobile number 2", "mobile"),
        ("Home Fax line", "home fax"),
        ("Fax line", "fax"),
        ("Office Telephone line", "work"),
        ("Phone Video", "video"),
        ("Pager line", "pager"),
    ],
)
def test_labels_of_phone_columns(header, label):
    assert guess(header) == ColumnUse("phone", label, 0.7)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("IM Aim", ColumnUse("messenger", "AIM", 0.7)),
        ("IM Jabber", ColumnUse("messenger", "Jabber", 0.7)),
        ("Website Blog", ColumnUse("url", "blog", 0.7)),
        ("Website Home Page", ColumnUse("url", "home page", 0.7)),
        ("Website Work", ColumnUse("url", "work", 0.7)),
        ("Primary Phone", ColumnUse("phone", "main", 1.0)),
    ],
)
def test_labels_of_other_columns(header, expected):
    assert guess(header) == expected


@pytest.mark.parametrize(
    ("header", "row", "encoding"),
    [
        ("氏名,会社名,役職,メールアドレス,電話番号,携帯電話,生年月日,備考", "山田太郎", "cp932"),
        ("姓名,公司,职位,电子邮件,电话,手机,生日,备注", "王小明", "gb18030"),
        ("이름,회사,직책,이메일,전화번호,휴대폰,생일,메모", "김철수", "utf-8"),
        (
            "ФИО,Организация,Должность,Электронная почта,Телефон,Мобильный,Дата рождения,Заметки",
            "Я",
            "cp1251",
        ),
        (
            "Имя и фамилия,Компания,Должность,Почта,Тел.,Мобильный,День рождения,Заметки",
            "Я",
            "utf-8",
        ),
    ],
)
def test_headers_of_other_scripts(tmp_path, header, row, encoding):
    path = tmp_path / "a.csv"
    text = f"{header}\n{row},X,Y,a@b.example,111,222,1980-12-05,Z\n"
    path.write_bytes(text.encode(encoding))
    (record,) = [seen(one) for one in read(path, sniff(path)) if isinstance(one, ContactDraft)]
    assert record == {
        "line": 2,
        "full_name": row,
        "birthday": "1980-12-05",
        "note": "Z",
        "affiliations": ["X|Y"],
        "methods": ["email =a@b.example", "phone =111", "phone mobile=222"],
    }


def test_several_numbers_in_one_cell(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        'Name,Phones\nA,"+1 555 0100, (555) 010-0101"\nB,"555 0100, ask for Bo"\nC,"5,6"\n'
    )
    numbers = [[m.value for m in draft.methods] for draft in read(path, sniff(path))]
    assert numbers == [["+1 555 0100", "(555) 010-0101"], ["555 0100, ask for Bo"], ["5,6"]]


@pytest.mark.parametrize("said", ['{"bb": "locality", "aa": "full_name"}', '{"aa": "full_name"}'])
def test_a_mapping_by_names_goes_by_names_where_none_were_recognised(tmp_path, said):
    path = tmp_path / "people.csv"
    path.write_text("aa;bb;cc\nEve Adams;Oslo;1\n", "utf-8")
    (draft,) = read(path, sniff(path), from_json(said))
    assert draft.full_name == "Eve Adams"
    assert ("cc", "1") in [(one.name, one.value) for one in draft.extras]


def test_a_cell_of_many_tags_stays_bearable():
    def fill(cell):
        plan = Plan(("Name", "Tags"), [ColumnUse("full_name"), ColumnUse("tags")], "mdy")
        return plan.draft(1, ["Ana", cell]).tags

    assert fill("a; b; a; c; b") == ["a", "b", "c"]
    assert growth(fill, lambda size: "".join(f"t{n};" for n in range(size)), 1_000) < LINEAR


def test_columns_of_work_go_together_in_turn():
    uses = [ColumnUse(target) for target in ("title", "title", "organisation", "department")]
    spots = list(enumerate([*uses, ColumnUse("organisation"), ColumnUse("department")]))
    assert _by_turn(spots) == [
        [(0, "title"), (2, "organisation"), (3, "department")],
        [(1, "title"), (4, "organisation"), (5, "department")],
    ]


def test_a_header_of_many_employers_stays_bearable():
    def many(size):
        return [(n, ColumnUse("organisation")) for n in range(size)]

    assert growth(_by_turn, many, 300) < LINEAR
