"""Pictures from anywhere: small and bare when stored; what harms is no picture."""

from __future__ import annotations

import struct

import pytest
from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtGui import QColor, QImage

from netjournal.ui import photos
from tests.torture import pictures

SECRET = b"52 North 13 East"


def written(form, width=40, height=20):
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    store = QByteArray()
    buffer = QBuffer(store)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    assert image.save(buffer, form)
    return bytes(store.data())


def with_remarks(jpeg):
    """A JPEG as a camera writes it: turned, with the place where it was taken."""
    turned = struct.pack("<HHIHH", 0x0112, 3, 1, 6, 0)
    said = struct.pack("<HHII", 0x010E, 2, len(SECRET), 38)
    exif = b"Exif\0\0II*\0\x08\0\0\0" + struct.pack("<H", 2) + said + turned + b"\0" * 4 + SECRET
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + jpeg[2:]


def test_what_is_stored_is_upright_and_without_remarks(qapp):
    data, media_type = photos.shrunk(with_remarks(written("JPEG")))
    assert media_type == "image/jpeg"
    assert SECRET not in data
    assert b"Exif" not in data
    shown = photos.load_picture(data, photos.SIDE)
    assert (shown.width(), shown.height()) == (20, 40)


def test_a_big_one_becomes_small(qapp):
    data, _media_type = photos.shrunk(written("PNG", 3_000, 1_500))
    shown = photos.load_picture(data, 10_000)
    assert (shown.width(), shown.height()) == (1_440, 720)


@pytest.mark.parametrize("name", pictures.bombs())
def test_what_wants_too_much_is_no_picture(qapp, name):
    assert photos.shrunk(pictures.bombs()[name]) is None


def test_forms_whose_decoder_dies_of_damage_are_not_tried(qapp):
    """A broken TIFF takes Qt's decoder, and the window with it."""
    assert photos.shrunk(written("TIFF")) is None
