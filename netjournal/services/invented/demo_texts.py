"""What the invented people talk about in the demo journal: topics, summaries, needs, promises."""

from __future__ import annotations

# field -> topics people of that field are interested in, or good at
TOPICS: dict[str, tuple[str, ...]] = {
    "software": (
        "Rust",
        "testing",
        "accessibility",
        "open source",
        "compilers",
        "Python",
        "API design",
    ),
    "hardware": (
        "embedded Rust",
        "soil sensors",
        "robotics",
        "amateur radio",
        "PCB design",
        "LoRa",
    ),
    "data": ("statistics", "data visualisation", "machine learning", "SQL", "survey design"),
    "design": (
        "typography",
        "user research",
        "colour",
        "board games",
        "paper models",
        "wayfinding",
    ),
    "education": (
        "teaching physics",
        "school libraries",
        "logic puzzles",
        "early reading",
        "chess",
    ),
    "health": ("public health", "patient records", "running", "sleep research", "first aid"),
    "climate": ("solar power", "heat pumps", "tides", "bird ringing", "grid planning", "peatland"),
    "media": ("energy prices", "podcasts", "investigative reporting", "poetry", "photography"),
    "law": ("data protection", "contracts", "migration law", "co-operatives"),
    "food": ("fermentation", "sourdough", "bees", "coffee", "school kitchens"),
    "music": ("choir", "early music", "field recording", "instrument making", "sound design"),
    "civic": ("urban gardening", "citizen budgets", "museums", "volunteering", "cycling lanes"),
    "finance": ("hiring", "grant writing", "bookkeeping", "salary talks", "pensions"),
    "craft": ("woodwork", "timber framing", "bike repair", "stone walls", "wood stoves"),
    "": ("walking",),
}
SHARED_TOPICS = ("choir", "cycling", "board games", "sourdough", "climbing", "languages", "hiking")

# kind -> what was said; {topic} is something the person cares about, {city} where they live
SUMMARIES: dict[str, tuple[str, ...]] = {
    "met": (
        "Long walk along the canal. Mostly about {topic}.",
        "Showed me round the new place in {city}; ended up talking about {topic}.",
        "Ran into each other at the market and stayed for an hour.",
        "Cooked together. The plan for {topic} is getting real.",
        "Spent the afternoon at the lake with the families.",
        "Helped me choose a bike; we compared notes on {topic}.",
    ),
    "coffee": (
        "Thinking about a sabbatical; {topic} keeps coming back.",
        "New role since last month, much calmer. Wants to read more about {topic}.",
        "Told me how the {topic} project went: slower than hoped, but it holds.",
        "Daughter starts school in autumn; less travelling from now on.",
        "We sketched a small workshop on {topic} for spring.",
        "Asked how I got into volunteering; might come along next time.",
        "A hard month. Mostly listened.",
        "Swapped book lists. Borrowed one on {topic}.",
        "Great story about the first day at work; must not forget the ladder 😄",
    ),
    "call": (
        "Caught up while walking home. Doing well, busy with {topic}.",
        "Asked for a second opinion on {topic}.",
        "Short call: the date moves to next month.",
        "Settled into {city}; misses the old neighbourhood.",
        "Happy birthday call. Family is well.",
        "Talked through an offer. Decides by the end of the week.",
    ),
    "video_call": (
        "Screen shared the draft; we cut it by half.",
        "Quarterly catch-up, most of it about {topic}.",
        "Coffee across time zones. Visits in summer, perhaps.",
        "Practised a talk about {topic}; the second half is the better one.",
        "Showed the new studio. Rain on the roof the whole time ☔️",
    ),
    "message": (
        "Sent an article about {topic}; liked it.",
        "Thanked me for the tip, it worked.",
        "Photos from the trip. Snow already.",
        "Asked who could give advice on {topic}.",
        "Short hello, and a photo of the dog 🐕",
        "Got the job! 🎉",
        "Moved, new address to follow.",
        "Will be in town in two weeks.",
    ),
    "email": (
        "Sent the notes from our talk, with two links on {topic}.",
        "Long letter about the year. Answer properly.",
        "Asked for permission to quote me.",
        "Forwarded the call for talks.",
    ),
    "worked_together": (
        "Pair-programmed the importer; finished before lunch.",
        "Prepared the workshop on {topic}.",
        "Reviewed the grant application together.",
        "Two days on the same prototype. Easy to work with.",
    ),
    "letter": (
        "A real letter, four pages, about {topic}.",
        "Postcard from {city} with a terrible joke.",
    ),
    "video_message": (
        "Two-minute video from the workshop floor.",
        "Sang happy birthday, all three of them.",
    ),
    "group": (
        "Dinner for eight; we ended up planning a trip.",
        "Board games until midnight. Lost twice.",
        "Choir outing, then soup.",
        "Reunion of the old team. Everybody has grey hair now.",
    ),
    "thanked": (
        "Wrote to say what the advice on {topic} had changed.",
        "Sent flowers for the introduction.",
    ),
    "congratulated": (
        "New job, wrote a few lines.",
        "First paper out: congratulations.",
        "A baby girl! 👶",
    ),
    "shared_work": (
        "Sent “Small tools, long days”.",
        "Shared the slides of my talk.",
        "Showed the garden plan.",
    ),
    "reaction": ("Liked my post.", "Reacted to my talk announcement."),
    "connected": ("Connected on a professional network.",),
    "helped": (
        "Reviewed the application letter.",
        "Spent an evening on their {topic} question.",
        "Lent the projector and set it up.",
        "Found a tester for the new version.",
        "Read the contract and marked two clauses.",
        "Carried boxes for half a day.",
        "Passed the opening on to two people who fit.",
    ),
    "was_helped": (
        "Introduced me to the right person at the town hall.",
        "Gave me an honest review of my talk.",
        "Lent me the van.",
        "Answered my {topic} question within an hour.",
        "Recommended me for the panel.",
    ),
    "note": (
        "Prefers phone over mail.",
        "Vegetarian, no coriander.",
        "Two kids, the older one plays chess.",
        "Don't ask about the old firm.",
    ),
}

# (need in their words, topic that would solve it)
NEEDS = (
    ("a contractor for embedded Rust", "embedded Rust"),
    ("sources on energy prices", "energy prices"),
    ("someone who reads grant applications", "grant writing"),
    ("a room for 30 people on Thursday evenings", "volunteering"),
    ("a first statistics course for nurses", "statistics"),
    ("advice on data protection for the patient app", "data protection"),
    ("a beekeeper for the school roof", "bees"),
    ("testers with screen readers", "accessibility"),
    ("a bass for the winter concert", "choir"),
    ("a mentor for moving into management", "hiring"),
    ("help with a heat pump quote", "heat pumps"),
    ("a photographer for the opening", "photography"),
    ("somebody to teach PCB design to teenagers", "PCB design"),
    ("an affordable flat in Berlin from March", ""),
)

MY_PROMISES = (
    "send the draft of “Small tools, long days”",
    "make the introduction to the meetup hosts",
    "look over the grant budget",
    "lend the router table",
    "send photos of the hack day",
    "ask the choir about a second rehearsal room",
    "write the recommendation",
    "find the article on peatland",
    "book a table for six",
    "share the talk recording",
)
THEIR_PROMISES = ("send the contract", "ask at work about an internship", "bring the book back")

MET_STORIES = {
    "volunteering": "Same shift at the hack day; we fixed the printer together.",
    "meetup": "Sat next to each other and stayed long after the talk.",
    "conference": "Queue for the coffee machine.",
    "work": "Shared an office for two years.",
    "study": "Same seminar group in the first term.",
    "introduction": "Somebody thought we should know each other, and was right.",
    "neighbourhood": "Lives two doors down; the cat introduced us.",
    "family": "",
    "online": "Long thread in an open-source project.",
    "linkedin_add": "",
    "career_fair": "Talked for three minutes at the stand.",
    "other": "Night train, same compartment.",
}
NOTES = (
    "Speaks German, English and a little Polish.",
    "Best reached in the evening. Loves bad puns.",
    "Climbs on Tuesdays 🧗🏽‍♀️, never free then.",
    "يفضّل المكالمات المسائية بعد العمل.",
    "メールよりも手紙が好き。",
    "Allergic to nuts.\nTwo dogs: Krümel and Fips 🐾",
    "Knows everybody in the building trade.",
    "Was in the flat share at Weserstraße with Henrik, way back.",
    "👩‍👩‍👧‍👦 three kids, the youngest is my godchild.",
    "Plays the double bass. Ask about the tour 🎻🎶",
)
BOOSTER_NOTES = (
    "Wrote the recommendation without being asked.",
    "Pushed my talk proposal twice.",
    "Opens doors and never mentions it.",
    "Gave honest feedback when nobody else did.",
    "Took the night shift so that I could present.",
)
PLACES = (
    "Café Lindenblatt",
    "Kantine 9",
    "Kiosk am Ufer",
    "Bäckerei Surdej",
    "Teehaus Nord",
    "Mensa",
    "",
)

LONG_BODY = "\n\n".join(
    (
        "Notes from the whole day, so that nothing gets lost.",
        "Morning: the group split in three. The first looked at what the shelters really ask for "
        "(mostly: fewer forms), the second at the data there is, the third built a first page. It "
        "turned out that two shelters keep the same list on paper and in a spreadsheet, and that "
        "nobody trusts either.",
        "Lunch: soup for forty 🍲, and a long talk about why volunteers stay. What came up again "
        "and again: somebody remembered their name the second time.",
        "Afternoon: the form works offline. We tested it with two people from the night shift. One "
        "asked for larger letters, the other for a way to undo; both were right.",
        "Open questions\n– who keeps the server running after summer?\n– can the list be shared "
        "with the city without names?\n– is there money for two used tablets?",
        "Quote of the day: “It is the first form that says thank you.”",
        "Names for next time: ask the two students from Utrecht, they were fast and kind. Greet "
        "everybody by name. Bring more cups.",
        "ملاحظة: الترجمة العربية جاهزة تقريبًا.  ·  翻訳は来週まで。  ·  Переклад майже готовий.",
    )
)

# my own shelf: kind, title, days ago it was made public (None: not dated)
WORKS = (
    ("skill", "Making small tools that people keep using", None),
    ("skill", "Running workshops for volunteers", None),
    ("post", "Small tools, long days", 12),
    ("post", "What a form should say", 210),
    ("talk", "Undo is a promise", 400),
    ("article", "Ten evenings with a community garden", 640),
    ("project", "Offline forms for shelters", 300),
    ("offer", "A free hour of code review every month", None),
)

# what the works are about, so that it shows whom they would serve
WORK_TEXTS = {
    "Making small tools that people keep using": "Python, accessibility, open source.",
    "Running workshops for volunteers": "Volunteering, survey design, school libraries.",
    "Small tools, long days": "On accessibility and open source: what a good week looks like.",
    "What a form should say": "User research and data protection for forms.",
    "Undo is a promise": "A talk on testing and API design.",
    "Ten evenings with a community garden": "Urban gardening, bees, and who brings the cake.",
    "Offline forms for shelters": "Volunteering, public health, data protection.",
    "A free hour of code review every month": "Python, Rust or SQL.",
}
# an evening of yesterday: title, place, and what was noted of those met there
EVENING = ("Lightning talks at the library", "Stadtbibliothek")
EVENING_NOTES = ("Has a boat that needs paint", "Would read my draft", "")

STREETS = (
    *("Garden Street", "Mill Lane", "Harbour Road", "Lime Tree Walk"),
    *("Station Road", "Old Quay", "Orchard Street"),
)
