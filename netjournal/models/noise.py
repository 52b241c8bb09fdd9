"""Whether a file is a cipher's noise, as far as can be seen from outside; nothing is decrypted.

A page under a passphrase can't be told from random bytes. Pictures, films and archives come near
it: they begin with bytes of their kind, and their bytes are not quite as even.
"""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

PAGE: Final = 4096
MAGIC: Final = b"SQLite format 3\0"
_NOISY_PAGES: Final = 4  # beside the first one, in every encrypted journal (an empty one has 140)
_FEWEST: Final = 35  # pages, a quarter of an empty journal: less of one is worth no passphrase
_SAMPLE: Final = 64  # pages looked at
_UNEVEN: Final = 370  # χ² of 256 values has a mean of 255 in noise; five deviations more
_KNOWN: Final = (
    MAGIC,
    b"\x89PNG",
    b"\xff\xd8\xff",  # JPEG
    b"GIF8",
    b"RIFF",  # WebP, sound
    b"II*\0",  # TIFF, raw pictures
    b"MM\0*",
    b"PK",  # zip, office, packages
    b"%PDF",
    b"\x1f\x8b",  # gzip
    b"BZh",
    b"\xfd7zXZ",
    b"7z\xbc\xaf",
    b"\x28\xb5\x2f\xfd",  # zstd
    b"Rar!",
    b"OggS",
    b"fLaC",
    b"ID3",
    b"\xff\xfb",  # MP3
    b"\x1aE\xdf\xa3",  # Matroska
    b"Salted__",  # openssl
    b"age-encryption",
    b"-----BEGIN",
    b"\x7fELF",
    b"MZ",
)
_KNOWN_AT_4: Final = b"ftyp"  # MP4, HEIC


def looks_encrypted(page: bytes, path: Path) -> bool:
    """Say whether a file can be SQLCipher's: whole pages, the first ones noise.

    A plain journal whose first page was overwritten with noise goes on with pages of a schema.

    Args:
        page: Its first page.
        path: The file.
    """
    if os.stat(path).st_size % PAGE or page[:16] == MAGIC or not _is_noise(page):
        return False
    with path.open("rb") as file:
        file.seek(PAGE)
        return all(_is_noise(file.read(PAGE)) for _ in range(_NOISY_PAGES))


def are_remains(path: Path) -> bool:
    """Say whether a file can be what is left of SQLCipher's: no known kind, mostly even noise.

    Args:
        path: The file; a part of its pages is read.
    """
    pages = path.stat().st_size // PAGE
    if pages < _FEWEST:
        return False
    numbers = range(0, pages, max(1, pages // _SAMPLE))
    with path.open("rb") as file:
        begins = file.read(16)
        if begins.startswith(_KNOWN) or begins[4:8] == _KNOWN_AT_4:
            return False
        noise = []
        for number in numbers:
            file.seek(number * PAGE)
            page = file.read(PAGE)
            if _is_noise(page):
                noise.append(page)
    return 2 * len(noise) > len(numbers) and _is_even(b"".join(noise))


def _is_noise(page: bytes) -> bool:
    """Say whether a page is random as far as can be seen.

    4,096 random bytes have about 256 · (1 - e^-16) different values and no run to compress; text,
    pictures and archives begin with something that repeats.
    """
    if len(page) < PAGE or len(set(page)) <= 240:
        return False
    import zlib  # not at a start: a plain journal is none

    return len(zlib.compress(page)) > PAGE


def _is_even(data: bytes) -> bool:
    """Say whether each value is about as frequent as in noise; compressed data is not quite."""
    counts, usual = Counter(data), len(data) / 256
    return sum((counts[value] - usual) ** 2 for value in range(256)) / usual < _UNEVEN
