"""vCard properties that hold less common facts -> draft: dates, people, interests, our own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from netjournal.formats import names
from netjournal.formats.cards.vcard_values import components, partial_date, unescape, uuid_of
from netjournal.formats.documents.jsondocument import loads
from netjournal.formats.draft import Extra, ImportantDate, Method, NameParts, Relation
from netjournal.formats.phrases import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from netjournal.formats.cards.vcard_building import Building
    from netjournal.formats.cards.vcard_fields import Handler
    from netjournal.formats.cards.vcard_head import Head

# Names of properties in other programs, and what they mean.
_MESSENGERS = {
    "X-AIM": "aim",
    "X-ICQ": "icq",
    "X-JABBER": "jabber",
    "X-MSN": "msn",
    "X-YAHOO": "yahoo",
    "X-SKYPE": "skype",
    "X-SKYPE-USERNAME": "skype",
    "X-GOOGLE-TALK": "google talk",
    "X-GTALK": "google talk",
    "X-GADUGADU": "gadu-gadu",
    "X-GROUPWISE": "groupwise",
    "X-QQ": "qq",
    "X-TELEGRAM": "telegram",
    "X-SIGNAL": "signal",
    "X-WHATSAPP": "whatsapp",
    "X-MATRIX": "matrix",
    "X-THREEMA": "threema",
    "X-TWITTER": "twitter",
    "X-SIP": "sip",
    "X-MS-IMADDRESS": "",
    "X-KADDRESSBOOK-X-IMADDRESS": "",
    "X-MESSAGING/IRC-ALL": "irc",
    "X-MESSAGING/AIM-ALL": "aim",
    "X-MESSAGING/ICQ-ALL": "icq",
    "X-MESSAGING/XMPP-ALL": "xmpp",
    "X-MESSAGING/SKYPE-ALL": "skype",
}
_ANNIVERSARIES = (
    "ANNIVERSARY",
    "X-ANNIVERSARY",
    "X-MS-ANNIVERSARY",
    "X-EVOLUTION-ANNIVERSARY",
    "X-KADDRESSBOOK-X-ANNIVERSARY",
    "X-WAB-WEDDING_ANNIVERSARY",
)
_RELATIONS = {
    "spouse": "X-SPOUSE X-MS-SPOUSE X-EVOLUTION-SPOUSE X-KADDRESSBOOK-X-SPOUSESNAME "
    "X-KADDRESSBOOK-X-SPOUSENAME X-WAB-SPOUSE_NAME",
    "manager": "X-MANAGER X-MS-MANAGER X-EVOLUTION-MANAGER X-KADDRESSBOOK-X-MANAGERSNAME",
    "child": "X-MS-CHILD",
    "assistant": "X-ASSISTANT X-MS-ASSISTANT X-EVOLUTION-ASSISTANT X-KADDRESSBOOK-X-ASSISTANTSNAME",
}
# Numbers in X-ANDROID-CUSTOM (ContactsContract.CommonDataKinds.Relation and .Event).
_ANDROID_RELATIONS = (
    "",
    "assistant",
    "brother",
    "child",
    "domestic partner",
    "father",
    "friend",
    "manager",
    "mother",
    "parent",
    "partner",
    "referred by",
    "relative",
    "sister",
    "spouse",
)
_ANDROID_EVENTS = ("", "anniversary", "other", "birthday")
_TEXTS = {
    "PRONOUNS": "pronouns",
    "X-PRONOUNS": "pronouns",
    "X-NETJOURNAL-PRONOUNS": "pronouns",
    "X-NETJOURNAL-HEADLINE": "headline",
    "X-NETJOURNAL-MET-ON": "met_on",
    "X-NETJOURNAL-MET-PLACE": "met_place",
    "X-NETJOURNAL-MET-VIA": "met_via",
    "X-NETJOURNAL-MET-THROUGH": "met_through",
    "X-NETJOURNAL-MET-EVENT": "met_event",
    "X-NETJOURNAL-MET-STORY": "met_story",
    "X-NETJOURNAL-CONNECTED-ON": "connected_on",
}
_LISTS = {
    "INTEREST": "interests",
    "HOBBY": "interests",
    "X-NETJOURNAL-INTEREST": "interests",
    "X-MS-INTERESTS": "interests",
    "X-NICKNAME": "nicknames",
    "EXPERTISE": "skills",
    "X-NETJOURNAL-SKILL": "skills",
    "X-NETJOURNAL-NEED": "needs",
}


def _set_text(attribute: str, card: Building, head: Head, value: str) -> None:
    if getattr(card.draft, attribute):
        card.keep(head, value)
    else:
        setattr(card.draft, attribute, card.text(value))


def _add_text(attribute: str, card: Building, _head: Head, value: str) -> None:
    text = card.text(value)
    known: list[str] = getattr(card.draft, attribute)
    if text.strip():
        known.append(text)


def _messenger(service: str, card: Building, head: Head, value: str) -> None:
    # KAddressBook puts several into one property, U+E000 between them
    for part in card.text(value).split("\ue000"):
        card.method(head, Method("messenger", part.strip(), head.label, service=service))


def _date(label: str, card: Building, head: Head, value: str) -> None:
    text = card.text(value).strip()
    if not text:
        return
    day = partial_date(text, head.named.get("X-APPLE-OMIT-YEAR", ""))
    label = label or head.label
    if day is None and head.named.get("VALUE", "").lower() != "text":
        card.warnings.append(
            QT_TRANSLATE_NOOP("reading", "A date could not be read; it was kept as text.")
        )
    found = ImportantDate(label, day or text)
    card.draft.dates.append(found)
    card.label(head, found)


def _relation(label: str, card: Building, head: Head, value: str) -> None:
    text = unescape(value).strip() if card.version != "2.1" else value.strip()
    said = uuid_of(head.named.get("X-NETJOURNAL-UID", ""))
    uid = said or uuid_of(text)
    relation = Relation(label or head.label, text if said or uid is None else "", uid)
    if relation.name or relation.uid:
        card.draft.relations.append(relation)
        card.label(head, relation)


def _agent(card: Building, head: Head, value: str) -> None:
    """Keep a nested card whole, and say who it is; a URI or plain name works too."""
    card.keep(head, value)
    lines = unescape(value).split("\n")
    inside = {line.partition(":")[0].partition(";")[0].upper(): line for line in reversed(lines)}
    name = inside.get("FN", "").partition(":")[2]
    if not name and "N" in inside:
        family, given, *_ = (*components(inside["N"].partition(":")[2]), "")
        name = names.compose(NameParts(given=given, family=family))
    if not name and len(lines) == 1 and ":" not in value:
        name = unescape(value)
    relation = Relation("agent", unescape(name).strip())
    known = not card.is_new("AGENT") or relation in card.draft.relations
    if relation.name and not known:
        card.draft.relations.append(relation)


def _android(card: Building, head: Head, value: str) -> None:
    """Read X-ANDROID-CUSTOM: a MIME type and fifteen fields."""
    mime, what, number, label, *_ = (*components(value), "", "", "")
    index = int(number) if number.isdecimal() and len(number) < 3 else 0
    kind = mime.rpartition("/")[2]
    if kind == "nickname" and what:
        card.draft.nicknames.append(what)
    elif kind == "relation" and what and index < len(_ANDROID_RELATIONS):
        card.draft.relations.append(Relation(_ANDROID_RELATIONS[index] or label, what))
    elif kind == "contact_event" and what and index < len(_ANDROID_EVENTS):
        day = partial_date(what)
        if index == 3 and day and not card.draft.birthday:
            card.draft.birthday = day
        else:
            card.draft.dates.append(ImportantDate(_ANDROID_EVENTS[index] or label, day or what))
    else:
        card.keep(head, value)


def _deceased(card: Building, head: Head, value: str) -> None:
    card.draft.deceased = True
    if head.name != "X-NETJOURNAL-DECEASED":
        card.keep(head, value)


def _external(card: Building, _head: Head, value: str) -> None:
    system, *parts = components(value)
    card.draft.external_ids.append((system, ";".join(parts)))


def _span(attribute: str, card: Building, head: Head, value: str) -> None:
    card.spans.append((head, attribute, card.text(value)))


def _extra(card: Building, head: Head, value: str) -> None:
    """Read an extra of another source, which the writer keeps as JSON."""
    try:
        source, name, text, params, group = loads(unescape(value))
        extra = Extra(*map(str, (source, name, text, params, group)))
    except (ValueError, TypeError, RecursionError):
        card.keep(head, value)
    else:
        card.draft.extras.append(extra)


MORE_HANDLERS: dict[str, Handler] = {
    **{name: partial(_set_text, attribute) for name, attribute in _TEXTS.items()},
    **{name: partial(_add_text, attribute) for name, attribute in _LISTS.items()},
    **{name: partial(_messenger, service) for name, service in _MESSENGERS.items()},
    **{name: partial(_date, "anniversary") for name in _ANNIVERSARIES},
    **{name: partial(_relation, r) for r, known in _RELATIONS.items() for name in known.split()},
    "X-ABDATE": partial(_date, ""),
    "X-ABRELATEDNAMES": partial(_relation, ""),
    "RELATED": partial(_relation, ""),
    "AGENT": _agent,
    "X-ANDROID-CUSTOM": _android,
    "DEATHDATE": _deceased,
    "X-NETJOURNAL-DECEASED": _deceased,
    "X-NETJOURNAL-EXTERNAL-ID": _external,
    "X-NETJOURNAL-STARTED": partial(_span, "started"),
    "X-NETJOURNAL-ENDED": partial(_span, "ended"),
    "X-NETJOURNAL-EXTRA": _extra,
}
