"""Codes to scan, fast enough for one on each of ten thousand pages: ``codes(texts)``.

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
    from collections.abc import Iterator, Sequence

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
    return codes([text])[0]


def codes(texts: Sequence[str]) -> list[Code | None]:
    """Return the codes of some texts: those of one size together, which spares numpy's calls."""
    found: list[Code | None] = [None] * len(texts)
    sizes: dict[int, list[tuple[int, bytes]]] = {}
    for n, text in enumerate(texts):
        data = text.encode("utf-8")
        version = _version(len(data))
        if version is not None:
            sizes.setdefault(version, []).append((n, data))
    for version, some in sizes.items():
        for (n, _), one in zip(some, _drawn([data for _, data in some], version), strict=True):
            found[n] = one
    return found


def _drawn(some: list[bytes], version: int) -> Iterator[Code]:
    """Yield the codes of texts of one size."""
    import numpy as np

    frame = _frame(version)
    bits = np.zeros((len(some), frame.rows.size), np.uint8)
    words = np.unpackbits(_codewords(some, version), axis=1)
    bits[:, : words.shape[1]] = words
    squares = np.repeat(frame.matrix[None], len(some), axis=0)
    squares[:, frame.rows, frame.columns] = bits ^ frame.mask
    dots = np.repeat(np.repeat(1 - squares, DOTS, axis=1), DOTS, axis=2)
    for rows in np.packbits(dots, axis=2):
        yield Code(len(frame.matrix), rows.tobytes())


@lru_cache(maxsize=256)
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


def _codewords(some: list[bytes], version: int) -> Bytes:
    """Return data and check bytes of each text as they follow each other in the code."""
    import numpy as np

    groups = _groups(version)
    room = sum(blocks * size for blocks, size, _ in groups)
    padded = b"".join(_padded(data, version, room) for data in some)
    words = np.frombuffer(padded, np.uint8).reshape(len(some), room)
    parts, at = [words], 0
    for blocks, size, checks in groups:
        end = at + blocks * size
        flat = words[:, at:end].reshape(len(some) * blocks, size)
        parts.append(_check(flat, checks).reshape(len(some), blocks * checks))
        at = end
    found: Bytes = np.concatenate(parts, axis=1)[:, _order(version)]
    return found


def _groups(version: int) -> list[tuple[int, int, int]]:
    """Return the blocks of a version: how many of a kind, their bytes, their check bytes."""
    from segno import consts

    table: Any = consts.ECC
    return [
        (group.num_blocks, group.num_data, group.num_total - group.num_data)
        for group in table[version][consts.ERROR_LEVEL_M]
    ]


def _padded(data: bytes, version: int, room: int) -> bytes:
    number = (0b0100 << _count_bits(version)) | len(data)
    number = (number << 8 * len(data)) | int.from_bytes(data, "big")
    used = (4 + _count_bits(version) + 8 * len(data) + 4) // 8
    return (number << 4).to_bytes(used, "big") + (b"\xec\x11" * room)[: room - used]


@lru_cache(maxsize=40)
def _order(version: int) -> Places:
    """Return where each byte of the code comes from: the first of each block, the second, …."""
    import numpy as np

    data: list[NDArray[np.intp]] = []
    checks: list[NDArray[np.intp]] = []
    at, after = 0, sum(blocks * size for blocks, size, _ in _groups(version))
    for blocks, size, count in _groups(version):
        for _ in range(blocks):
            data.append(np.arange(at, at + size))
            checks.append(np.arange(after, after + count))
            at, after = at + size, after + count
    return np.concatenate([_interleaved(data), _interleaved(checks)])


def _interleaved(blocks: list[NDArray[np.intp]]) -> Places:
    """Return the first number of each block, then the second of each, …; some are one shorter."""
    import numpy as np

    longest = max(block.size for block in blocks)
    table = np.full((longest, len(blocks)), -1, np.intp)
    for n, block in enumerate(blocks):
        table[: block.size, n] = block
    flat = table.ravel()
    found: Places = flat[flat >= 0]
    return found


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
