"""Does strength predict who will be in touch again? Measured on records of real contact.

``python benchmarks/strength_eval.py RECORDS...`` where RECORDS are CSV files
``ego,alter,timestamp,kind,direction`` (Unix seconds), or folders of such. A ``manifest.json`` in
the folder or above it gives the as-of dates, horizons and look-back of each file by its name
(``{"name": {"asof": [first, last, step], "H": [days], "L": days}}``); without one the options do.

On every as-of date each ego looks at its own ties, from the days before only; ties silent for
longer than the look-back are left out, as are egos that never appear again and those with fewer
than five ties. The question is whether there is a contact in the H days from then on. AUC and
average precision are taken per ego and date and averaged; Brier score, log-loss and calibration
error are pooled. Macro figures average horizons within a file, then files.

Baselines rank by recency, frequency and exponential decay. Their chances come from a logistic
calibration fitted on the very records they are judged by, which favours them; ours are not fitted.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
from numpy.typing import NDArray

from netjournal.services.bonds import strength
from netjournal.services.bonds.strength_events import score_events

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = 86_400
FEWEST = 5
HALF_LIVES = (30, 90, 180, 365)
Array = NDArray[np.float64]


@dataclass(frozen=True)
class Setting:
    """When to look (as-of days), how far ahead (horizons), and how far back."""

    dates: tuple[int, ...]
    horizons: tuple[int, ...]
    look_back: int


@dataclass(frozen=True)
class Record:
    """One file: its contact-days by tie, and every question asked of it.

    ``tie, day`` are contact-days; ``asked, when`` the tie and as-of day of each question, ``group``
    its ego and date; ``later[H]`` how many contact-days followed within H days.
    """

    name: str
    keys: list[tuple[str, str]]
    tie: NDArray[np.int64]
    day: NDArray[np.int64]
    asked: NDArray[np.int64]
    when: NDArray[np.int64]
    group: NDArray[np.int64]
    later: dict[int, NDArray[np.int64]]

    def per_question(self, weigh: Callable[[Array], Array]) -> Array:
        """Return the sum over a tie's earlier contact-days of a function of their age (1…)."""
        out = np.empty(self.when.size)
        for t in np.unique(self.when):
            past, here = self.day < t, self.when == t
            weights = weigh((t - self.day[past]).astype(float))
            out[here] = np.bincount(self.tie[past], weights, len(self.keys))[self.asked[here]]
        return out

    def silence(self) -> Array:
        """Return the days since the last contact, per question."""
        out = np.empty(self.when.size)
        for t in np.unique(self.when):
            past, here = self.day < t, self.when == t
            last = np.full(len(self.keys), -(10**9))
            np.maximum.at(last, self.tie[past], self.day[past])
            out[here] = t - last[self.asked[here]]
        return out


# -- reading


def read(path: Path, setting: Setting) -> Record:
    with path.open(newline="", encoding="utf-8") as stream:
        days = sorted(
            {(r["ego"], r["alter"], _day(r["timestamp"])) for r in csv.DictReader(stream)}
        )
    keys = sorted({(ego, alter) for ego, alter, _ in days})
    place = {key: i for i, key in enumerate(keys)}
    tie = np.array([place[ego, alter] for ego, alter, _ in days])
    day = np.array([day for _, _, day in days])
    egos = {ego: i for i, ego in enumerate(sorted({ego for ego, _ in keys}))}
    ego = np.array([egos[ego] for ego, _ in keys])
    asked, when = _questions(tie, day, ego, setting)
    _, group = np.unique(np.stack([ego[asked], when]), axis=1, return_inverse=True)
    later = {h: _later(tie, day, (asked, when), h) for h in setting.horizons}
    return Record(path.stem, keys, tie, day, asked, when, group.reshape(-1), later)


def _day(seconds: str) -> int:
    return int(float(seconds) // DAY)


def _questions(tie, day, ego, setting):
    ego_last = np.full(ego.max() + 1, -(10**9))
    np.maximum.at(ego_last, ego[tie], day)
    asked, when = [], []
    for t in setting.dates:
        last = np.full(ego.size, -(10**9))
        np.maximum.at(last, tie[day < t], day[day < t])
        some = np.nonzero((t - last <= setting.look_back) & (ego_last[ego] >= t))[0]
        some = some[np.bincount(ego[some], minlength=ego_last.size)[ego[some]] >= FEWEST]
        asked.append(some)
        when.append(np.full(some.size, t))
    return np.concatenate(asked), np.concatenate(when)


def _later(tie, day, questions, horizon):
    asked, when = questions
    out = np.zeros(asked.size, dtype=np.int64)
    for t in np.unique(when):
        ahead, here = (day >= t) & (day < t + horizon), when == t
        out[here] = np.bincount(tie[ahead], minlength=tie.max() + 1)[asked[here]]
    return out


# -- measuring


def ranking(group: NDArray[np.int64], met: NDArray[np.bool_], score: Array) -> tuple[float, float]:
    """Return ROC-AUC and average precision, per group and averaged; equal scores share a place."""
    aucs, precisions = [], []
    order = np.argsort(group, kind="stable")
    for part in np.split(order, np.nonzero(np.diff(group[order]))[0] + 1):
        hits, total = int(met[part].sum()), part.size
        if 0 < hits < total:
            auc, precision = _one_ranking(met[part], score[part])
            aucs.append(auc)
            precisions.append(precision)
    return float(np.mean(aucs)), float(np.mean(precisions))


def _one_ranking(met, score):
    values, block = np.unique(-score, return_inverse=True)  # best first
    size = np.bincount(block, minlength=values.size).astype(float)
    good = np.bincount(block, met, values.size)
    bad = size - good
    below = bad.sum() - np.cumsum(bad)
    auc = (good * (below + bad / 2)).sum() / (good.sum() * bad.sum())
    precision = (good * np.cumsum(good) / np.cumsum(size)).sum() / good.sum()
    return auc, precision


def log_loss(met: NDArray[np.bool_], chance: Array) -> float:
    p = np.clip(chance, 1e-6, 1 - 1e-6)
    return float(-np.where(met, np.log(p), np.log1p(-p)).mean())


def calibration_error(met: NDArray[np.bool_], chance: Array, bins: int = 10) -> float:
    """Return the mean distance between said and true, over bins of equal size."""
    parts = np.array_split(np.argsort(chance, kind="stable"), bins)
    gaps = [len(part) * abs(chance[part].mean() - met[part].mean()) for part in parts if len(part)]
    return float(sum(gaps) / met.size)


def judge(record: Record, score: Array | None, chances: dict[int, Array]) -> list[float]:
    """Return AUC, AP, Brier score, log-loss and calibration error, averaged over horizons.

    Without a score the chance at each horizon ranks.
    """
    rows = []
    for horizon, chance in chances.items():
        met = record.later[horizon] > 0
        brier = float(np.square(chance - met).mean())
        places = ranking(record.group, met, chance if score is None else score)
        error = calibration_error(met, chance)
        rows.append((*places, brier, log_loss(met, chance), error))
    return [float(x) for x in np.mean(rows, axis=0)]


# -- who is judged


def ours(record: Record) -> dict[str, tuple[Array | None, dict[int, Array]]]:
    """Return scores and chances of the model as the command line computes them."""
    events = [(*record.keys[i], d) for i, d in zip(record.tie, record.day.tolist(), strict=True)]
    asked = [(*record.keys[i], t) for i, t in zip(record.asked, record.when.tolist(), strict=True)]
    found: dict[str, tuple[Array | None, dict[int, Array]]] = {}
    for name, calibrated in (("strength", False), ("strength, self-calibrated", True)):
        scored = score_events(events, asked, calibrated)
        score = np.array([one.score for one in scored])
        table = np.array([one.chances for one in scored])
        chances = {h: table[:, strength.HORIZONS.index(h)] for h in record.later}
        found[name] = (score, chances)
    found["chance alone, at its horizon"] = (None, found["strength"][1])
    return found


def baselines(records: list[Record]) -> dict[str, list[tuple[Array, dict[int, Array]]]]:
    """Return scores and fitted chances of simpler models, one pair per record."""
    models: dict[str, Callable[[Record], Array]] = {
        "recency": lambda r: -np.log(r.silence()),
        "frequency": lambda r: np.log(r.per_question(np.ones_like)),
    }
    for half in HALF_LIVES:
        models[f"exponential decay, {half} days"] = partial(_decayed, half)
    found = {}
    for name, model in models.items():
        scores = [model(record) for record in records]
        fit = _fit(records, scores)
        found[name] = [
            (score, {h: _chance(fit, score, h) for h in record.later})
            for record, score in zip(records, scores, strict=True)
        ]
    return found


def _decayed(half: int, record: Record) -> Array:
    return np.log(record.per_question(lambda age: np.exp2(-age / half)) + 1e-6)


def _fit(records: list[Record], scores: list[Array]) -> Array:
    """Fit a + b·score + c·ln H to what happened, each record weighing the same (Newton)."""
    inputs, truths, weights = [], [], []
    for record, score in zip(records, scores, strict=True):
        for horizon, later in record.later.items():
            inputs.append(_inputs(score, horizon))
            truths.append(later > 0)
            weights.append(np.full(score.size, 1 / score.size / len(record.later)))
    x, y, w = np.vstack(inputs), np.concatenate(truths), np.concatenate(weights)
    fit = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(x @ fit, -30, 30)))
        bend = (x * (w * p * (1 - p))[:, None]).T @ x + 1e-9 * np.eye(fit.size)
        fit += np.linalg.solve(bend, x.T @ (w * (y - p)))
    return fit


def _inputs(score: Array, horizon: int) -> Array:
    return np.stack([np.ones_like(score), score, np.full_like(score, np.log(horizon))], axis=1)


def _chance(fit: Array, score: Array, horizon: int) -> Array:
    return 1 / (1 + np.exp(-np.clip(_inputs(score, horizon) @ fit, -30, 30)))


# -- the program

FIGURES = ("AUC", "AP", "Brier", "log-loss", "ECE")


def evaluate(records: list[Record]) -> dict[str, dict[str, list[float]]]:
    """Return model -> record name -> FIGURES."""
    table: dict[str, dict[str, list[float]]] = {}
    for record in records:
        for name, (score, chances) in ours(record).items():
            table.setdefault(name, {})[record.name] = judge(record, score, chances)
    for name, results in baselines(records).items():
        table[name] = {r.name: judge(r, *one) for r, one in zip(records, results, strict=True)}
    return table


def macro(rows: dict[str, list[float]]) -> list[float]:
    """Return the mean over records."""
    return [float(x) for x in np.mean(list(rows.values()), axis=0)]


def find(paths: list[Path], default: Setting | None) -> list[Record]:
    """Read every CSV file given or within a folder given, each with its setting."""
    files = [f for p in paths for f in (sorted(p.rglob("*.csv")) if p.is_dir() else [p])]
    return [read(file, _setting(file) or default or _no_setting(file)) for file in files]


def _setting(file: Path) -> Setting | None:
    for folder in file.resolve().parents:
        manifest = folder / "manifest.json"
        if manifest.is_file():
            known = json.loads(manifest.read_text(encoding="utf-8")).get(file.stem)
            return known and Setting(_dates(*known["asof"]), tuple(known["H"]), known["L"])
    return None


def _no_setting(file: Path) -> Setting:
    raise SystemExit(
        f"{file.name}: no manifest.json names it; give --as-of, --horizons, --look-back"
    )


def _dates(first: str | int, last: str | int, step: str | int) -> tuple[int, ...]:
    return tuple(range(_to_day(first), _to_day(last), int(step)))


def _to_day(text: str | int) -> int:
    if isinstance(text, int):
        return text
    return (date.fromisoformat(text) - date(1970, 1, 1)).days


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("records", nargs="+", type=Path)
    parser.add_argument("--as-of", nargs=3, metavar=("FIRST", "LAST", "STEP"))
    parser.add_argument("--horizons", nargs="+", type=int, default=[30, 90])
    parser.add_argument("--look-back", type=int, default=365)
    parser.add_argument("--per-record", action="store_true")
    given = parser.parse_args()
    default = given.as_of and Setting(_dates(*given.as_of), tuple(given.horizons), given.look_back)
    records = find(given.records, default)
    for record in records:
        print(f"{record.name}: {len(record.keys)} ties, {record.when.size} questions")
    table = evaluate(records)
    _print("all records", {model: macro(rows) for model, rows in table.items()})
    for record in records if given.per_record else ():
        _print(record.name, {model: rows[record.name] for model, rows in table.items()})


def _print(title: str, rows: dict[str, list[float]]) -> None:
    print(f"\n{title:30s}" + "".join(f"{name:>10s}" for name in FIGURES))
    for model, figures in rows.items():
        print(f"{model:30s}" + "".join(f"{figure:10.4f}" for figure in figures))


if __name__ == "__main__":
    main()
