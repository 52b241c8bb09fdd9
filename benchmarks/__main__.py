"""``python -m benchmarks``: figures as ratios to a floor taken in the same run (``make bench``).

Seeded journals are made once in ``build/bench``. Prints a table (figure, floor, ratio, goal, met)
and keeps it as JSON beside them, newest of each figure. ``--only`` runs some figures, ``--size``
picks the journal, ``--growth`` compares what was kept of the medium and the large one: figures that
depend on what is on screen alone should have an exponent of 0, others at most 1.1.
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import (
    chart_figures,
    data_figures,
    duplicate_figures,
    find_figures,
    frame_figures,
    interchange_figures,
    journals,
    page_figures,
    paper_figures,
    safety_figures,
    stall_figures,
    typing_figures,
    window_figures,
)

SIZES = {"small": (1_000, 10_000), "medium": (10_000, 100_000), "large": (100_000, 1_000_000)}
FIGURES = {
    "start": window_figures.start,
    "memory": window_figures.memory,
    "frames": frame_figures.frames,
    "stalls": stall_figures.stalls,
    "pages": page_figures.pages,
    "writing": find_figures.writing,
    "typing": typing_figures.typing,
    "lists": data_figures.lists,
    "finding": find_figures.finding,
    "logging": data_figures.logging,
    "interchange": interchange_figures.interchange,
    "network": chart_figures.network,
    "charts": chart_figures.charts,
    "paper": paper_figures.paper,
    "vcards": interchange_figures.vcards,
    "safety": safety_figures.safety,
    "duplicates": duplicate_figures.duplicates,
    "size": data_figures.bytes_on_disk,
}
# what depends on what is on screen alone, and should not grow with the journal
ON_SCREEN = frozenset(
    (
        *("start", "memory", "frames", "stalls", "pages", "writing", "lists", "finding", "typing"),
        *("logging", "charts"),
    )
)


def main() -> int:
    """Run the figures asked for; the exit code says whether every goal was met."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--size", choices=SIZES, default="medium")
    parser.add_argument("--only", choices=FIGURES, nargs="*", default=list(FIGURES))
    parser.add_argument("--growth", action="store_true")
    args = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # users have their modules compiled
    folder = Path(__file__).resolve().parents[1] / "build" / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    if args.growth:
        _growth(_kept(folder / "medium.json"), _kept(folder / "large.json"))
        return 0
    path = journals.kept(folder / f"{args.size}.netjournal", *SIZES[args.size])
    print(f"{args.size}: {SIZES[args.size][0]} contacts, {SIZES[args.size][1]} interactions")
    print(f"{'':<28} {'figure ms':>10} {'floor ms':>10} {'ratio':>7}   goal")
    results = []
    for name in (known for known in FIGURES if known in args.only):  # windows before plain data
        for one in FIGURES[name](path, args.size):
            print(one.row(), flush=True)
            results.append((name, one))
        gc.collect()  # here, not in the next figure's worker: widgets end in this thread
    out = folder / f"{args.size}.json"
    kept = _kept(out) | {one.name: one.data() | {"of": name} for name, one in results}
    out.write_text(json.dumps(list(kept.values()), indent=1), "utf-8")
    return 0 if all(one.met for _, one in results) else 1


def _kept(path: Path) -> dict[str, dict[str, object]]:
    """Return the figures kept of a size, by name; none when it was never measured."""
    found = json.loads(path.read_text("utf-8")) if path.exists() else []
    return {str(one["name"]): one for one in found}


def _growth(medium: dict[str, dict[str, object]], large: dict[str, dict[str, object]]) -> None:
    """Print by which power of the journal's size each figure grows, and the most it should."""
    print(f"{'':<28} {'10k':>10} {'100k':>10} {'exponent':>9}   goal")
    for name in (name for name in medium if name in large):
        small, big = (float(str(one[name]["figure_ms"])) for one in (medium, large))
        power = math.log10(big / small)
        most = 0.1 if medium[name].get("of") in ON_SCREEN else 1.1
        met = "met" if power <= most else "NOT MET"
        print(f"{name:<28} {small:10.2f} {big:10.2f} {power:9.2f} ≤ {most:<5g} {met}")


if __name__ == "__main__":
    sys.exit(main())
