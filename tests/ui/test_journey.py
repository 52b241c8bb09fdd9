"""One journey through every floor: import, find, edit, log, chart, print, export, undo, restart."""

from __future__ import annotations

import csv

import pypdfium2
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from netjournal.models import Journal
from netjournal.models.handle import db
from netjournal.models.migrations import RECORDED
from netjournal.progress import Silent
from netjournal.services import timeline
from netjournal.services.bonds import stats
from netjournal.services.capturing import capture
from netjournal.services.interchange import exporting
from netjournal.services.people import contacts
from netjournal.ui.jobs import Jobs
from netjournal.ui.main_window import MainWindow
from netjournal.ui.preferences import Preferences
from netjournal.ui.printing import pdf as printing
from netjournal.ui.printing.options import Job, Options
from netjournal.ui.session import Session
from netjournal.ui.transfer.import_dialog import ImportDialog
from tests.models.snapshot import assert_sound

CONNECTIONS = """First Name,Last Name,URL,Email Address,Company,Position,Connected On
Aiko,Mori,https://www.linkedin.com/in/aiko-mori,,Kyoto University,Professor,09 Sep 2020
Priya,Raman,https://www.linkedin.com/in/priya,priya@fieldnote.example,Fieldnote,CTO,02 Nov 2023
Łukasz,Żółć,https://www.linkedin.com/in/lukasz,,Huta,Engineer,1 Jan 2024
"""


def everything():
    return {t: db.execute_sql(f"SELECT * FROM {t} ORDER BY id").fetchall() for t in RECORDED}


def opened(qtbot, path, home):
    journal = Journal.open(path)
    session = Session(journal, Jobs())
    window = MainWindow(session, Preferences(home / "settings.ini"))
    qtbot.addWidget(window)
    window.resize(1360, 860)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return session, window


def test_the_journey(qtbot, look, home, tmp_path):
    path = tmp_path / "mine.netjournal"
    Journal.create(path).close()
    session, window = opened(qtbot, path, home)
    empty = everything()

    # import, with its preview
    source = tmp_path / "Connections.csv"
    source.write_text(CONNECTIONS, "utf-8")
    dialog = ImportDialog(session, parent=window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.show()
    with qtbot.waitSignal(dialog.flow.planned):
        dialog.look_at(source)
    assert dialog.counts.text().startswith("3 new people")
    assert everything() == empty
    with qtbot.waitSignal(dialog.flow.imported):
        dialog.import_button.click()
    dialog.close()

    # find them in the list, filter as one types, without accents
    window.show_page("people")
    model = window.page.panel.model
    qtbot.waitUntil(lambda: model.rowCount() == 3)
    assert "lukasz" not in [model.index(n, 0).data() for n in range(3)]
    found = contacts.find_ids(contacts.ContactFilter(text="lukasz"), "name", session.today())
    assert len(found) == 1

    # edit one, log a coffee
    priya = contacts.resolve("Priya Raman")
    window.show_contact(priya)

    def change():
        form = contacts.form(priya)
        form.headline = "CTO, Fieldnote"
        contacts.update(priya, form)

    assert session.act("Edit Priya Raman", change)
    before = stats.growth(session.today() - 90, None, session.today(), Silent())
    line = "coffee with Priya yesterday about the pilot"
    captured = capture.parse(line, session.today(), capture.NameIndex.load())
    assert captured.people == (priya,)
    assert session.act("Log interaction", lambda: capture.commit(captured))
    newest = timeline.timeline_rows(timeline.timeline_ids(timeline.TimelineFilter())[:1])[0]
    assert (newest.kind, newest.day) == ("coffee", session.today() - 1)
    assert [name for _, name in newest.people] == ["Priya Raman"]

    # the charts see it; every page can be shown
    after = stats.growth(session.today() - 90, None, session.today(), Silent())
    assert after.pace[-1] > before.pace[-1]
    for key in window._specs:
        window.show_page(key)
        QTest.qWait(30)
        assert window.page.key == key
    window.show_page("insights")
    insights = window.pages["insights"]
    qtbot.waitUntil(lambda: insights.cards["growth"].view.drawn, timeout=20_000)

    # print and export
    pdf = tmp_path / "priya.pdf"
    printing.to_pdf(pdf, Job(Options(), (priya,), session.today()), Silent())
    page = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_bounded()
    assert "Priya Raman" in page
    assert "Coffee" in page
    out = tmp_path / "out.csv"
    exporting.export(out, "csv")
    assert len(list(csv.reader(out.read_text("utf-8").splitlines()))) == 4

    # everything back to before the import, and forth again
    full = everything()
    window.show_page("people")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    for _ in range(3):
        QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        QTest.qWait(10)
    assert everything() == empty
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    for _ in range(3):
        QTest.keyClick(window, Qt.Key.Key_Z, both)
        QTest.qWait(10)
    assert everything() == full
    assert_sound(session.journal)

    # quit and start again
    window.close()
    session.close()
    session, window = opened(qtbot, path, home)
    assert everything() == full
    window.show_page("people")
    qtbot.waitUntil(lambda: window.page.panel.model.rowCount() == 3)
    window.close()
    session.close()
