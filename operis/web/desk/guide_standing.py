"""What helps with a budget, an establishment or a file? Whose it is: chosen by name where it opens, and known on its own docket."""

from collections.abc import Mapping
from typing import Any

from operis.core.acts import Command
from operis.core.fields import Field, walk
from operis.documents.names import names_of
from operis.documents.shown import language, shown
from operis.web.components.facts import FactRow
from operis.web.components.form import Part
from operis.web.desk.guides import Guide, Section
from operis.web.desk.sitting import Sitting
from operis.web.forms import Typed


class StandingGuide(Guide):
    template = "web/desk/guide_standing.html"

    def __init__(self, asked: type[Command], *fixed: str, body: str = "") -> None:
        """`fixed` are the fields that never change on a docket, `body` the one of them that names a body on file."""
        self.asked, self.fixed, self.body = asked, fixed, body

    def said(self, at: Sitting) -> dict[str, Any]:
        """What the docket says of itself; nothing while it is not opened."""
        state: Any = at.docket.state if at.docket is not None else None
        told = getattr(state, "entered", None) or state  # a budget has its lines, and beside them whose they are
        found = {name: getattr(told, name, None) for name in self.fixed} if told is not None else {}
        return found if all(value is not None for value in found.values()) else {}

    def begins(self, at: Sitting) -> Mapping[str, str]:
        return {name: f"{value}" for name, value in self.said(at).items()}

    def read(self, at: Sitting, sent: dict[str, str]) -> dict[str, str]:
        return {**sent, **self.begins(at)}

    def sections(self, at: Sitting, parts: tuple[Part, ...]) -> tuple[Section, ...]:
        said = self.said(at)
        return super().sections(at, tuple(one for one in parts if one.name not in said))

    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        fields, said = walk(self.asked), self.said(at)
        names = names_of({f"{said[self.body]}"}) if self.body and said else {}
        rows = [FactRow(fields[name].asked.label.within(language()), _words(fields[name], value, names)) for name, value in said.items()]
        return {"known": rows, "sent": tuple(self.begins(at).items())}


def _words(field: Field, value: Any, names: Mapping[str, str]) -> str:
    choices = {slug: words.within(language()) for slug, words in field.asked.choices}
    return names.get(f"{value}") or choices.get(f"{value}") or (f"{value}" if isinstance(value, int) else f"{shown(value)}")
