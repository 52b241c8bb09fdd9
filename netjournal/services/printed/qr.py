"""Codes to scan, fast enough for one on each of ten thousand pages: ``code(text)``.

segno (ISO/IEC 18004) draws the empty code of each size once: finders, timing, format. What differs
from text to text, the codewords with their Reed-Solomon check bytes (7.4 and 7.5) and where they go
(7.7.3), is put in here with numpy, in a tenth of segno's time. A test compares it with segno's
codes of all sizes. Always byte mode in UTF-8, error correction M, mask 2: any of the
eight masks can be read, and weighing them takes longer than the rest of a page.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Bytes = NDArray[np.uint8]
    Places = NDArray[np.intp]

DOTS: Final = 2
MASK: Final = 2  # dark where the column divides by three
_POLYNOMIAL: Final = 0x11D


@dataclass(frozen=True, slots=True)
class Code:
    """A code to scan.

    Attributes:
        size: Squares on a side, without the quiet zone.
        bits: The picture, row by row, 1 is light; each row begins a byte. A square is ``DOTS``
            dots wide and high, so that a reader which smooths pictures still shows squares.
    """

    size: int
    bits: bytes


@dataclass(frozen=True, slots=True)
class _Frame:
    """An empty code of one version, and where its data goes, in order."""

    matrix: Bytes
    rows: Places
    columns: Places
    mask: Bytes


def code(text: str) -> Code | None:
    """Return the code of a text; None when it is more than any code holds."""
    import numpy as np

    data = text.encode("utf-8")
    version = _version(len(data))
    if version is None:
        return None
    frame = _frame(version)
    bits = np.zeros(frame.rows.size, np.uint8)
    words = np.unpackbits(_codewords(data, version))
    bits[: words.size] = words
    matrix = frame.matrix.copy()
    matrix[frame.rows, frame.columns] = bits ^ frame.mask
    dots = np.repeat(np.repeat(1 - matrix, DOTS, axis=0), DOTS, axis=1)
    return Code(len(matrix), np.packbits(dots, axis=1).tobytes())


def _version(length: int) -> int | None:
    """Return the smallest version that holds so many bytes."""
    from segno import consts

    capacity: Any = consts.SYMBOL_CAPACITY
    for version in range(1, 41):
        room = capacity[version][consts.ERROR_LEVEL_M]
        if 4 + _count_bits(version) + 8 * length <= room:
            return version
    return None


def _count_bits(version: int) -> int:
    return 8 if version < 10 else 16


def _codewords(data: bytes, version: int) -> Bytes:
    """Return data and check bytes as they follow each other in the code."""
    import numpy as np
    from segno import consts

    table: Any = consts.ECC
    groups = table[version][consts.ERROR_LEVEL_M]
    room = sum(group.num_blocks * group.num_data for group in groups)
    number = (0b0100 << _count_bits(version)) | len(data)
    number = (number << 8 * len(data)) | int.from_bytes(data, "big")
    used = (4 + _count_bits(version) + 8 * len(data) + 4) // 8
    padded = (number << 4).to_bytes(used, "big") + (b"\xec\x11" * room)[: room - used]
    words = np.frombuffer(padded, np.uint8)
    blocks: list[Bytes] = []
    checks: list[Bytes] = []
    at = 0
    for group in groups:
        end = at + group.num_blocks * group.num_data
        some = words[at:end].reshape(group.num_blocks, group.num_data)
        at = end
        blocks += list(some)
        checks += list(_check(some, group.num_total - group.num_data))
    return np.concatenate([_interleaved(blocks), _interleaved(checks)])


def _interleaved(blocks: list[Bytes]) -> Bytes:
    """Return the first byte of each block, then the second of each, …; some are one shorter."""
    import numpy as np

    longest = max(block.size for block in blocks)
    table = np.full((longest, len(blocks)), -1, np.int16)
    for n, block in enumerate(blocks):
        table[: block.size, n] = block
    flat = table.ravel()
    return flat[flat >= 0].astype(np.uint8)


def _check(blocks: Bytes, count: int) -> Bytes:
    """Return the check bytes of blocks: the sum of each byte's own, which are known."""
    import numpy as np

    exp, log = _field()
    table, logs = _check_table(blocks.shape[1], count)
    product = exp[(log[blocks][:, :, None] + logs) % 255]
    product[(blocks == 0)[:, :, None] | (table == 0)] = 0
    found: Bytes = np.bitwise_xor.reduce(product, axis=1)
    return found


@lru_cache(maxsize=1)
def _field() -> tuple[Any, Any]:
    """Return powers and logarithms of the field of 256 elements."""
    import numpy as np

    exp, log = np.zeros(256, np.uint8), np.zeros(256, np.int32)
    value = 1
    for n in range(255):
        exp[n], log[value] = value, n
        value = value << 1 ^ (_POLYNOMIAL if value & 0x80 else 0)
    return exp, log


@lru_cache(maxsize=128)
def _check_table(size: int, count: int) -> tuple[Bytes, Any]:
    """Return the check bytes of a block that is zero but for a one, for each place of the one.

    And their logarithms.
    """
    import numpy as np

    exp, log = (part.tolist() for part in _field())

    def times(a: int, b: int) -> int:
        return exp[(log[a] + log[b]) % 255] if a and b else 0

    generator = [1]
    for n in range(count):
        shifted = [*generator, 0]
        for i, value in enumerate(generator):
            shifted[i + 1] ^= times(value, exp[n])
        generator = shifted
    rows = []
    rest = generator[1:]
    for _ in range(size):
        rows.append(rest)
        lead = rest[0]
        rest = [
            follow ^ times(lead, term)
            for follow, term in zip([*rest[1:], 0], generator[1:], strict=True)
        ]
    table = np.array(rows[::-1], np.uint8)
    return table, _field()[1][table]


@lru_cache(maxsize=40)
def _frame(version: int) -> _Frame:
    """Return the empty code of a version."""
    import numpy as np
    import segno

    made = segno.make(
        b"0", mode="byte", error="m", version=version, mask=MASK, micro=False, boost_error=False
    )
    matrix = np.array([list(row) for row in made.matrix], np.uint8)
    fixed = _fixed(len(matrix), version)
    places = [(i, j) for i, j in _way(len(matrix)) if not fixed[i, j]]
    rows, columns = (np.array(part, np.intp) for part in zip(*places, strict=True))
    return _Frame(matrix, rows, columns, (columns % 3 == 0).astype(np.uint8))


def _fixed(size: int, version: int) -> Any:
    """Return where no data goes: finders, timing, alignment, format and version."""
    import numpy as np
    from segno import consts

    fixed = np.zeros((size, size), bool)
    fixed[:9, :9] = fixed[:9, -8:] = fixed[-8:, :9] = True
    fixed[6, :] = fixed[:, 6] = True
    if version > 1:
        places = consts.ALIGNMENT_POS[version - 2]
        corners = {(6, 6), (6, places[-1]), (places[-1], 6)}
        for i in places:
            for j in places:
                if (i, j) not in corners:
                    fixed[i - 2 : i + 3, j - 2 : j + 3] = True
    if version > 6:
        fixed[:6, -11:-8] = fixed[-11:-8, :6] = True
    return fixed


def _way(size: int) -> list[tuple[int, int]]:
    """Return every place in the order data is set: up and down, two columns at a time."""
    way = []
    up = True
    for right in [*range(size - 1, 6, -2), *range(5, 0, -2)]:
        rows = range(size - 1, -1, -1) if up else range(size)
        way += [(i, j) for i in rows for j in (right, right - 1)]
        up = not up
    return way
