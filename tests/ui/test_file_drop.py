"""Files dropped on a window: anywhere, also on a field for text, which would take the path."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from netjournal.ui.file_drop import FileDrop


class Takes(QLabel):
    """Something that takes files for itself."""

    def __init__(self):
        super().__init__("picture")
        self.setAcceptDrops(True)
        self.taken = []

    def dragEnterEvent(self, event):
        event.acceptProposedAction()

    def dropEvent(self, event):
        self.taken.append(event.mimeData().urls()[0].toLocalFile())


@pytest.fixture
def window(qtbot):
    made = QWidget()
    column = QVBoxLayout(made)
    for part in (QLineEdit(made), QPlainTextEdit(made), QLabel("plain", made), Takes()):
        column.addWidget(part)
    made.drop = FileDrop(made)
    made.found = []
    made.drop.dropped.connect(made.found.append)
    qtbot.addWidget(made)
    made.show()
    return made


def drop(window, part, *paths, text=""):
    """Drag over a part and let go, as the desktop tells it to the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    data.setText(text or "\n".join(map(str, paths)))
    place = part.mapTo(window, part.rect().center())
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    handle = window.windowHandle()
    QApplication.sendEvent(handle, QDragEnterEvent(place, copy, data, left, none))
    QApplication.sendEvent(handle, QDropEvent(QPointF(place), copy, data, left, none))


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("x")
    return path


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit, QLabel])
def test_one_file_is_taken_anywhere(window, file, kind):
    part = window.findChild(kind)
    drop(window, part, file)
    assert window.found == [file]
    if kind is not QLabel:
        assert not (part.text() if kind is QLineEdit else part.toPlainText())


def test_what_takes_files_keeps_doing_so(window, file):
    part = window.findChild(Takes)
    drop(window, part, file)
    assert (window.found, part.taken) == ([], [str(file)])


def test_text_still_goes_into_fields(window):
    part = window.findChild(QLineEdit)
    drop(window, part, text="some words")
    assert (window.found, part.text()) == ([], "some words")


def test_several_files_and_folders_are_taken_together(window, file, tmp_path):
    several = []
    window.drop.several.connect(several.append)
    part, other = window.findChild(QLineEdit), tmp_path / "b.csv"
    other.write_text("y")
    drop(window, part, file, other)
    drop(window, part, tmp_path)
    drop(window, part, tmp_path / "gone.csv", text="words")
    assert (window.found, several) == ([], [[file, other], [tmp_path]])
