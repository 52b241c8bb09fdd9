"""Words without what number and form gave them: "statistics" and "statistical" are one."""

from __future__ import annotations

from netjournal.kept_texts import kept

# endings that number and form give an English word; a stem of four letters has to remain
_ENDINGS = (
    *("ation", "ating", "ment", "ated", "ator", "able", "ible", "ance", "ence", "ate", "ing"),
    *("ion", "ist", "ity", "er", "or", "ed", "y", "e"),
)
# letters that have to remain, where they are not four
_SHORTEST = {"y": 5, "er": 5, "or": 5}
# words whose ending makes them another word
_WHOLE = frozenset(
    (
        *("housing", "reporting", "university", "accounting", "parenting", "moving"),
        *(
            "presentation",
            "presenter",
            "contractor",
            "printer",
            "authority",
            "sticker",
            "apartment",
        ),
    )
)
# forms that no ending gives
_IRREGULAR = {
    form: word
    for word, *forms in (
        line.split()
        for line in (
            *("go going goes went gone", "do doing did done", "run running ran", "sell sold"),
            *("make making made", "buy bought buying", "build built", "break broke broken"),
            *("lose lost losing", "teach taught", "write wrote written", "speak spoken"),
            *("drive drove driven", "fly flew flown flying", "swim swam swum", "sing sang sung"),
            *("grow grew grown", "sew sewn sewed sewing", "draw drew drawn", "pay paid paying"),
            *("ride rode ridden", "sleep slept", "steal stole stolen", "freeze froze frozen"),
            *("fall fell fallen", "bite bit bitten", "ski skiing skied", "box boxing boxed"),
            *("mix mixing mixed", "fix fixing fixed", "dry drying dried", "bake baking baked"),
            *("catch caught", "fight fought", "forget forgot forgotten", "shoot shot", "tear torn"),
            *("tooth teeth", "foot feet", "child children", "wife wives", "shelf shelves"),
            *("knife knives", "mouse mice", "loaf loaves", "leak leaky", "noise noisy"),
        )
    )
    for form in forms
}


def singular(word: str) -> str:
    """Return a folded word without the ending of the plural."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    if word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@kept(16_384)
def stem(word: str) -> str:
    """Return a folded word without the ending that number or form gave it."""
    word = _IRREGULAR.get(word, singular(word))
    if word in _WHOLE:
        return word
    for ending in _ENDINGS:
        rest = len(word) - len(ending)
        if word.endswith(ending) and rest >= _SHORTEST.get(ending, 4):
            return _single(word[:rest]) if ending in ("ing", "er", "ed") else word[:rest]
    return word


def _single(word: str) -> str:
    """Return "run" for "runn"."""
    return word[:-1] if word[-1] == word[-2] and word[-1] not in "lsz" else word
