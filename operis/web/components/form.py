"""What does a form show? Its inputs and groups in the order of the fields, each with label, hint, unit and what is wrong with it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from operis.core.acts import Outside
from operis.core.fields import Field, walk
from operis.core.kinds import (
    BoolKind,
    CountKind,
    DayKind,
    DecimalKind,
    Kind,
    ManyKind,
    MomentKind,
    MoneyKind,
    RecordKind,
    SlugKind,
    WordingKind,
)
from operis.core.wording import LANGUAGES
from operis.documents.said import TAGS
from operis.documents.shown import language
from operis.web.components.errors import Wrong
from operis.web.forms import FIND, KEYED, NO, SCAN, YES, CommandForm, Options, Searched, bare, named, rows_of, takes_files

INPUT, WORDS, GROUP, ROWS, CHECKS, FILE, HIDDEN = "input", "words", "group", "rows", "checks", "file", "hidden"
FIXED, FOLDED, SCANNED = "fixed", "folded", "scanned"
FILES = "files"
"""The input of a list in which files are chosen."""
ROWS_OF_TEXT, SIGNS_A_ROW = range(2, 13), {"zh": 36, "en": 72}
"""How high a box for text is: as its text, within bounds."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is kept already: what is told of it instead of asked."""

    name: str
    about: str
    sha256: str
    size: str


@dataclass(frozen=True, slots=True)
class Files:
    """Where files may be chosen: what is told of the limits, and of those that are kept, by fingerprint."""

    limits: tuple[str, ...]
    kept: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """An input, or a group of parts. `id` is that of the first input in it, to which the summary of errors leads."""

    name: str
    label: str
    shape: str = INPUT
    hints: tuple[str, ...] = ()
    unit: str = ""
    optional: bool = False
    before: str = ""
    """What asks for it later on, where it may be left out here."""
    wrong: tuple[str, ...] = ()
    input: SafeString | None = None
    parts: tuple["Part", ...] = ()
    other: "Part | None" = None
    """The same text in the other language."""
    open: bool = False
    needed: bool = False
    """Whether it is demanded although it lies where one need not look."""
    chosen: SafeString | None = None
    """Where files are chosen for a list."""
    kept: Kept | None = None
    find: SafeString | None = None
    """Where words are typed by which others can be found that may be chosen."""

    @property
    def alone(self) -> tuple["Part"]:
        return (self,)

    @property
    def id(self) -> str:
        shown = (one for one in self.parts if one.shape != HIDDEN)
        first = next(shown, None) if self.chosen is None else None
        return first.id if first else f"f-{self.name}"


@dataclass(frozen=True, slots=True)
class _Maker:
    form: CommandForm
    files: Files | None = None
    demanded: frozenset[str] = frozenset()
    """What the law asks for, though a file without it can be read."""

    def fields(self, cls: type, name: str = "", leave_out: frozenset[str] = frozenset()) -> Iterator[Part]:
        for one in walk(cls).values():
            if one.name not in leave_out:
                if one.asked.given:
                    yield Part(name=named(name, one.name), label="", shape=HIDDEN, input=self._hidden(named(name, one.name)))
                    continue
                part = self.part(one, bare(one.kind), named(name, one.name), one.asked.label.within(language()), not one.required)
                yield self._scan(part, self.files) if cls is Outside and one.name == SCAN and self.files is not None else part

    def part(self, one: Field, kind: Kind, name: str, label: str, optional: bool, own: bool = True) -> Part:
        """`own`: the words of the field are those of this part, not of the list around it."""
        optional, wrong = optional and name not in self.demanded, tuple(self.form.wrong.get(name, ()))
        before = one.asked.before.within(language()) if optional and one.asked.before else ""
        about: dict[str, Any] = {"name": name, "label": label, "optional": optional, "before": before, "wrong": wrong}
        hints = tuple(_hints(one, kind, own, bool(self.form.offered(name) or self.form.offers.get(name))))
        match kind:
            case ManyKind() if offered := self.form.offers.get(name):
                return Part(**about, shape=CHECKS, hints=hints, parts=self._checks(name, offered))
            case ManyKind() if self.files is not None and takes_files(kind):
                return self._files(about, one, kind, hints, self.files)
            case ManyKind():
                parts = (
                    self.part(one, bare(kind.of), named(name, row), _nth(label, row), optional=False, own=False)
                    for row in self._rows(name)
                )
                return Part(**about, shape=ROWS, hints=hints, parts=tuple(parts), open=self._just_added(name))
            case RecordKind():
                return Part(**about, shape=GROUP, hints=hints, parts=tuple(self.fields(kind.record, name)))
            case WordingKind():
                return self._words(about, one, name, hints)
            case _ if isinstance(kind, KEYED):
                return Part(**about, shape=ROWS, hints=hints, parts=tuple(self._pair(label, name, row) for row in self._rows(name)))
        unit = one.asked.unit.within(language()) if one.asked.unit else ""
        offered = self.form.offered(name)
        if isinstance(offered, Searched):
            about["find"], hints = self._find(name), (*hints, *_of_many(offered))
        return Part(**about, hints=hints, unit=unit, input=self._input(one, kind, name, described(name, hints, about["wrong"], unit)))

    def _hidden(self, name: str) -> SafeString:
        return format_html('<input type="hidden" name="{}" value="{}">', name, self.form.typed.get(name, ""))

    def _find(self, name: str) -> SafeString:
        typed = self.form.typed.get(named(name, FIND), "")
        return format_html('<input type="text" id="f-{0}" name="{0}" value="{1}" autocomplete="off">', named(name, FIND), typed)

    def _checks(self, name: str, offered: Options) -> tuple[Part, ...]:
        """A box for each that may be chosen: a row that is not ticked is not sent."""
        there = {self.form.typed.get(named(name, row), "").strip() for row in self._rows(name)}
        return tuple(
            Part(name=(at := named(name, row)), label=words, input=format_html(
                '<input type="checkbox" id="f-{}" name="{}" value="{}"{}>', at, at, slug, SafeString(" checked" if slug in there else "")
            ))
            for row, (slug, words) in enumerate(offered)
        )  # fmt: skip

    def _files(self, about: dict[str, Any], one: Field, kind: ManyKind, hints: tuple[str, ...], files: Files) -> Part:
        """Files that are kept are told of; a row that was typed is asked as before; and more can be chosen."""
        name, rows, typed = about["name"], list[Part](), self.form.typed
        for row in self._rows(name):
            at = named(name, row)
            digest, label = typed.get(named(at, "sha256"), ""), _nth(about["label"], row)
            if digest in files.kept:
                kept = Kept(typed.get(named(at, "name"), ""), files.kept[digest], digest, typed.get(named(at, "size"), ""))
                rows.append(Part(name=at, label=label, shape=FILE, kept=kept))
            else:
                rows.append(self.part(one, bare(kind.of), at, label, optional=False, own=False))
        told = (*hints, *files.limits)
        attrs = {"id": f"f-{name}", "multiple": True, **described(name, told, about["wrong"])}
        return Part(**about, shape=ROWS, hints=told, parts=tuple(rows), chosen=_Chosen().render(named(name, FILES), None, attrs))

    def _scan(self, part: Part, files: Files) -> Part:
        """The file is chosen, and its fingerprint follows from it: nobody types one."""
        sha256 = self.form.typed.get(part.name, "").strip()
        kept = Kept("", files.kept.get(sha256, ""), sha256, "") if sha256 else None
        attrs = {"id": f"f-{part.name}", **described(part.name, part.hints, part.wrong)}
        return replace(part, shape=SCANNED, label=_("Scan"), input=self._hidden(part.name), kept=kept,
                       chosen=forms.FileInput().render(named(part.name, FILES), None, attrs))  # fmt: skip

    def _rows(self, name: str) -> range:
        return range(rows_of(self.form.typed, name))

    def _just_added(self, name: str) -> bool:
        """Whether the last row of a list waits to be filled."""
        last = rows_of(self.form.typed, name) - 1
        own = (key == named(name, last) or key.startswith(f"{named(name, last)}-") for key in self.form.typed)
        return last >= 0 and not any(text.strip() for here, text in zip(own, self.form.typed.values(), strict=True) if here)

    def _pair(self, label: str, name: str, row: int) -> Part:
        keys = {"key": _("Name"), "value": _("Value")}
        parts = tuple(self._plain(named(name, row, part), words) for part, words in keys.items())
        return Part(name=named(name, row), label=_nth(label, row), shape=GROUP, parts=parts)

    def _plain(self, name: str, label: str) -> Part:
        wrong = tuple(self.form.wrong.get(name, ()))
        return Part(name=name, label=label, wrong=wrong, input=self._drawn(name, described(name, (), wrong)))

    def _words(self, about: Mapping[str, Any], one: Field, name: str, hints: tuple[str, ...]) -> Part:
        """The language of the page first; the other one is there to be opened."""
        first, second = sorted(LANGUAGES, key=lambda spoken: spoken != language())
        named_so = {"zh": _("in Chinese"), "en": _("in English")}
        wrong = {spoken: tuple(self.form.wrong.get(named(name, spoken), ())) for spoken in LANGUAGES}
        under = {first: (hints, (*about["wrong"], *wrong[first])), second: ((), wrong[second])}
        drawn = {
            spoken: self._drawn(
                full := named(name, spoken), {"lang": TAGS[spoken], "rows": self._height(full, spoken), **described(full, *under[spoken])}
            )
            for spoken in LANGUAGES
        }
        label = f"{about['label']} ({named_so[second]})" if language() == "en" else f"{about['label']}（{named_so[second]}）"
        other = Part(name=named(name, second), label=label, wrong=wrong[second], input=drawn[second],
                     needed=named(name, second) in self.demanded)  # fmt: skip
        whole = {**about, "name": named(name, first), "wrong": (*about["wrong"], *wrong[first])}
        opened = wrong[second] or other.needed or (self._there(name, second) and not self._there(name, first))
        return Part(**whole, shape=WORDS, hints=hints, input=drawn[first], other=other, open=bool(opened))

    def _there(self, name: str, spoken: str) -> bool:
        return bool(self.form.typed.get(named(name, spoken), "").strip())

    def _height(self, name: str, spoken: str) -> int:
        lines = self.form.typed.get(name, "").splitlines()
        needed = sum(1 + len(line) // SIGNS_A_ROW[spoken] for line in lines)
        return min(max(needed, ROWS_OF_TEXT.start), ROWS_OF_TEXT.stop - 1)

    def _input(self, one: Field, kind: Kind, name: str, described: Mapping[str, str]) -> SafeString:
        attrs: dict[str, Any] = {"autocomplete": "off", **described}
        if offered := self.form.offered(name):
            return self._drawn(name, described, offered)
        match kind:
            case BoolKind():
                return self._drawn(name, described, ((YES, _("Yes")), (NO, _("No"))))
            case SlugKind(choices=choices) if choices:
                return self._drawn(name, described, tuple((slug, words.within(language())) for slug, words in one.asked.choices))
            case CountKind():
                attrs["inputmode"] = "numeric"
            case MoneyKind() | DecimalKind():
                attrs["inputmode"] = "decimal"
            case SlugKind():
                attrs |= {"spellcheck": "false", "autocapitalize": "none"}
        return self._drawn(name, attrs)

    def _drawn(self, name: str, attrs: Mapping[str, Any], options: tuple[tuple[str, str], ...] = ()) -> SafeString:
        bound = self.form[name]
        if isinstance(bound.field.widget, forms.Select):
            typed = self.form.typed.get(name, "")
            there = {slug for slug, _words in options}
            strange = ((typed, typed),) if typed and typed not in there else ()  # what was sent survives, though nobody could choose it
            bound.field.widget.choices = [("", _("Choose")), *options, *strange]
        return bound.as_widget(attrs={**attrs})


def _of_many(offered: Searched) -> Iterator[str]:
    if offered.missed:
        yield _("Nothing was found by these words. What stands here are the first of many.")
    else:
        yield _("There are too many for one list. What you do not find here is found by its name or number.")


def described(name: str, hints: tuple[str, ...], wrong: tuple[str, ...], unit: str = "") -> dict[str, str]:
    by = [f"{letter}-{name}" for letter, there in (("h", hints), ("e", wrong), ("u", unit)) if there]
    return {**({"aria-describedby": " ".join(by)} if by else {}), **({"aria-invalid": "true"} if wrong else {})}


class _Chosen(forms.FileInput):
    allow_multiple_selected = True


def parts(
    form: CommandForm, leave_out: frozenset[str] = frozenset(), files: Files | None = None, demanded: frozenset[str] = frozenset()
) -> tuple[Part, ...]:
    """The whole form, but for fields that a page does not ask; files are chosen where the page can keep them."""
    return tuple(_Maker(form, files, demanded).fields(form.record, leave_out=leave_out))


def summary(form: CommandForm, shown: tuple[Part, ...]) -> list[Wrong]:
    """Every mistake, in the order in which they were found, each with its field and the input that it leads to."""
    places = {name: (one.id, path) for top in shown for name, one, path in _by_name(top)}
    return [_placed(*places.get(name, ("", ())), says) for name, all_ in form.wrong.items() for says in dict.fromkeys(all_)]


def _placed(id: str, path: tuple[str, ...], says: str) -> Wrong:
    """Its field is named once: by the mistake itself where it quotes the label."""
    named_so = path[:-1] if path and f"“{path[-1]}”" in says else path
    return Wrong(id, _(": ").join((_(", ").join(named_so), says)) if named_so else says)


def _by_name(part: Part, within: tuple[str, ...] = ()) -> Iterator[tuple[str, Part, tuple[str, ...]]]:
    """Every part with the labels that lead to it; the row of a list is told by its own, which has that of the list in it."""
    path = (*within, part.label)
    yield part.name, part, path
    if part.shape == WORDS:
        yield part.name.rpartition("-")[0], part, path
    for one in (*part.parts, *((part.other,) if part.other else ())):
        yield from _by_name(one, within if part.shape == ROWS or one is part.other else path)


def _nth(label: str, row: int) -> str:
    return _("{label}, no. {number}").format(label=label, number=row + 1)


def _hints(one: Field, kind: Kind, own: bool, offered: bool) -> Iterator[str]:
    if own and one.asked.hint:
        yield one.asked.hint.within(language())
    match kind:
        case DayKind():
            yield _("Like 2026-03-02")
        case MomentKind():
            yield _("Like 2026-03-02 09:30")
        case SlugKind(choices=()) if not offered:
            yield _("One word in small letters with hyphens, like acceptance-standard")
    if own and one.private:
        yield _("Kept apart from the public record")
