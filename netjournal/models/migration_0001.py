"""Schema version 1: every table of the journal. Released steps are never edited."""

from __future__ import annotations

_STAMPS = "created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL"
_ID = "id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL"
_UID = "uid BLOB NOT NULL UNIQUE"
_OF_CONTACT = "contact_id INTEGER NOT NULL REFERENCES contact(id) ON DELETE CASCADE"
_MAYBE_CONTACT = "contact_id INTEGER REFERENCES contact(id) ON DELETE CASCADE"
_ORIGIN = "interaction_id INTEGER REFERENCES interaction(id) ON DELETE SET NULL"


def _text(*names: str) -> str:
    return ", ".join(f"{name} TEXT NOT NULL DEFAULT ''" for name in names)


# name -> columns; every table is STRICT; order matters for foreign keys only to the reader
TABLES: dict[str, str] = {
    "photo": f"{_ID}, sha256 BLOB NOT NULL UNIQUE, media_type TEXT NOT NULL, "
    f"width INTEGER, height INTEGER, data BLOB NOT NULL, {_STAMPS}",
    "event": f"{_ID}, {_UID}, {_text('title')}, kind TEXT NOT NULL DEFAULT 'meetup', "
    "starts_on INTEGER NOT NULL, start_minute INTEGER, ends_on INTEGER, zone TEXT, "
    f"{_text('place', 'url', 'note')}, trashed_at INTEGER, {_STAMPS}",
    "contact": f"{_ID}, {_UID}, rev INTEGER NOT NULL DEFAULT 1, "
    f"kind TEXT NOT NULL DEFAULT 'person', {_text('full_name')}, "
    f"{_text('name_prefix', 'given_name', 'additional_names', 'family_name', 'name_suffix')}, "
    f"sort_key TEXT NOT NULL DEFAULT '', nicknames TEXT NOT NULL DEFAULT '[]', "
    f"{_text('pronouns', 'headline', 'birthday', 'note')}, "
    "photo_id INTEGER REFERENCES photo(id) ON DELETE SET NULL, "
    f"{_text('met_on', 'met_place', 'met_story', 'met_via', 'met_through_name', 'connected_on')}, "
    "met_through_id INTEGER REFERENCES contact(id) ON DELETE SET NULL, "
    "met_event_id INTEGER REFERENCES event(id) ON DELETE SET NULL, "
    f"{_text('booster', 'booster_note', 'closeness')}, importance REAL, "
    "deceased INTEGER NOT NULL DEFAULT 0, edited_fields TEXT NOT NULL DEFAULT '[]', "
    "rhythm_state TEXT NOT NULL DEFAULT 'unset', rhythm_ideal_days INTEGER, "
    "rhythm_at_most_days INTEGER, rhythm_paused_until INTEGER, "
    f"archived_at INTEGER, trashed_at INTEGER, {_STAMPS}",
    "contact_method": f"{_ID}, {_OF_CONTACT}, position INTEGER NOT NULL DEFAULT 0, "
    "kind TEXT NOT NULL, value TEXT NOT NULL, "
    f"{_text('label', 'service', 'normalised')}, preferred INTEGER NOT NULL DEFAULT 0, {_STAMPS}",
    "address": f"{_ID}, {_OF_CONTACT}, position INTEGER NOT NULL DEFAULT 0, "
    f"{_text('label', 'street', 'extended', 'po_box', 'locality', 'region', 'postal_code')}, "
    f"{_text('country', 'formatted')}, {_STAMPS}",
    "important_date": f"{_ID}, {_OF_CONTACT}, position INTEGER NOT NULL DEFAULT 0, "
    f"{_text('label', 'date')}, {_STAMPS}",
    "affiliation": f"{_ID}, {_OF_CONTACT}, position INTEGER NOT NULL DEFAULT 0, "
    f"{_text('organisation', 'title', 'department', 'started', 'ended')}, {_STAMPS}",
    "tag": f"{_ID}, {_UID}, name TEXT NOT NULL, sort_key TEXT NOT NULL DEFAULT '', "
    f"{_text('colour')}, position INTEGER NOT NULL DEFAULT 0, rhythm_ideal_days INTEGER, "
    f"rhythm_at_most_days INTEGER, {_STAMPS}",
    "contact_tag": f"{_ID}, {_OF_CONTACT}, "
    "tag_id INTEGER NOT NULL REFERENCES tag(id) ON DELETE CASCADE, "
    f"{_STAMPS}, UNIQUE (contact_id, tag_id)",
    "relation": f"{_ID}, {_OF_CONTACT}, other_id INTEGER REFERENCES contact(id) ON DELETE CASCADE, "
    f"{_text('other_name', 'label', 'inverse_label')}, {_STAMPS}",
    "topic": f"{_ID}, {_UID}, name TEXT NOT NULL, sort_key TEXT NOT NULL DEFAULT '', {_STAMPS}",
    "contact_topic": f"{_ID}, {_OF_CONTACT}, "
    "topic_id INTEGER NOT NULL REFERENCES topic(id) ON DELETE CASCADE, role TEXT NOT NULL, "
    f"{_text('note')}, {_STAMPS}, UNIQUE (contact_id, topic_id, role)",
    "interaction_kind": f"{_ID}, key TEXT NOT NULL UNIQUE, {_text('name', 'icon', 'colour')}, "
    "weight REAL NOT NULL DEFAULT 1.0, touch INTEGER NOT NULL DEFAULT 1, "
    f"position INTEGER NOT NULL DEFAULT 0, built_in INTEGER NOT NULL DEFAULT 0, {_STAMPS}",
    "interaction": f"{_ID}, {_UID}, "
    "kind_id INTEGER NOT NULL REFERENCES interaction_kind(id), day INTEGER NOT NULL, "
    "minute INTEGER, zone TEXT, precision INTEGER NOT NULL DEFAULT 0, minutes INTEGER, "
    "initiator INTEGER NOT NULL DEFAULT 0, energy INTEGER, importance REAL NOT NULL DEFAULT 1.0, "
    f"{_text('place', 'summary', 'body', 'typed')}, "
    "event_id INTEGER REFERENCES event(id) ON DELETE SET NULL, external_id TEXT, "
    f"trashed_at INTEGER, {_STAMPS}",
    "interaction_contact": f"{_ID}, "
    "interaction_id INTEGER NOT NULL REFERENCES interaction(id) ON DELETE CASCADE, "
    f"{_OF_CONTACT}, {_text('note')}, {_STAMPS}, UNIQUE (interaction_id, contact_id)",
    "event_contact": f"{_ID}, event_id INTEGER NOT NULL REFERENCES event(id) ON DELETE CASCADE, "
    f"{_OF_CONTACT}, role TEXT NOT NULL DEFAULT 'met', {_text('note')}, {_STAMPS}, "
    "UNIQUE (event_id, contact_id)",
    "need": f"{_ID}, {_UID}, {_OF_CONTACT}, text TEXT NOT NULL, "
    f"state TEXT NOT NULL DEFAULT 'open', noted_on INTEGER NOT NULL, closed_on INTEGER, "
    f"{_ORIGIN}, {_STAMPS}",
    "help": f"{_ID}, {_UID}, {_OF_CONTACT}, direction TEXT NOT NULL, {_text('text')}, "
    "day INTEGER NOT NULL, asked INTEGER, need_id INTEGER REFERENCES need(id) ON DELETE SET NULL, "
    f"{_ORIGIN}, {_STAMPS}",
    "introduction": f"{_ID}, {_UID}, {_OF_CONTACT}, "
    "other_id INTEGER NOT NULL REFERENCES contact(id) ON DELETE CASCADE, "
    "by_id INTEGER REFERENCES contact(id) ON DELETE SET NULL, "
    f"{_text('why', 'outcome')}, day INTEGER NOT NULL, asked_both INTEGER, "
    f"thanked INTEGER NOT NULL DEFAULT 0, {_ORIGIN}, {_STAMPS}",
    "followup": f"{_ID}, {_UID}, {_MAYBE_CONTACT}, text TEXT NOT NULL, "
    "by_me INTEGER NOT NULL DEFAULT 1, made_on INTEGER NOT NULL, due_on INTEGER, "
    "state TEXT NOT NULL DEFAULT 'open', snoozed_until INTEGER, closed_on INTEGER, "
    "event_id INTEGER REFERENCES event(id) ON DELETE SET NULL, "
    f"{_ORIGIN}, {_STAMPS}",
    "work": f"{_ID}, {_UID}, kind TEXT NOT NULL, title TEXT NOT NULL, {_text('url', 'text')}, "
    f"published_on INTEGER, retired INTEGER NOT NULL DEFAULT 0, {_STAMPS}",
    "work_share": f"{_ID}, work_id INTEGER NOT NULL REFERENCES work(id) ON DELETE CASCADE, "
    f"{_OF_CONTACT}, day INTEGER NOT NULL, how TEXT NOT NULL DEFAULT 'shared', "
    f"{_ORIGIN}, {_STAMPS}",
    "external_id": f"{_ID}, {_OF_CONTACT}, system TEXT NOT NULL, value TEXT NOT NULL, {_STAMPS}",
    "extra_property": f"{_ID}, {_MAYBE_CONTACT}, "
    "interaction_id INTEGER REFERENCES interaction(id) ON DELETE CASCADE, "
    "position INTEGER NOT NULL DEFAULT 0, source TEXT NOT NULL, name TEXT NOT NULL, "
    f"{_text('group_name', 'params', 'value')}, {_STAMPS}",
    "import_batch": f"{_ID}, {_UID}, file_name TEXT NOT NULL, format TEXT NOT NULL, "
    f"sha256 BLOB NOT NULL, counts TEXT NOT NULL DEFAULT '{{}}', {_STAMPS}",
    "import_row": f"{_ID}, "
    "batch_id INTEGER NOT NULL REFERENCES import_batch(id) ON DELETE CASCADE, "
    "line INTEGER NOT NULL, action TEXT NOT NULL, "
    "contact_id INTEGER REFERENCES contact(id) ON DELETE SET NULL, "
    f"interaction_id INTEGER REFERENCES interaction(id) ON DELETE SET NULL, {_STAMPS}",
    "duplicate_dismissal": f"{_ID}, {_OF_CONTACT}, "
    "other_id INTEGER NOT NULL REFERENCES contact(id) ON DELETE CASCADE, "
    f"{_STAMPS}, UNIQUE (contact_id, other_id)",
    "saved_list": f"{_ID}, {_UID}, name TEXT NOT NULL, query TEXT NOT NULL, "
    f"position INTEGER NOT NULL DEFAULT 0, {_STAMPS}",
    "nudge": f"{_ID}, contact_id INTEGER NOT NULL UNIQUE REFERENCES contact(id) ON DELETE CASCADE, "
    "snoozed_until INTEGER, skipped_on INTEGER, unanswered INTEGER NOT NULL DEFAULT 0, "
    f"last_suggested_on INTEGER, {_STAMPS}",
    "setting": f"{_ID}, key TEXT NOT NULL UNIQUE, value TEXT NOT NULL, {_STAMPS}",
    # from here on: not part of undo (drafts, caches, the log itself)
    "draft": f"{_ID}, key TEXT NOT NULL UNIQUE, text TEXT NOT NULL, {_STAMPS}",
    "meta": f"{_ID}, key TEXT NOT NULL UNIQUE, value TEXT NOT NULL, {_STAMPS}",
    "change_set": f"{_ID}, label TEXT NOT NULL, source TEXT NOT NULL, at INTEGER NOT NULL, "
    "kind TEXT NOT NULL DEFAULT 'edit', target_id INTEGER, undone INTEGER NOT NULL DEFAULT 0, "
    f"row_count INTEGER NOT NULL DEFAULT 0, {_STAMPS}",
    "tie_state": "contact_id INTEGER PRIMARY KEY NOT NULL "
    "REFERENCES contact(id) ON DELETE CASCADE, touches INTEGER NOT NULL, "
    "first_day INTEGER, last_day INTEGER, log_volume REAL, last_on INTEGER",
    "contact_search": "contact_id INTEGER PRIMARY KEY NOT NULL, "
    "names TEXT NOT NULL, reach TEXT NOT NULL, about TEXT NOT NULL",
    "interaction_extra": "interaction_id INTEGER PRIMARY KEY NOT NULL, words TEXT NOT NULL",
    "month_snapshot": f"{_ID}, month INTEGER NOT NULL, circle_id INTEGER, series TEXT NOT NULL, "
    f"version INTEGER NOT NULL, {_STAMPS}",
}

CHANGE_COLUMNS = 44  # as many as the widest recorded table has, and room; a test compares

INDEXES = (
    "contact_by_name ON contact(sort_key) WHERE trashed_at IS NULL AND archived_at IS NULL",
    "contact_by_birthday ON contact(substr(birthday, -5)) WHERE birthday <> ''",
    "contact_by_met ON contact(met_on) WHERE met_on <> ''",
    "contact_by_rhythm ON contact(rhythm_ideal_days) WHERE rhythm_ideal_days IS NOT NULL",
    "contact_by_archive ON contact(archived_at) WHERE archived_at IS NOT NULL",
    "contact_by_death ON contact(deceased) WHERE deceased = 1",
    "contact_by_creation ON contact(created_at)",
    "contact_by_trash ON contact(trashed_at) WHERE trashed_at IS NOT NULL",
    "contact_by_photo ON contact(photo_id) WHERE photo_id IS NOT NULL",
    "contact_by_met_through ON contact(met_through_id) WHERE met_through_id IS NOT NULL",
    "contact_by_met_event ON contact(met_event_id) WHERE met_event_id IS NOT NULL",
    "contact_method_of ON contact_method(contact_id, position)",
    "contact_method_key ON contact_method(normalised) WHERE normalised <> ''",
    "address_of ON address(contact_id, position)",
    "important_date_of ON important_date(contact_id, position)",
    "important_date_by_day ON important_date(substr(date, -5))",
    "affiliation_of ON affiliation(contact_id, position)",
    "contact_tag_members ON contact_tag(tag_id, contact_id)",
    "tag_by_name ON tag(sort_key)",
    "relation_of ON relation(contact_id)",
    "relation_to ON relation(other_id) WHERE other_id IS NOT NULL",
    "topic_by_name ON topic(sort_key)",
    "contact_topic_members ON contact_topic(topic_id, role)",
    "interaction_by_day ON interaction(day, minute) WHERE trashed_at IS NULL",
    "interaction_by_kind ON interaction(kind_id, day, minute) WHERE trashed_at IS NULL",
    "interaction_by_event ON interaction(event_id) WHERE event_id IS NOT NULL",
    "interaction_by_trash ON interaction(trashed_at) WHERE trashed_at IS NOT NULL",
    "interaction_by_external ON interaction(external_id) WHERE external_id IS NOT NULL",
    "interaction_contact_of ON interaction_contact(contact_id, interaction_id)",
    "event_by_day ON event(starts_on)",
    "event_contact_of ON event_contact(contact_id)",
    "need_of ON need(contact_id)",
    "need_open ON need(state, noted_on)",
    "need_origin ON need(interaction_id) WHERE interaction_id IS NOT NULL",
    "help_of ON help(contact_id, day)",
    "help_by_day ON help(day)",
    "help_by_need ON help(need_id) WHERE need_id IS NOT NULL",
    "help_origin ON help(interaction_id) WHERE interaction_id IS NOT NULL",
    "introduction_of ON introduction(contact_id)",
    "introduction_to ON introduction(other_id)",
    "introduction_by ON introduction(by_id) WHERE by_id IS NOT NULL",
    "introduction_origin ON introduction(interaction_id) WHERE interaction_id IS NOT NULL",
    "followup_of ON followup(contact_id)",
    "followup_due ON followup(state, due_on)",
    "followup_event ON followup(event_id) WHERE event_id IS NOT NULL",
    "followup_origin ON followup(interaction_id) WHERE interaction_id IS NOT NULL",
    "work_share_of ON work_share(contact_id)",
    "work_share_work ON work_share(work_id, day)",
    "work_share_origin ON work_share(interaction_id) WHERE interaction_id IS NOT NULL",
    "external_id_key ON external_id(system, value)",
    "external_id_of ON external_id(contact_id)",
    "extra_property_of ON extra_property(contact_id, position) WHERE contact_id IS NOT NULL",
    "extra_property_on ON extra_property(interaction_id) WHERE interaction_id IS NOT NULL",
    "import_row_of ON import_row(batch_id)",
    "import_row_contact ON import_row(contact_id) WHERE contact_id IS NOT NULL",
    "import_row_interaction ON import_row(interaction_id) WHERE interaction_id IS NOT NULL",
    "duplicate_dismissal_to ON duplicate_dismissal(other_id)",
    "change_row_of ON change_row(change_set_id, tbl, row_id)",
    "tie_state_by_last ON tie_state(last_on)",
    "tie_state_by_volume ON tie_state(log_volume)",
    "month_snapshot_by_month ON month_snapshot(circle_id, month)",
)

# id, key, weight, touch: weights as strength.md §4.1 and model.md give them (value choices)
KINDS = (
    (1, "met", 1.0, 1),
    (2, "coffee", 1.0, 1),
    (3, "call", 0.7, 1),
    (4, "video_call", 0.8, 1),
    (5, "message", 0.5, 1),
    (6, "email", 0.5, 1),
    (7, "worked_together", 1.0, 1),
    (8, "volunteered", 1.0, 1),
    (9, "event", 0.6, 1),
    (10, "introduced", 1.0, 1),
    (11, "helped", 1.0, 1),
    (12, "was_helped", 1.0, 1),
    (13, "shared_work", 0.5, 1),
    (14, "thanked", 0.5, 1),
    (15, "congratulated", 0.5, 1),
    (16, "letter", 0.7, 1),
    (17, "video_message", 0.8, 1),
    (18, "group", 0.6, 1),
    (19, "reaction", 0.1, 0),
    (20, "connected", 0.1, 0),
    (21, "note", 0.0, 0),
)

_FTS = "tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'"


def statements() -> list[str]:
    """Return the statements that make version 1 out of an empty file, in order."""
    out = [f"CREATE TABLE {name} ({columns}) STRICT" for name, columns in TABLES.items()]
    values = ", ".join(f"c{n} ANY" for n in range(CHANGE_COLUMNS))
    out += [
        f"CREATE TABLE change_row ({_ID}, change_set_id INTEGER NOT NULL "
        "REFERENCES change_set(id) ON DELETE CASCADE, tbl TEXT NOT NULL, "
        "row_id INTEGER NOT NULL, last_id INTEGER NOT NULL, action INTEGER NOT NULL, "
        f"{values}) STRICT",
        "CREATE TABLE contact_day (contact_id INTEGER NOT NULL "
        "REFERENCES contact(id) ON DELETE CASCADE, day INTEGER NOT NULL, w REAL NOT NULL, "
        "touch INTEGER NOT NULL, PRIMARY KEY (contact_id, day)) STRICT, WITHOUT ROWID",
        "CREATE VIEW interaction_text AS SELECT i.id AS id, i.summary AS summary, i.body AS body, "
        "i.place AS place, COALESCE(x.words, '') AS words FROM interaction i "
        "LEFT JOIN interaction_extra x ON x.interaction_id = i.id",
        "CREATE VIRTUAL TABLE contact_fts USING fts5(names, reach, about, "
        f"content = 'contact_search', content_rowid = 'contact_id', {_FTS})",
        "CREATE VIRTUAL TABLE interaction_fts USING fts5(summary, body, place, words, "
        f"content = 'interaction_text', content_rowid = 'id', {_FTS})",
        # without this, deleted words stay readable inside the index (safety: "forget")
        "INSERT INTO contact_fts(contact_fts, rank) VALUES ('secure-delete', 1)",
        "INSERT INTO interaction_fts(interaction_fts, rank) VALUES ('secure-delete', 1)",
    ]
    out += [f"CREATE INDEX {index}" for index in INDEXES]
    out += [
        "INSERT INTO interaction_kind (id, key, weight, touch, position, built_in, created_at, "
        f"updated_at) VALUES ({id_}, '{key}', {weight}, {touch}, {id_}, 1, 0, 0)"
        for id_, key, weight, touch in KINDS
    ]
    return out
