"""Pictures of people: decoded safely, read in the worker, kept small.

Public:
    load_picture(data, side) -> QImage | None     bytes of any file → a square-fitting picture
    shrunk(data) -> (bytes, media type) | None    what the journal stores of a chosen picture
    Photos(session)   ``.image(photo_id)`` now or None; ``loaded(photo_id)`` when it has come
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QImageWriter

from netjournal.errors import NotFound

if TYPE_CHECKING:
    from netjournal.ui.session import Session

MOST_BYTES: Final = 40 * 1024 * 1024
SIDE: Final = 144
STORED_SIDE: Final = 720
_KEPT: Final = 400
_MOST_PIXELS: Final = 120_000_000  # telephones take 108 million
_ALLOCATION_MB: Final = 512
# Raster formats only: an SVG may refer to files and is a program of its own. No TIFF either: Qt's
# decoder of it (6.11) dies of damaged files, and a card from anywhere may bring one.
_FORMATS: Final = frozenset({"png", "jpeg", "jpg", "webp", "gif", "bmp", "heic", "avif"})


def load_picture(data: bytes, side: int) -> QImage | None:
    """Decode a picture no larger than needed.

    Args:
        data: A file's bytes, from anywhere.
        side: Length of the shorter side that is wanted, in pixels.

    Returns:
        The picture, turned upright; None when it is none, too large, or of a form we don't read.
    """
    if not data or len(data) > MOST_BYTES:
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    QImageReader.setAllocationLimit(_ALLOCATION_MB)
    form = reader.format().data()
    if bytes(form).decode("ascii", "replace").lower() not in _FORMATS:
        return None
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > _MOST_PIXELS:
        return None
    if min(size.width(), size.height()) > side:
        wanted = size.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
        reader.setScaledSize(wanted)
    image = reader.read()
    return None if image.isNull() else image


def shrunk(data: bytes) -> tuple[bytes, str] | None:
    """Return a chosen picture as the journal stores it: upright, small, without its metadata.

    Args:
        data: The bytes of the chosen file.

    Returns:
        JPEG bytes (PNG where it is transparent) and the media type; None when it is no picture.
    """
    image = load_picture(data, STORED_SIDE)
    if image is None:
        return None
    image = image.copy()
    for key in image.textKeys():  # a camera's or another program's remarks stay outside
        image.setText(key, "")
    clear = image.hasAlphaChannel()
    store = QByteArray()
    buffer = QBuffer(store)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png" if clear else b"jpeg"))
    writer.setQuality(-1 if clear else 88)
    if not writer.write(image):
        return None
    return bytes(store.data()), "image/png" if clear else "image/jpeg"


class Photos(QObject):
    """The pictures of one journal, read when they are first painted.

    Signals:
        loaded: Id of a picture that can be painted now.
    """

    loaded = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        """Read from ``session``'s journal."""
        super().__init__(parent)
        self._session = session
        self._kept: OrderedDict[int, QImage | None] = OrderedDict()
        self._wanted: set[int] = set()

    def image(self, photo_id: int | None) -> QImage | None:
        """Return a picture; None while it is read, or when there is none."""
        if photo_id is None:
            return None
        if photo_id in self._kept:
            self._kept.move_to_end(photo_id)
            return self._kept[photo_id]
        if photo_id not in self._wanted:
            self._wanted.add(photo_id)
            self._session.run(lambda _progress: (photo_id, _read(photo_id)), self._on_read)
        return None

    def _on_read(self, found: tuple[int, bytes]) -> None:
        photo_id, data = found
        self._wanted.discard(photo_id)
        self._kept[photo_id] = load_picture(data, SIDE)
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        self.loaded.emit(photo_id)


def _read(photo_id: int) -> bytes:
    try:
        from netjournal.services.people import contacts  # loads every model: not for the first page

        return contacts.photo(photo_id)[0]
    except NotFound:  # taken away meanwhile: the circle shows initials
        return b""
