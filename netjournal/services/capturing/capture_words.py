"""The English words that one-line capture knows; another language brings such a table."""

from __future__ import annotations

from netjournal.services.capturing.capture_grammar import Grammar
from netjournal.services.capturing.capture_words_of_time import ENGLISH_TIME

_KINDS = {
    "met": "met|met up|met up with|met with|saw|visited|ran into|bumped into|hung out|"
    "caught up|caught up with|catch up|catch-up|meeting|visit|walk|hike|met for the first time|"
    "came over|came by|came round|came around|came to visit|dropped by|dropped in on|dropped in|"
    "stopped by|popped by|popped in on|stayed over|"
    "sat next to|worked next to|talk with|"
    "said hi to|said hello to|said hi|said hello|hello to|hi to|"
    "introduced myself to|"
    "stayed with us|stayed with me|showed|discussed with|"
    "talked|talked to|talked with|spoke|spoke to|spoke with|spent time with|hosted|interviewed",
    "coffee": "coffee|coffees|lunch|dinner|breakfast|brunch|supper|beer|beers|drink|drinks|tea|"
    "wine|pizza|ice cream|cake|meal|barbecue|bbq|picnic|espresso|apéro|aperitif|snack|"
    "came to dinner|came to lunch|came for dinner|came for lunch|"
    "cooked with|cooked together|"
    "baked with|baked together|came for tea|came to tea|came for coffee|came for breakfast|"
    "came for drinks|"
    "☕️|☕|🍵|🍺|🍻|🍷|🥂|🍕|🍽️|🍽|🍰",
    "call": "call|called|phone call|phoned|rang|rang up|phone|spoke on the phone|talked on the "
    "phone|telephoned|got a call|called back|phoned back|whatsapp call|signal call|telegram call|"
    "phone chat|gave me a call|gave us a call|gave me a ring|buzzed|📞|☎️|☎",
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
    "helped": "helped|looked after|watered|gave feedback on|gave feedback to|"
    "gave a hand|gave|lent a hand|"
    "fixed|reviewed|mentored|coached|lent|advised|taught|proofread|babysat|"
    "peer-reviewed|edited|translated|mended|repaired|wrote a reference|wrote a recommendation|"
    "wrote a reference letter|drove|picked up|cooked|baked|stood in",
    "was_helped": "was helped by|got help from|got advice from|got help|was mentored by|"
    "learned from|learnt from|gave me a lift|gave us a lift|gave me a ride|gave me advice|"
    "gave me feedback|recommended me|wrote me a reference|wrote me a recommendation|drove me|"
    "picked me up|watched our kids|watched my kids|minded our kids|watered my plants|"
    "watered our plants|fed my cat|fed our cat|covered for me|vouched for me",
    "shared_work": "shared my|showed my|sent my post|shared work|sent my article|sent my talk",
    "thanked": "thanked|thanks|thx|thank you|"
    "said thanks|said thank you|said thanks to|thank-you note|"
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


# what one says one will do for somebody: "I'll send …", "need to call …"
_DEEDS = (
    "send|call|ring|phone|write|email|e-mail|mail|text|message|ask|tell|bring|lend|return|introduce|"
    "forward|share|book|invite|help|give|get\\s+back|follow\\s+up|ping|reply|answer|thank|show|"
    "review|look\\s+(?:into|up|for|at)|find|fix|connect|put|check|pay|print|pick\\s+up|"
    "congratulate|visit|meet|wish|order|buy|water"
)
ENGLISH = Grammar(
    kinds=_phrases(_KINDS),
    fillers=r"(?:(?:i|we)\s+)?(?:(?:had|grabbed|got|received|did|went\s+for|went\s+to|made|took|sent|wrote|"
    r"shared|ate|drank|went)\s+)?(?:(?:a|an|some|the|another|our|quick|long|nice|short|lovely|good|"
    r"great|brief|first|late|early|little|second)\s+)*",
    with_words=r"with|w/|w\.?|wiht|wtih|wih",
    ands=r"\s*,\s*and\s+|\s*,\s*&\s*|\s*,\s*|\s*&\s*|\s+and\s+|\s*\+\s*(?![0-9])|\s+und\s+|\s+n\s+|\s+plus\s+",
    own=frozenset({"me", "i", "myself", "us", "we"}),
    others=frozenset({"she", "he", "they", "who"}),
    not_names=_set(
        "i i'm i'll i've we the a an my our her his their it he she they who what when "
        "where why how this that these those and but or so then also not no yes about at "
        "on in for from to by of with after before during promised promise needs need "
        "likes today yesterday tomorrow monday tuesday wednesday thursday friday saturday "
        "sunday january february march april may june july august september october "
        "november december great nice good very them him everyone everybody someone somebody "
        "friends colleagues people family kids children again back twice nobody once work home up"
    ),
    articles=r"a|an|some|the",
    ahead=r"will|(?:is|are|am|['’]s|['’]re|['’]m)\s+(?:moving|getting|leaving|coming|starting|"
    r"flying|visiting)|going\s+to|gonna|\w+['’]ll|invited\s+(?:me|us)|can(?:not|['’]?t)?\s+(?:come|make|join)",
    to=r"to|(?:that\s+)?i(?:'d|’d|'ll|’ll|\s+would|\s+will)",
    time=ENGLISH_TIME,
    about=r"about|re:|regarding|on\s+the\s+subject\s+of",
    at=r"at|in|@",
    need=r"needs?\s*:|(?<=:\s)need(?=\s+(?:an?|some|help|the|to)\s)|"
    r"(?<=:\s)looking\s+for|wants\s*:|looking\s+for\s*:",
    need_prose=r"can(?:['’]?t|not)\s+find(?=\s+(?:an?|any|some)\s)|(?:also\s+|really\s+|urgently\s+)?(?:needs|could\s+use)|"
    r"(?:is|are|['’]s)\s+(?:still\s+|also\s+)?(?:looking|searching|hunting)\s+for|"
    r"(?:has\s+|['’]s\s+)?been\s+looking\s+for|"
    r"(?P<asked>asked(?:\s+me|\s+us)?\s+for|asked\s+(?:me\s+)?(?:if|whether)\s+i\s+kn[oe]w)|wants(?=\s+to\s+(?:meet|learn|find)\s)|"
    r"would\s+like(?=\s+to\s+(?:meet|learn|find)\s)",
    promise=rf"promised?\s*:|^\s*will(?=\s+(?:{_DEEDS})\s)|"
    r"(?:i\s+)?told(?=\s+\S+(?:\s+\S+){0,2}?\s+(?:that\s+)?i(?:['’]d|['’]ll|\s+would|\s+will)\s)|"
    r"(?:i\s+)?promised(?:\s+(?:him|her|them|to\s+him|to\s+her|to\s+them))?"
    r"(?:\s+to\b)?|i\s+said\s+i\s*(?:would|'d|’d)|todo\s*:|to\s+do\s*:"
    rf"|(?:i(?:'ll|’ll|\s+will)|(?:i\s+)?(?:need|have|got)\s+to|(?:i\s+)?must(?:\s+remember\s+to)?|"
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
    helped_me=r"showed\s+(?:me|us)(?=\s+(?:how|around))|(?:found|got|made|brought|baked|cooked|bought|"
    r"gave)\s+(?:me|us)|"
    r"(?:cooked|babysat|stood\s+in|translated)\s+for\s+(?:me|us)|"
    r"(?:mended|repaired|edited|translated)\s+my|helped\s+(?:me|us)(?:\s+out)?|gave\s+(?:me|us)\s+a\s+hand|taught\s+(?:me|us)|"
    r"mentored\s+me|advised\s+me|lent\s+me|reviewed\s+my|fixed\s+my|proofread\s+my",
    introduced_me=r"introduced\s+(?:me|us)\s+to",
    to_whom=r"to(?!\s+each\s+other)|for|between",
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
        "yest": -1,
        "tmrw": 1,
        "tmr": 1,
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
    relations=r"(?:(?:his|her|their|my|our|the|[^\W\d_][\w-]*['’]s)\s+(?:[\w-]+\s+){0,2}?(?:sister|"
    r"brother|wife|husband|partner|girlfriend|boyfriend|friend|colleague|boss|mother|father|mum|"
    r"mom|dad|son|daughter|cousin|aunt|uncle|flatmate|roommate|neighbou?r|fiancée?|fiance|"
    r"supervisor|student|manager|co-founder|cofounder|mentor|nephew|niece|assistant|accountant|"
    r"teacher|doctor)|(?:a|an|some|this|another|the)\s+(?:[\w-]+\s+){1,4}?(?=(?:called|named)\s)|new(?=:)|"
    r"(?:someone|somebody)(?=\s+(?:called|named)\s))",
    called=r"called|named",
    kin=r"aunt|auntie|uncle|granny|grandma|grandpa|grandmother|grandfather|cousin|brother|sister|"
    r"father",
    words_too=_set(
        "will may mark bill rose art hope grace sunny faith joy dawn june april summer autumn pat "
        "rob sue don guy dean frank jack nick drew wade grant chase miles rich penny ruby lily "
        "daisy iris ivy holly heather jasmine olive ginger violet amber crystal jade pearl "
        "star sky rain river brook heath glen reed clay cliff dale forest harry max "
        "gene ray bob pip kit tad ash"
    ),
    not_places=_set("christmas easter eid ramadan hanukkah diwali midsummer halloween"),
    with_people=_set("gave cooked baked drove edited translated mended repaired coached lent fixed")
    | {"picked up"},
    owner_phrases=frozenset(
        {
            *("dropped by", "dropped in on", "stopped by", "popped by", "popped in on", "visited"),
            *("looked after", "watered", "went to", "liked", "gave feedback on"),
        }
    ),
    whom_phrases=_set("called rang phoned telephoned texted messaged emailed visited met skyped"),
    homes=r"place|house|home|flat|apartment|garden|kitchen|studio|balcony|cottage|cabin|farm|parents",
    nouns=_set(
        "call phone zoom facetime skype text message email e-mail mail sms dm letter postcard card "
        "walk visit meeting hike chat whatsapp signal telegram"
    )
    | {"phone call", "video call", "zoom call", "voice message"},
    hosted=r"(?:(?:i|we)\s+)?(?:had|have|put)",
    over=r"over|round|around|here|(?P<touch>in\s+touch)",
    got_from=r"(?:got|received|borrowed|have)\s+(?:[\w'’-]+\s+){1,5}?(?P<from>from)",
    parted=r"(?:(?:i|we)\s+)?(?:picked|dropped|drove|walked)",
    parted_by=r"up|off|home",
    called_off=r"postponed|rescheduled|cancell?ed|called\s+off|put\s+off|fell\s+through|"
    r"missed\s+(?:a\s+|the\s+)?(?:phone\s+)?calls?|did(?:n['’]?t|\s+not)\s+happen|stood\s+me\s+up",
    about_them=r"works?|working|studies|studying|teaches|lives|living|employed",
    gave="gave",
    given_kinds={"call": "call", "ring": "call", "bell": "call", "buzz": "call"},
    tells=r"sick|ill|bday|b-day|birthday|is|was|has|had|will|can|could|wants|needs|likes|loves|says|said|told|thinks|asked|"
    r"came|went|got|left|wrote|rang|sent|and|[a-z]{3,}ed",
    todo=r"follow\s+up|ping|remind(?!\s+me)|get\s+back\s+to|reply\s+to|ask|send|invite|"
    r"thank(?!\s+you|s)|introduce",
    them=r"her|him|them",
    goes_on=r"(?:and|but|so|because|&)\s+(?:i|we|she|he|they|it|then|now)(?!\w)|i\s+(?:said|told|will)",
)
