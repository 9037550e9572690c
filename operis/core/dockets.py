"""What is a kind of docket? Its name, letter, words, states, readers and texts: declared once, read everywhere."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar

from operis.core.acts import Act, Command
from operis.core.duties import Duty, Met, Owed
from operis.core.mandates import Mandate
from operis.core.wording import LANGUAGES, SLUG, Label, Wording

S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class StateWords:
    """A state that a list shows and searches by: its slug, its words, and the colour of its tag where it has one."""

    slug: str
    words: Label
    tag: str = ""
    after: str = ""
    """The slug of the state that is shown instead once nothing stands open here any more."""


@dataclass(frozen=True, slots=True)
class Lead(Generic[S]):
    """A command that opens another docket from this one, and the fields that it starts with."""

    command: type[Command]
    number: str
    """The field that takes the number of this docket."""
    about: str = ""
    """The field that takes what it is about: a part, a lot."""
    from_: Callable[[S], Iterable[str]] = lambda state: ("",)
    """Of what it can be opened now."""

    def starts(self, docket: str, about: str) -> dict[str, str]:
        return {self.number: docket, **({self.about: about.partition(" ")[0]} if self.about and about else {})}


@dataclass(frozen=True, kw_only=True)
class DocketKind(Generic[S]):
    """A kind of docket; every function looks at the state alone, or at the state and one of its acts."""

    name: str
    letter: str
    """The letter in its numbers; never changed, since numbers are stored."""
    words: Label
    start: Callable[[], S]
    evolve: Callable[[S, Any], S]
    states: tuple[StateWords, ...]
    state_of: Callable[[S], str]
    """The slug of one of `states`; empty while nothing stands on it that a list could show."""
    secret: bool = False
    """Whether its very existence is for its own party: it stands in no list, and its number counts nothing."""
    kind_in_title: bool = False
    """Whether it is called by its kind and the title of the docket that it was made for."""
    title: Callable[[S], Wording | None] = lambda state: None
    parent: Callable[[S], str | None] = lambda state: None
    """The number of the docket that it was made for."""
    agency: Callable[[S], tuple[str, tuple[Any, ...]]] = lambda state: ("", ())
    """The agency that acts in it by the plan of its procurement, and what it is entrusted with; nothing said: all."""
    called: Callable[[S], Iterable[str]] = lambda state: ()
    """By what else than its title it is found: short names, codes, numbers that it bears elsewhere."""
    texts: Callable[[S], Iterable[Wording]] = lambda state: ()
    """What is found by its words: texts of public acts alone."""
    withheld: Callable[[S, Act], bool] = lambda state, act: False
    """Whether everyone is shown only the commitment to an act."""
    reads: Callable[[S, Act, Mandate], bool] = lambda state, act, reader: False
    """Who reads an act that is withheld from everyone."""
    opens_to: Callable[[S, Any, Mandate], bool] = lambda state, above, reader: False
    """Where the kind is secret: who may look into such a docket, by its state and that of the docket that it was made for."""
    let_out: Callable[[str, Act, Any], bool] = lambda docket, act, above: False
    """Where the kind is secret: whether everyone may read an act of the docket by now, by the state of the docket that it was made for."""
    idle: Callable[[S, Any, type[Command]], bool] = lambda state, above, asked: False
    """By its state and that of the docket that it was made for: whether a step has nothing to do any more, and is not offered."""
    panel: Callable[[S], tuple[str, ...]] = lambda state: ()
    """The accounts of those who sign together what a panel does."""
    at_work: Callable[[S, Mandate], bool] = lambda state, reader: False
    """Who works on an evaluation: reads what nobody else may before its result."""
    holds_back: Callable[[S], bool] = lambda state: False
    """Whether acts on secret dockets that were made for it wait, as it stands, for the end of their secrecy before the log has them."""
    stage: Callable[[S, Act], Label | None] = lambda before, act: None
    """At which stage an act was taken, by the state before it; nothing said: all acts are one list."""
    read_once: Mapping[str, Label] = field(default_factory=dict)
    """By the `public` of an act that is withheld: when everyone will read it."""

    def folded(self, acts: Iterable[Act]) -> S:
        """What the acts add up to."""
        state = self.start()
        for act in acts:
            state = self.evolve(state, act)
        return state

    def staged(self, acts: Iterable[Act]) -> Iterator[Label | None]:
        """For each act in order the stage at which it was taken."""
        state = self.start()
        for act in acts:
            yield self.stage(state, act)
            state = self.evolve(state, act)

    held_alone: Callable[[Any, str | None], Iterable[str]] = lambda asked, docket: ()
    """The locks that whoever writes in such a docket holds alone beside its own: under them others read what it tells them."""
    leads: tuple[Lead[S], ...] = ()
    duties: tuple[Duty, ...] = ()
    owed: Callable[[S], Iterable[Owed]] = lambda state: ()
    """What stands open, in the order in which it comes."""
    meeting: Callable[[S], tuple[datetime, Wording | None] | None] = lambda state: None
    """When and where those are expected whom a duty calls by name."""
    met: Callable[[S], Iterable[Met]] = lambda state: ()
    """What is done with it of what other dockets wait for."""

    def duty(self, slug: str) -> Duty:
        """The duty that this command does."""
        return next(one for one in self.duties if one.slug == slug)

    def lead(self, command: type[Command]) -> Lead[S] | None:
        return next((one for one in self.leads if one.command is command), None)

    @property
    def state_words(self) -> Mapping[str, StateWords]:
        return {one.slug: one for one in self.states}


def faults(kinds: Iterable[DocketKind[Any]], reserved: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with the declarations, a sentence for each, so that it is found at start-up; `reserved`: letters kept for others."""
    letters = dict(reserved)
    for kind in kinds:
        if not SLUG.fullmatch(kind.name):
            yield f"{kind.name!r} is no name for a kind of docket: small letters, digits and hyphens"
        if not (len(kind.letter) == 1 and kind.letter.isascii() and kind.letter.isupper()):
            yield f"{kind.name}: {kind.letter!r} is no letter for its numbers: one of A to Z"
        if letters.setdefault(kind.letter, kind.name) != kind.name:
            yield f"{kind.name}: its letter {kind.letter} is that of {letters[kind.letter]}"
        yield from _unworded(kind)
        for place, duty in enumerate(kind.duties):
            if not duty.slug:
                yield f"{kind.name}: the duty {duty.words.en!r} has no command that does it"
            elif duty.slug in {one.slug for one in kind.duties[:place]}:
                yield f"{kind.name}: {duty.slug} does two duties"


def _unworded(kind: DocketKind[Any]) -> Iterator[str]:
    labels = {"the kind": kind.words, **{f"the state {one.slug!r}": one.words for one in kind.states}}
    labels |= {f"the duty {one.slug!r}": one.words for one in kind.duties}
    labels |= {f"who does {one.slug!r}": one.who for one in kind.duties}
    labels |= {f"when {public!r} is read": words for public, words in kind.read_once.items()}
    for what, words in labels.items():
        if lacking := [language for language in LANGUAGES if not words.within(language).strip()]:
            yield f"{kind.name}: {what} has no words in {' and '.join(lacking)}"
    for slug in sorted({one.slug for one in kind.states if [each.slug for each in kind.states].count(one.slug) > 1}):
        yield f"{kind.name}: the state {slug!r} has two labels"
