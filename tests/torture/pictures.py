"""Pictures made to harm, and ten thousand broken ones, each decoded as a chosen or an imported one.

``python -m tests.torture.pictures SEED COUNT`` is the child that decodes: whatever kills it, or
takes more memory or time than a picture may, is a fault of the application.
"""

from __future__ import annotations

import random
import resource
import struct
import subprocess
import sys
import time
import zlib
from pathlib import Path

from tests.torture.outside import ROOT, surroundings

MOST_MEMORY = 512 << 10  # kilobytes, the interpreter and Qt included
LONGEST_S = 25.0
_PORTION = 500
_FORMS = ("JPEG", "PNG", "WEBP", "BMP")


def _chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _png(width, height, rows=b""):
    """A PNG that claims a size; its rows are as given, deflated."""
    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    body = _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(rows, 9)) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def bombs():
    """Return name -> bytes that want memory, files or the network."""
    svg = (
        b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        b'width="9" height="9"><image xlink:href="file:///etc/passwd" width="9" height="9"/></svg>'
    )
    gif = b"GIF89a" + struct.pack("<HHBBB", 65535, 65535, 0x80, 0, 0) + b"\0" * 6 + b"\x2c"
    gif += struct.pack("<HHHHB", 0, 0, 65535, 65535, 0) + b"\x02\x02\x4c\x01\x00\x3b"
    return {
        "a huge one": _png(60_000, 60_000),
        "rows of nothing": _png(30_000, 30_000, b"\0" * 40_000_000),
        "wide": _png(0x7FFF_FFFF, 1),
        "no width": _png(0, 100),
        "gif": gif,
        "bmp": b"BM" + b"\0" * 12 + struct.pack("<Iii", 40, 40_000, 40_000) + b"\1\0 \0" * 8,
        "svg": svg,
        "svgz": zlib.compress(svg, 9, 31),
        "text": b"P3 50000 50000 255 " + b"0 " * 1_000,
        "pixmap": b'/* XPM */ static char*x[]={"40000 40000 1 1","a c #000"};',
    }


def _gif(side):
    """A GIF of four colours, each pixel's code after a code that clears the table."""
    codes = [4] + [code for n in range(side * side) for code in (n % 4, 4)] + [5]
    stream = sum(code << (3 * at) for at, code in enumerate(codes))
    data = stream.to_bytes((3 * len(codes) + 7) // 8, "little")
    blocks = b"".join(
        bytes([len(data[at : at + 255])]) + data[at : at + 255] for at in range(0, len(data), 255)
    )
    head = b"GIF89a" + struct.pack("<HHBBB", side, side, 0x81, 0, 0) + bytes(range(12))
    return head + b"\x2c" + struct.pack("<HHHHB", 0, 0, side, side, 0) + b"\2" + blocks + b"\0;"


def mutate(data, chance):
    """Return a picture with one to eight bytes, spans or lengths changed."""
    data = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(data))
        kind = chance.randrange(5)
        if kind == 0:
            data[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            data[at : at + 4] = chance.choice((b"\xff" * 4, b"\0" * 4, b"\x7f\xff\xff\xff"))
        elif kind == 2:
            del data[at : at + chance.choice((1, 2, 64))]
        elif kind == 3:
            data[at:at] = data[at : at + chance.choice((1, 16, 300))]
        else:
            data[at : at + 8] = chance.randbytes(8)
        if not data:
            data = bytearray(b"\0")
    if chance.random() < 0.1:
        del data[chance.randrange(len(data)) :]
    return bytes(data)


def originals():
    """Return sound pictures of every form that is decoded here."""
    from PySide6.QtCore import QBuffer, QByteArray
    from PySide6.QtGui import QColor, QImage, QImageWriter

    made = [_gif(40)]
    for form in _FORMS:
        for side, kept in ((40, QImage.Format.Format_ARGB32), (300, QImage.Format.Format_RGB32)):
            image = QImage(side, side + 7, kept)
            for x in range(side):
                for y in range(0, side + 7, 1 + side // 40):
                    image.setPixelColor(x, y, QColor(x * 7 % 256, y * 5 % 256, x * y % 256))
            store = QByteArray()
            buffer = QBuffer(store)
            buffer.open(QBuffer.OpenModeFlag.WriteOnly)
            if QImageWriter(buffer, QByteArray(form.encode())).write(image):
                made.append(bytes(store.data()))
    return made


def decode(data):
    """Decode it as the window does; say what is wrong."""
    from netjournal.ui import photos

    began = time.monotonic()
    stored = photos.shrunk(data)
    photos.load_picture(data, photos.SIDE)
    took = time.monotonic() - began
    if stored is not None and photos.load_picture(stored[0], photos.SIDE) is None:
        return "what was stored can't be read"
    return f"{took:.0f} s" if took > LONGEST_S else ""


def _child(seed, count):
    from PySide6.QtGui import QGuiApplication

    app = QGuiApplication([])
    harmful = bombs().items() if seed % _PORTION == 0 else ()
    for name, data in harmful:
        _say(f"begin {name}", decode(data) or _grown())
    chance, sound = random.Random(seed), originals()
    for number in range(count):
        _say(f"begin {number}", decode(mutate(chance.choice(sound), chance)))
    _say("end", _grown())
    app.quit()


def _say(where, wrong):
    sys.stdout.write(f"{where}\n" + (f"WRONG {where} {wrong}\n" if wrong else ""))
    sys.stdout.flush()


def _grown():
    used = _highest_kb()
    return f"{used >> 10} MB" if used > MOST_MEMORY else ""


def _highest_kb():
    """Return the most memory this program has held; Linux's rusage counts the parent's, too."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))


def trial(folder, count, seed=1):
    """Decode so many broken pictures, and all bombs, in children; return what went wrong."""
    wrong = []
    for portion, first in enumerate(range(0, count, _PORTION)):
        numbers = ((seed - 1 + portion) * _PORTION, min(_PORTION, count - first))
        done = subprocess.run(
            [sys.executable, "-m", "tests.torture.pictures", *map(str, numbers)],
            capture_output=True,
            text=True,
            check=False,
            env=dict(surroundings(folder / "home"), QT_QPA_PLATFORM="offscreen"),
            cwd=ROOT,
        )
        lines = done.stdout.splitlines()
        wrong += [line for line in lines if line.startswith("WRONG")]
        if done.returncode or lines[-1:] != ["end"]:
            wrong.append((portion, done.returncode, lines[-1:], done.stderr[-200:]))
    return wrong


if __name__ == "__main__":
    _child(int(sys.argv[1]), int(sys.argv[2]))
