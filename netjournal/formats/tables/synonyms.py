"""What a column of any table probably is, told from its name."""

from __future__ import annotations

import re
from functools import cache

from netjournal.formats.mapping import ColumnUse
from netjournal.formats.tables.headernames import key, languages

# target[:label] -> names in several languages; compared by headernames.key
_EXACT = {
    "full_name": "name|full name|display name|contact name|person name|person|contact|who|fullname"
    "|anzeigename|vollständiger name|nom complet|nom et prénom|nombre completo|nome completo"
    "|volledige naam|naam|imię i nazwisko|namn|navn|formatted name|fn"
    "|氏名|名前|お名前|姓名|이름|성명|фио|полное имя|имя и фамилия",
    "given": "first name|given name|forename|first|firstname|fname|vorname|rufname|prénom|nombre"
    "|primeiro nome|nome|voornaam|imię|förnamn|fornavn|имя|名",
    "family": "last name|surname|family name|last|lastname|lname|nachname|familienname|zuname|nom"
    "|nom de famille|apellido|apellidos|sobrenome|apelido|cognome|achternaam|nazwisko|efternamn"
    "|etternavn|efternavn|фамилия|姓",
    "additional": "middle name|middle names|middle|additional name|second name|deuxième prénom"
    "|segundo nombre|zweiter vorname|weitere vornamen|middle initial",
    "prefix": "prefix|name prefix|salutation|anrede|civilité|honorific|tratamiento|aanhef",
    "suffix": "suffix|name suffix|namenszusatz|credentials",
    "nickname": "nickname|nick name|nick|alias|spitzname|surnom|apodo|soprannome|bijnaam|pseudo",
    "pronouns": "pronouns|pronomen|pronoms|pronombres",
    "organisation": "company|organization|organisation|org|employer|associated company|firma"
    "|unternehmen|arbeitgeber|société|entreprise|empresa|organización|organização|azienda|bedrijf"
    "|organisatie|business|company name|organization name|employer name|workplace|compañía|societa"
    "|current company|account name|arbeitsplatz|företag|companies"
    "|会社名|会社|勤務先|公司|公司名称|회사|организация|компания|место работы",
    "title": "title|job title|position|role|job|occupation|fonction|poste|cargo|puesto|funktion"
    "|functie|stanowisko|beruf|current position|jobtitle|titel|titre|titolo|ruolo|título|役職|职位"
    "|职务|직책|직위|должность",
    "department": "department|dept|abteilung|département|departamento|reparto|afdeling|dział|team",
    "headline": "headline|tagline|about|bio",
    "birthday": "birthday|birth date|birthdate|date of birth|dob|bday|born|geburtstag|geburtsdatum"
    "|date de naissance|anniversaire|fecha de nacimiento|cumpleaños|data de nascimento"
    "|data di nascita|compleanno|geboortedatum|verjaardag|data urodzenia|urodziny|生年月日|誕生日"
    "|生日|出生日期|생일|생년월일|дата рождения",
    "note": "note|notes|comment|comments|remark|remarks|description|background|info|notizen|notiz"
    "|bemerkung|bemerkungen|anmerkungen|kommentar|commentaire|commentaires|remarques|nota|notas"
    "|observaciones|comentarios|observações|osservazioni|opmerkingen|notities|uwagi|notatki"
    "|additional info|memo|備考|メモ|备注|비고|메모|заметки|примечание|комментарий",
    "tags": "tags|tag|labels|label|groups|group|group membership|categories|category|lists|circles"
    "|circle|kategorien|kategorie|gruppen|gruppe|groupes|catégories|etiquetas|categorías|grupos"
    "|categorie|gruppi|etichette|groepen|kategorie|kategoria|stichwörter|schlagwörter",
    "interests": "interests|interest|hobby|hobbies|interessen|intérêts|intereses|interessi",
    "skills": "skills|skill|expertise|good at|fähigkeiten|kompetenzen|compétences|habilidades",
    "needs": "needs|need|looking for|wants|problems|challenges|sucht",
    "met_on": "met on|date met|first met|first met on|met|kennengelernt am|met date",
    "met_place": "met at|where met|where we met|met where|meeting place|kennengelernt wo|met place",
    "met_event": "met event|event met|event",
    "met_through": "introduced by|referred by|met through|referrer|vorgestellt von",
    "met_story": "how met|how we met|how i know them|story",
    "connected_on": "connected on|verbunden am|connected at|connecté le|connectée le|connexion le"
    "|date de connexion|conectado el|conectada el|fecha de conexión|conectado em|data da conexão"
    "|conectada em|collegato il|collegata il|data collegamento|verbonden op|verbonden sinds",
    "locality": "city|town|locality|ort|stadt|wohnort|ville|ciudad|cidade|città|comune|plaats|stad"
    "|woonplaats|miasto|localité|localidad",
    "region": "state|region|province|county|st|state region|state province|bundesland|kanton"
    "|département région|provincia|estado|regione|provincie|województwo",
    "postal_code": "zip|zip code|zipcode|postal code|postcode|post code|p code|plz|postleitzahl"
    "|code postal|código postal|cep|cap|kod pocztowy|zip postal code|postal",
    "country": "country|country region|nation|land|pays|país|paese|kraj|country code",
    "street": "street|street address|address|address 1|address line 1|address1|addr|strasse"
    "|straße|anschrift|adresse|rue|dirección|calle|endereço|rua|indirizzo|via|adres|straat|ulica"
    "|address 2|address line 2|address2|street 2|mailing address|postal address",
    "extended": "apartment|apt|suite|unit|extended address|address complement",
    "po_box": "po box|postfach|boîte postale|apartado de correos|postbus",
    "formatted": "住所|地址|주소|адрес",
    "url:LinkedIn": "linkedin|linkedin url|linkedin profile|linkedin profile url|linkedin link"
    "|profile url|person linkedin url|linked in",
    "url": "url|website|web site|web page|webpage|homepage|home page|site|site web|webseite|web"
    "|página web|sito web|sito|link|blog|internet|strona www",
    "phone:mobile": "mobile|cell|mobile phone|cell phone|handy|mobil|portable|móvil|celular"
    "|cellulare|mobiel|komórka|mobile number|mobilnummer|mobiltelefon|telemóvel|携帯電話|携帯|手机"
    "|手机号|휴대폰|휴대전화|мобильный|мобильный телефон",
    "phone:main": "primary phone|main phone|phone primary",
    "phone": "phone|telephone|phone number|tel|telefon|téléphone|teléfono|telefone|telefono"
    "|telefoon|telefoonnummer|telefonnummer|phones|phone numbers|whatsapp|phone 1"
    "|phone 2|tel no|number|電話番号|電話|电话|电话号码|전화|전화번호|телефон|тел",
    "email": "email|e mail|mail|email address|e mail address|email addresses|emails|primary email"
    "|courriel|adresse e mail|correo|correo electrónico|posta elettronica|e mail adresse|emailadres"
    "|email 1|email 2|email 3|secondary email|email id|メールアドレス|メール|电子邮件|邮箱|电子邮箱"
    "|이메일|электронная почта|почта",
    "relation:spouse": "spouse|partner|ehepartner|conjoint|cónyuge|coniuge|partner name",
    "keep": "conversation id|conversation title|from|to|date|sent at|message|direction|subject"
    "|content|folder|sender profile url|recipient profile urls|inviter profile url|id|record id"
    "|invitee profile url|attachments|status|gender|location|created at|create date|last contacted"
    "|last activity date|last modified|contact owner|lead status|first seen|last seen|source",
    "date:anniversary": "anniversary|wedding anniversary|hochzeitstag|jahrestag",
}
VAGUE = 0.3
_VAGUE = {"home", "work", "other"}  # phone numbers in Yahoo's table, anything elsewhere
_LABELS = {
    "home": "home|personal|private|privat|privee|prive|domicile|particular|casa|thuis|domowy",
    "work": "work|business|office|company|geschaftlich|dienstlich|buro|professionnel|travail"
    "|trabajo|trabalho|lavoro|werk|corporate|job",
    "mobile": "mobile|cell|handy|mobil|portable|movil|celular|cellulare|mobiel",
    "other": "other|alternate|secondary|weitere|andere|autre|otro|otra|altro",
    "main": "main|primary|haupt|principal",
}
_PHONES = ("pager", "video", "car", "assistant", "emergency", "direct", "callback", "radio", "isdn")
# a word inside the name, in the order in which they are tried
_PARTS = (
    ("email", r"e?-?mail(?!ing)|courriel|correo"),
    (
        "phone",
        r"phone|telefon|\btel\b|mobile|\bmobil\b|\bcell|handy|m[oó]vil|portable|\bfax\b|pager",
    ),
    ("url:LinkedIn", r"linked ?in"),
    ("messenger:{}", r"twitter|instagram|telegram|signal|skype|mastodon|bluesky|discord|wechat"),
    ("messenger:{}", r"whatsapp|facebook|threads|matrix|jabber|xmpp|\bslack|\bicq\b|github"),
    ("messenger:{}", r"\baim\b|\bmsn\b|^im \w+"),
    ("url", r"\burl\b|website|homepage|web ?page|web ?site"),
    ("postal_code", r"\bzip|postal ?code|postcode|postleitzahl|\bplz\b"),
    ("locality", r"\bcity\b|\btown\b|\bstadt\b|\bville\b"),
    ("region", r"\bstate\b|\bprovince\b|\bregion\b"),
    ("country", r"\bcountry\b|\bland\b|\bpays\b"),
    ("street", r"\bstreet\b|\baddress\b|stra(ss|ß)e|\badresse\b|\bline [12]\b"),
    ("birthday", r"birth|geburts|naissance|nacimiento|nascimento|nascita"),
    ("note", r"\bnotes?\b|\bcomments?\b"),
    ("organisation", r"\bcompany\b|\borgani[sz]ation\b|\bemployer\b"),
    ("title", r"\bjob\b|\bposition\b"),
    ("full_name", r"\bfull ?name\b|^(person|contact)\W+name$"),
    ("tags", r"\btags?\b|\bcategor|\bgroups?\b|\blabels?\b"),
)
_COMPILED = [(target, re.compile(pattern)) for target, pattern in _PARTS]
_LABELLED = ("email", "phone", "url", "street", "locality", "region", "postal_code", "country")


@cache
def _exact() -> dict[str, ColumnUse]:
    known: dict[str, ColumnUse] = {}
    for target, text in _EXACT.items():
        name, _, label = target.partition(":")
        for word in text.split("|"):
            known.setdefault(key(word), ColumnUse(name, label, 1.0))
    return known


@cache
def _elsewhere() -> dict[str, ColumnUse]:
    """Return the names other programs use, in all languages; less sure than our own list."""
    known: dict[str, ColumnUse] = {}
    for program in ("livemail", "yahoo", "thunderbird", "outlook"):
        for language in languages(program):
            for name, uses in language.uses.items():
                first = uses[0]
                label = "" if first.label.isdigit() else first.label
                target = "keep" if first.target.startswith("email_") else first.target
                known.setdefault(name, ColumnUse(target, label, VAGUE if name in _VAGUE else 0.9))
    return known


@cache
def guess(header: str) -> ColumnUse:
    """Return what a column of this name probably is.

    Args:
        header: The name in the file.

    Returns:
        Its use; ``keep`` with confidence 0 when there is no idea.
    """
    name = key(header)
    if not name or len(header) > 60 or "@" in header:
        return ColumnUse("keep", "", 0.0)
    found = _exact().get(name) or _elsewhere().get(name)
    if found:
        return found
    words = re.sub(r"[_\W]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header)).strip().lower()
    if len(words.split()) > 5:
        return ColumnUse("keep", "", 0.0)
    for target, pattern in _COMPILED:
        if match := pattern.search(words):
            label = target.partition(":")[2].format(_service(match[0]))
            target = target.partition(":")[0]
            if target in _LABELLED and not label:
                label = _label(words, target)
            return ColumnUse(target, label, 0.7)
    return ColumnUse("keep", "", 0.0)


def _service(word: str) -> str:
    """Return a messenger's name as it is written: "im aim" is AIM."""
    name = word.strip().removeprefix("im ")
    return name.upper() if name in ("aim", "icq", "msn", "qq", "irc") else name.title()


def _label(words: str, target: str) -> str:
    """Return ``work``, ``home`` … when a word of the header says so, ``work fax`` for a fax."""
    folded = {key(word) for word in words.split()}
    if target == "url":
        if {"home", "page"} <= folded:
            return "home page"
        if found := folded & {"blog", "profile", "portfolio"}:
            return min(found)
    said = [label for label, names in _LABELS.items() if folded & set(names.split("|"))]
    what = ""
    if target == "phone":
        what = "fax" if "fax" in folded else "mobile" if "mobile" in said else ""
    if what and what not in said[:1]:
        return f"{said[0]} {what}" if said and said[0] in ("home", "work", "other") else what
    if said:
        return said[0]
    return next((w for w in _PHONES if w in folded), "") if target == "phone" else ""
