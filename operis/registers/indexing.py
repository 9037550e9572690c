"""How does the database find words? An index beside the search register, which follows it by itself, in the words of each database."""

from typing import Final

WORDS: Final = "register_words"
"""The index of SQLite: a table that no model stands for."""
_SQLITE = (
    # It keeps no text: what a row said is told to it again when the row goes. Tokens are parted by spaces alone.
    "CREATE VIRTUAL TABLE register_words USING fts5(title, whole, content='', tokenize='ascii')",
    """CREATE TRIGGER register_search_added AFTER INSERT ON register_search BEGIN
    INSERT INTO register_words(rowid, title, whole) VALUES (NEW.id, NEW.title, NEW.whole); END""",
    """CREATE TRIGGER register_search_gone AFTER DELETE ON register_search BEGIN
    INSERT INTO register_words(register_words, rowid, title, whole) VALUES ('delete', OLD.id, OLD.title, OLD.whole); END""",
    """CREATE TRIGGER register_search_changed AFTER UPDATE ON register_search WHEN OLD.whole <> NEW.whole OR OLD.title <> NEW.title BEGIN
    INSERT INTO register_words(register_words, rowid, title, whole) VALUES ('delete', OLD.id, OLD.title, OLD.whole);
    INSERT INTO register_words(rowid, title, whole) VALUES (NEW.id, NEW.title, NEW.whole); END""",
)
_POSTGRESQL = (
    *(
        f"ALTER TABLE register_search ADD COLUMN in_{name} tsvector GENERATED ALWAYS AS (to_tsvector('simple', {name})) STORED"
        for name in ("title", "whole")
    ),
    # What is new goes into the index at once: kept aside, it would be read through for each word that is looked for.
    *(
        f"CREATE INDEX register_search_{name} ON register_search USING gin (in_{name}) WITH (fastupdate = off)"
        for name in ("title", "whole")
    ),
)


def statements(vendor: str) -> tuple[str, ...]:
    """What makes it, once the search register is there; it goes with it."""
    return _POSTGRESQL if vendor == "postgresql" else _SQLITE
