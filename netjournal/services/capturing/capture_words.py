"""The English words that one-line capture knows; another language brings such a table."""

from __future__ import annotations

from netjournal.services.capturing.capture_grammar import Grammar, TimeWords

_KINDS = {
    "met": "met|met up|met up with|met with|saw|visited|ran into|bumped into|hung out|"
    "caught up|caught up with|catch up|catch-up|meeting|visit|walk|hike|met for the first time|"
    "came over|came by|came round|came around|came to visit|dropped by|dropped in|stayed over|"
    "stayed with us|stayed with me|showed|"
    "talked|talked to|talked with|spoke|spoke to|spoke with|spent time with|hosted",
    "coffee": "coffee|coffees|lunch|dinner|breakfast|brunch|supper|beer|beers|drink|drinks|tea|"
    "wine|pizza|ice cream|cake|meal|barbecue|bbq|picnic|espresso|apéro|aperitif|snack|"
    "came to dinner|came to lunch|came for dinner|came for lunch|☕️|☕|🍵|🍺|🍻|🍷|🥂|🍕|🍽️|🍽|🍰",
    "call": "call|called|phone call|phoned|rang|rang up|phone|spoke on the phone|talked on the "
    "phone|telephoned|got a call|called back|phoned back|whatsapp call|signal call|telegram call|"
    "phone chat|📞|☎️|☎",
    "video_call": "video call|video chat|videocall|zoom|zoomed|zoom call|facetime|facetimed|skype|"
    "skyped|skype call|facetime call|teams call|google meet|jitsi|video meeting|📹|🎥",
    "message": "message|messaged|messages|texted|text|texts|sms|dm|dmed|dm'd|whatsapp|whatsapped|"
    "signal|telegram|wrote|wrote to|chatted|chat|pinged|voice message|linkedin message|slack|"
    "replied|messaged with|texted with|sent a message|sent me a message|sent us a message|"
    "sent me a text|sent|asked|💬",
    "email": "email|emailed|e-mail|e-mailed|mail|mailed|emails|e-mails|sent an email|"
    "wrote an email|sent me an email|sent us an email|sent me a mail|✉️|✉|📧|📨",
    "letter": "letter|postcard|wrote a letter|sent a card|sent a letter|sent a postcard|card",
    "worked_together": "worked with|worked together|worked on|pair programmed|paired|"
    "pair-programmed|co-wrote|workshop with|working session",
    "volunteered": "volunteered|volunteering|volunteered together",
    "event": "meetup|conference|talk|concert|class|course|career fair|hackathon|went to|lecture",
    "group": "party|group dinner|team event|birthday party|wedding|reunion|team lunch|team dinner",
    "introduced": "introduced|made an intro|intro'd|made an introduction",
    "helped": "helped|gave a hand|fixed|reviewed|mentored|lent|advised|taught|proofread|babysat",
    "was_helped": "was helped by|got help from|got advice from|got help|was mentored by|"
    "learned from|learnt from|gave me a lift|gave us a lift|gave me a ride|gave me advice|"
    "gave me feedback|recommended me|wrote me a reference|wrote me a recommendation|drove me|"
    "picked me up|covered for me|vouched for me",
    "shared_work": "shared my|showed my|sent my post|shared work|sent my article|sent my talk",
    "thanked": "thanked|thanks|said thanks|said thank you|said thanks to|thank-you note|"
    "thank you note",
    "congratulated": "congratulated|wished|wished a happy birthday|congrats|congrats to|"
    "said happy birthday|wished happy birthday",
    "video_message": "video message",
    "reaction": "liked|liked a post|reacted|commented|reacted to",
    "connected": "connected|connected on linkedin|connected with|added on linkedin",
    "note": "note",
}


def _phrases(groups: dict[str, str]) -> tuple[tuple[str, str], ...]:
    pairs = [(phrase, key) for key, line in groups.items() for phrase in line.split("|")]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_ENGLISH_TIME = TimeWords(
    on=r"on",
    at=r"at",
    lasting=r"for|about|~",
    coming=r"in",
    ago_before=r"(?!)",
    ago_after=r"ago",
    units={word: unit for unit in ("day", "week", "month", "year") for word in (unit, f"{unit}s")},
    last=r"last|past",
    this=r"this",
    next=r"next",
    day_parts=r"morning|afternoon|evening|night",
    of=r"of",
    ordinal=r"st|nd|rd|th",
    the=r"the",
    in_month=r"in(?:\s+early|\s+late)?",
    end_of=r"end\s+of(?:\s+the|\s+this)?",
    periods={"last month": "month", "last year": "year"},
    minutes=r"m|min|mins|minutes?|'|′",
    hours=r"h|hr|hrs|hours?",
    am=r"a\.?m\.?",
    pm=r"p\.?m\.?",
    until=r"-|–|to|till|until",
    lengths={
        "half an hour": 30,
        "a half hour": 30,
        "half hour": 30,
        "hour and a half": 90,
        "two and a half hours": 150,
        "2 and a half hours": 150,
        "quarter of an hour": 15,
        "a quarter hour": 15,
        "an hour and a half": 90,
        "one and a half hours": 90,
        "an hour": 60,
        "a quarter of an hour": 15,
        "three quarters of an hour": 45,
    },
    season=r"spring|summer|autumn|fall|winter",
)
# what one says one will do for somebody: "I'll send …", "need to call …"
_DEEDS = (
    "send|call|ring|phone|write|email|e-mail|mail|text|message|ask|tell|bring|lend|return|introduce|"
    "forward|share|book|invite|help|give|get\\s+back|follow\\s+up|ping|reply|answer|thank|show|"
    "review|look\\s+(?:into|up|for)|find|fix|connect|put|check|pay|print|pick\\s+up"
)
ENGLISH = Grammar(
    kinds=_phrases(_KINDS),
    fillers=r"(?:(?:i|we)\s+)?(?:(?:had|grabbed|got|did|went\s+for|went\s+to|made|took|sent|wrote|"
    r"shared|ate|drank|went)\s+)?(?:(?:a|an|some|the|another|our|quick|long|nice|short|lovely|good|"
    r"great|brief|first|late|early|little|second)\s+)*",
    with_words=r"with|w/|w\.?|wiht|wtih|wih",
    ands=r"\s*,\s*and\s+|\s*,\s*&\s*|\s*,\s*|\s*&\s*|\s+and\s+|\s*\+\s*(?![0-9])|\s+und\s+|\s+plus\s+",
    own=frozenset({"me", "i", "myself", "us", "we"}),
    others=frozenset({"she", "he", "they", "who"}),
    not_names=_set(
        "i i'm i'll i've we the a an my our her his their it he she they who what when "
        "where why how this that these those and but or so then also not no yes about at "
        "on in for from to by of with after before during promised promise needs need "
        "likes today yesterday tomorrow monday tuesday wednesday thursday friday saturday "
        "sunday january february march april may june july august september october "
        "november december great nice good very them him everyone everybody someone somebody "
        "friends colleagues people family kids children"
    ),
    articles=r"a|an|some|the",
    ahead=r"will|going\s+to|gonna|\w+['’]ll",
    to=r"to|(?:that\s+)?i(?:'d|’d|'ll|’ll|\s+would|\s+will)",
    time=_ENGLISH_TIME,
    about=r"about|re:|regarding|on\s+the\s+subject\s+of",
    at=r"at|in|@",
    need=r"needs?\s*:|wants\s*:|looking\s+for\s*:",
    need_prose=r"needs|is\s+looking\s+for|are\s+looking\s+for|is\s+searching\s+for",
    promise=r"promised?\s*:|(?:i\s+)?promised(?:\s+(?:him|her|them|to\s+him|to\s+her|to\s+them))?"
    r"(?:\s+to\b)?|i\s+said\s+i\s*(?:would|'d|’d)|todo\s*:|to\s+do\s*:"
    rf"|(?:i(?:'ll|’ll|\s+will|\s+have\s+to)|(?:i\s+)?need\s+to|(?:i\s+)?must\s+remember\s+to|"
    rf"remember\s+to|remind\s+me\s+to|(?:i\s+)?should|do\s?n['’]?t\s+forget\s+to)(?=\s+(?:{_DEEDS})\b)",
    promise_by=r"by|until|till|before|due|no\s+later\s+than|on",
    likes=r"likes\s*:|interested\s+in\s*:|interests?\s*:|into\s*:|loves\s*:",
    good_at=r"good\s+at\s*:|skills?\s*:|knows\s*:|can\s*:",
    likes_prose=r"(?:really\s+)?(?:likes|loves|enjoys)|(?:is|['’]s)\s+(?:really\s+)?(?:into|interested\s+in|"
    r"fond\s+of)",
    good_at_prose=r"(?:is|['’]s)\s+(?:really\s+|very\s+)?good\s+at|knows\s+a\s+lot\s+about",
    no_topics=_set(
        "the a an my our your his her their its it them him me us you that this these those how to "
        "when what being having and but so as working"
    ),
    helped_me=r"helped\s+(?:me|us)(?:\s+out)?|gave\s+(?:me|us)\s+a\s+hand|taught\s+(?:me|us)|"
    r"mentored\s+me|advised\s+me|lent\s+me|reviewed\s+my|fixed\s+my|proofread\s+my",
    introduced_me=r"introduced\s+(?:me|us)\s+to",
    to_whom=r"to|for",
    from_whom=r"from|by",
    me=r"me|us",
    for_kind=r"for|over|on|via|by",
    connectors=frozenset({"with", "about", "on", "to", "that", "and", "re", "regarding", "of"}),
    weekdays={
        name: number
        for number, names in enumerate(
            (
                "monday mon",
                "tuesday tues tue",
                "wednesday weds wed",
                "thursday thurs thu thur",
                "friday fri",
                "saturday sat",
                "sunday sun",
            )
        )
        for name in names.split()
    },
    months={
        name: number
        for number, names in enumerate(
            (
                "january jan",
                "february feb",
                "march mar",
                "april apr",
                "may",
                "june jun",
                "july jul",
                "august aug",
                "september sept sep",
                "october oct",
                "november nov",
                "december dec",
            ),
            start=1,
        )
        for name in names.split()
    },
    numbers={
        "a": 1,
        "an": 1,
        "one": 1,
        "two": 2,
        "three": 3,
        "four": 4,
        "five": 5,
        "six": 6,
        "seven": 7,
        "eight": 8,
        "nine": 9,
        "ten": 10,
        "couple of": 2,
        "a couple of": 2,
        "a few": 3,
    },
    days={
        "the day before yesterday": -2,
        "day before yesterday": -2,
        "yesterday morning": -1,
        "yesterday afternoon": -1,
        "yesterday evening": -1,
        "yesterday night": -1,
        "last night": -1,
        "yesterday": -1,
        "this morning": 0,
        "this afternoon": 0,
        "this evening": 0,
        "earlier today": 0,
        "tonight": 0,
        "just now": 0,
        "today": 0,
        "the day after tomorrow": 2,
        "day after tomorrow": 2,
        "tomorrow morning": 1,
        "tomorrow": 1,
        "last week": -7,
        "next week": 7,
    },
    clock={"noon": 720, "midday": 720, "midnight": 0},
    subject_kinds=_set(
        "call video_call message email letter thanked congratulated reaction connected "
        "met shared_work introduced helped was_helped"
    ),
    object_kinds=_set(
        "met call video_call message email letter introduced helped was_helped thanked "
        "congratulated reaction connected coffee worked_together"
    ),
    my=r"my|our",
    works={
        "post": "post",
        "blog": "post",
        "article": "article",
        "paper": "article",
        "essay": "article",
        "talk": "talk",
        "slides": "talk",
        "project": "project",
        "offer": "offer",
    },
)
