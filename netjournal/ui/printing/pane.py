"""The preview with its bar: pages drawn in the worker, one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from netjournal.ui import messages, theme
from netjournal.ui.printing import preview
from netjournal.ui.printing.viewer import PageView
from netjournal.ui.safe import Label
from netjournal.ui.widgets.buttons import button, icon_button

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QSizeF

    from netjournal.errors import UserError
    from netjournal.progress import Progress
    from netjournal.ui.printing.options import Job
    from netjournal.ui.printing.preview import Shown
    from netjournal.ui.session import Session

_PATIENCE_MS: Final = 60
_LARGE: Final = 1.4  # text size from which on the bar has two rows


class PreviewPane(QWidget):
    """Shows the pages of a job.

    Signals:
        drawn: A ``preview.Shown``; None when there is nothing to print.
    """

    drawn = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._session = session
        self._job: Callable[[], Job] | None = None
        self._number, self._last, self._total = 0, True, 0
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PATIENCE_MS)
        self._soon.timeout.connect(self._draw)
        self._build()
        self.view.scale_changed.connect(self._on_scale)
        self.view.turned.connect(self._turn)
        self.view.jumped.connect(self._jump)
        self._back.clicked.connect(self._on_back)
        self._next.clicked.connect(self._on_next)

    def _build(self) -> None:
        self.view = view = PageView(self)
        view.setObjectName("print_preview")
        view.setAccessibleName(self.tr("Preview of the pages"))
        self.where = Label("", "small", "quiet", parent=self)
        self.where.setObjectName("print_page")
        self._zoom = Label("", "small", "quiet", parent=self)
        self._zoom.setObjectName("print_zoom")
        tr = self.tr
        self._back = icon_button("chevron-left", tr("Previous page"), "print_previous", self)
        self._next = icon_button("chevron-right", tr("Next page"), "print_next", self)
        smaller = icon_button("less", tr("Smaller"), "print_smaller", self)
        larger = icon_button("add", tr("Larger"), "print_larger", self)
        fit = button(tr("Whole page"), "link", name="print_fit", parent=self)
        smaller.clicked.connect(view.zoom_out)
        larger.clicked.connect(view.zoom_in)
        fit.clicked.connect(view.zoom_fit)
        turning = _row(self._back, self.where, self._next)
        zooming = _row(smaller, self._zoom, larger, fit)
        wide = theme.text_scale() < _LARGE  # else one below the other, for screens of 1,280
        bar = QBoxLayout(
            QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        )
        bar.addLayout(turning)
        bar.addStretch(1)
        bar.addLayout(zooming)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(view, 1)
        column.addLayout(bar)

    @property
    def number(self) -> int:
        """The page shown, from 0."""
        return self._number

    @property
    def total(self) -> int:
        """How many pages there are to look at; 0 while that isn't known."""
        return self._total

    def show_job(self, job: Callable[[], Job], paper: QSizeF) -> None:
        """Show the first page of another job.

        Args:
            job: Makes it; called in the worker, as finding the people may take a while.
            paper: The paper in 96ths of an inch.
        """
        self._job, self._number, self._total = job, 0, 0
        self.view.set_paper(paper)
        self._draw()

    @Slot()
    def _on_scale(self) -> None:
        self._say_zoom()
        self._soon.start()

    @Slot()
    def _draw(self) -> None:
        if self._job is None:
            return
        job, number, scale = self._job, self._number, self.view.scale

        def work(progress: Progress) -> Shown:
            return preview.render(job(), number, scale, progress)

        self._session.run(work, self._on_drawn, self._on_not_drawn, key="print-preview")

    @Slot(object)
    def _on_drawn(self, shown: Shown) -> None:
        self._number, self._last = shown.number, shown.last
        if shown.last:
            self._total = shown.number + 1
        self.view.show_page(shown)
        self._say_page()
        self.drawn.emit(shown)
        job = self._job
        if not self._total and job is not None:
            self._session.run(
                lambda progress: preview.count(job(), progress), self._on_counted, key="print-count"
            )

    @Slot(object)
    def _on_not_drawn(self, error: UserError) -> None:
        said = messages.message(error)
        self._last, self._number, self._total = True, 0, 0
        self.view.show_text(said.text or said.title)
        self._say_page()
        self.where.setText("")
        self.drawn.emit(None)

    @Slot(object)
    def _on_counted(self, total: int) -> None:
        self._total = total
        self._say_page()

    def _say_page(self) -> None:
        text = self.tr("Page {n}").format(n=self._number + 1)
        if self._total:
            text = self.tr("Page {n} of {total}").format(n=self._number + 1, total=self._total)
        self.where.setText(text)
        self.view.setAccessibleDescription(text)
        self._say_zoom()
        self._back.setEnabled(self._number > 0)
        self._next.setEnabled(not self._last)

    def _say_zoom(self) -> None:
        self._zoom.setText(self.tr("{n} %").format(n=self.view.zoom_percent()))

    @Slot(int)
    def _turn(self, by: int) -> None:
        wanted = self._number + by
        if wanted >= 0 and (by < 0 or not self._last):
            self._number = wanted
            self._draw()

    @Slot(int)
    def _jump(self, where: int) -> None:
        self._number = 0 if where == 0 else max(0, self._total - 1)
        self._draw()

    @Slot()
    def _on_back(self) -> None:
        self._turn(-1)

    @Slot()
    def _on_next(self) -> None:
        self._turn(1)


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row
