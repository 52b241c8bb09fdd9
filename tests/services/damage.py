"""Bad disks and careless copies, for tests."""

from __future__ import annotations

import random

PAGE = 4096


def spoil(path, *, seed=0, pages=8):
    """Overwrite some pages behind the first three (the schema) with noise."""
    chance = random.Random(seed)
    data = bytearray(path.read_bytes())
    for _ in range(pages):
        at = PAGE * chance.randrange(3, len(data) // PAGE)
        data[at : at + PAGE] = chance.randbytes(PAGE)
    path.write_bytes(bytes(data))
