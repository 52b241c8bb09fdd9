"""German capture words: what a translation brings, to prove that nothing else is English."""

from netjournal.services.capturing.capture_grammar import Grammar, TimeWords

_KINDS = {
    "met": "getroffen|traf|gesehen|besucht|spaziergang",
    "coffee": "kaffee|mittagessen|abendessen|bier",
    "call": "angerufen|telefonat|anruf|telefoniert",
    "message": "geschrieben|nachricht",
    "introduced": "vorgestellt",
    "helped": "geholfen",
    "thanked": "bedankt",
    "note": "notiz",
}
_UNITS = {
    "day": "tag tage tagen",
    "week": "woche wochen",
    "month": "monat monate monaten",
    "year": "jahr jahre jahren",
}
GERMAN = Grammar(
    kinds=tuple(
        sorted(
            ((phrase, key) for key, line in _KINDS.items() for phrase in line.split("|")),
            key=lambda pair: (-len(pair[0]), pair[0]),
        )
    ),
    fillers=r"(?:(?:ich|wir)\s+)?(?:(?:habe|haben|hatte|hatten|war)\s+)?(?:(?:ein|einen|kurzer)\s+)*",
    with_words=r"mit|bei",
    ands=r"\s*,\s*und\s+|\s*,\s*|\s*&\s*|\s+und\s+|\s*\+\s*(?![0-9])",
    own=frozenset({"ich", "mir", "mich", "wir", "uns"}),
    others=frozenset({"sie", "er"}),
    not_names=frozenset(
        [
            "ich",
            "der",
            "die",
            "das",
            "den",
            "dem",
            "ein",
            "eine",
            "mein",
            "meine",
            "am",
            "im",
            "um",
            "mit",
            "bei",
            "und",
            "oder",
            "über",
            "heute",
            "gestern",
            "montag",
            "dienstag",
            "mittwoch",
            "donnerstag",
            "freitag",
            "samstag",
            "sonntag",
            "januar",
            "mai",
        ]
    ),
    articles=r"einen|ein|eine",
    to=r"zu",
    time=TimeWords(
        on=r"am",
        at=r"um",
        lasting=r"etwa|ca\.",
        coming=r"in",
        ago_before=r"vor",
        ago_after=r"her",
        units={word: unit for unit, words in _UNITS.items() for word in words.split()},
        last=r"letzten|letzte|vorigen",
        this=r"diesen",
        next=r"nächsten|kommenden",
        day_parts=r"morgen|vormittag|nachmittag|abend",
        of=r"(?!)",
        ordinal=r"\.",
        the=r"dem|den",
        in_month=r"im|in",
        end_of=r"ende(?:\s+der|\s+des)?",
        periods={"letzten monat": "month", "letztes jahr": "year"},
        minutes=r"m|min|minuten?",
        hours=r"h|std|stunden?",
        am=r"(?!)",
        pm=r"(?!)",
        until=r"-|–|bis",
        lengths={"eine halbe stunde": 30, "eine stunde": 60, "anderthalb stunden": 90},
    ),
    about=r"über|wegen|zum\s+thema",
    at=r"im|in|bei",
    need=r"braucht\s*:|sucht\s*:",
    need_prose=r"braucht|sucht",
    promise=r"versprochen\s*:|habe\s+versprochen",
    promise_by=r"bis",
    likes=r"mag\s*:|interessiert\s+sich\s+für\s*:",
    good_at=r"kann\s*:|gut\s+in\s*:",
    helped_me=r"hat\s+mir\s+geholfen|half\s+mir",
    introduced_me=r"hat\s+mich\s+vorgestellt",
    to_whom=r"an|für",
    from_whom=r"von",
    for_kind=r"zum|auf",
    me=r"mir|mich|uns",
    connectors=frozenset({"mit", "über", "wegen", "am", "und", "dass"}),
    weekdays={
        name: number
        for number, name in enumerate(
            ["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"]
        )
    },
    months={
        name: number
        for number, name in enumerate(
            [
                "januar",
                "februar",
                "märz",
                "april",
                "mai",
                "juni",
                "juli",
                "august",
                "september",
                "oktober",
                "november",
                "dezember",
            ],
            start=1,
        )
    },
    numbers={"ein": 1, "einem": 1, "einer": 1, "zwei": 2, "drei": 3, "vier": 4},
    days={"vorgestern": -2, "gestern": -1, "gestern abend": -1, "heute": 0, "morgen": 1},
    clock={"mittag": 720, "mitternacht": 0},
    subject_kinds=frozenset({"call", "message", "helped"}),
    object_kinds=frozenset({"met", "call", "message", "helped"}),
)
