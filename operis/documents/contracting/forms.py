"""Which five forms may a contract have: what each is for, its own clauses, and the general ones that they stand instead of?"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from operis.core.wording import Label
from operis.documents.textbank import Words, plain_tree
from operis.strict_yaml import parse

FILE = Path(__file__).with_name("texts") / "forms.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """`what` it is, `when` it suits and what it is `not_for`; `rows` is what that rests on."""

    slug: str
    name: Label
    what: Label
    when: Label
    not_for: Label
    rows: tuple[str, ...]
    replaces: tuple[str, ...]
    clauses: tuple[Mapping[str, Any], ...]


@cache
def forms() -> Mapping[str, Form]:
    """All of them, by slug."""
    return {slug: _form(slug, said) for slug, said in _said()["forms"].items()}


@cache
def form_words() -> Mapping[str, Words]:
    """Our advice for slots that only their own clauses have."""
    words: Mapping[str, Words] = _said()["words"]
    return words


@cache
def _said() -> dict[str, Any]:
    said: dict[str, Any] = plain_tree(parse(FILE.read_text("utf8"), FILE.name))
    return said


def _form(slug: str, said: Mapping[str, Any]) -> Form:
    name, what, when, not_for = (Label(said[part]["en"], said[part]["zh"]) for part in ("name", "what", "when", "not_for"))
    return Form(
        slug=slug, name=name, what=what, when=when, not_for=not_for, rows=tuple(said["rows"]), replaces=tuple(said["replaces"]),
        clauses=tuple(said["clauses"]),
    )  # fmt: skip
