"""What do those say who watch a draw? Who is called, the fingerprint of a seed that nobody knows yet, and the seed when it is shown."""

from dataclasses import replace

from operis.core.acts import Act, Command
from operis.core.fields import ask, record
from operis.core.refers import RefersTo
from operis.core.wording import Label, Wording
from operis.dockets.procurement.evaluating import Declined

WATCHERS_MAX = 5


@record
class Watcher:
    """A named person who sees to it that nobody chooses who comes out."""

    person: str = ask("Account", "账号", of=RefersTo.WATCHER)
    name: str = ask("Name", "姓名")


@record
class WatchTerms:
    watchers: tuple[Watcher, ...] = ask("Watchers", "见证人", most=WATCHERS_MAX)
    again: Wording | None = ask(
        "Why experts are drawn again",
        "补充抽取评审专家的理由",
        hint=("Only where too few of those who were drawn here can sit", "仅在已抽取的专家不足时填写"),
        default=None,
        later=True,
    )
    declined: tuple[Declined, ...] = ask("Drawn and cannot come", "已抽取但不能参加的专家", default=(), later=True)


@record
class SeedTerms:
    sha256: str = ask("Fingerprint of the secret number", "秘密数的数字指纹")


@record
class ShownTerms:
    seed: str = ask("Secret number", "秘密数")


@record
class CallWatchers(WatchTerms, Command):
    slug, docket_kind = "call-watchers", "procurement"
    title_words = Label("Call the watchers of a draw", "确定抽取见证人")
    entrusted = "evaluation"


@record
class CommitSeed(SeedTerms, Command):
    slug, docket_kind, electronic, called = "commit-seed", "procurement", True, True
    title_words = Label("Lock in a secret number for the draw", "锁定抽取用的秘密数")
    entrusted = "evaluation"


@record
class ShowSeed(ShownTerms, Command):
    slug, docket_kind, electronic, called = "show-seed", "procurement", True, True
    title_words = Label("Show the secret number of the draw", "出示抽取用的秘密数")
    entrusted = "evaluation"


@record
class WatchersCalled(WatchTerms, Act):
    """Those who are called anew take the place of those who were called before: no seed was known yet."""

    kind, version = "watchers-called", 1
    title_words = Label("Watchers of a draw called", "抽取见证人确定")


@record
class SeedCommitted(SeedTerms, Act):
    kind, version = "seed-committed", 1
    title_words = Label("Secret number locked in", "秘密数已锁定")

    person: str = ask("Watcher", "见证人", of=RefersTo.WATCHER)


@record
class SeedShown(ShownTerms, Act):
    kind, version = "seed-shown", 1
    title_words = Label("Secret number shown", "秘密数已出示")

    person: str = ask("Watcher", "见证人", of=RefersTo.WATCHER)


WatchAct = WatchersCalled | SeedCommitted | SeedShown


@record
class Watch:
    """The watchers of the draw that comes next, each with the fingerprint, and once it is shown the seed; empty after the draw."""

    called: tuple[Watcher, ...] = ()
    past: tuple[Watcher, ...] = ()
    """Those of draws before, and those in whose place others were called."""
    committed: tuple[SeedCommitted, ...] = ()
    shown: tuple[SeedShown, ...] = ()
    again: Wording | None = None
    """Why experts are drawn again, as it was said when these watchers were called."""
    away: tuple[str, ...] = ()
    """Who was drawn and was said to be unable to come, of all draws."""

    def with_act(self, act: WatchAct) -> "Watch":
        match act:
            case WatchersCalled():
                away = dict.fromkeys((*self.away, *(one.person for one in act.declined)))
                return Watch(called=act.watchers, past=(*self.past, *self.called), again=act.again, away=tuple(away))
            case SeedCommitted():
                return replace(self, committed=(*self.committed, act))
            case SeedShown():
                return replace(self, shown=(*self.shown, act))

    @property
    def over(self) -> "Watch":
        """After the draw."""
        return Watch(past=(*self.past, *self.called), away=self.away)

    @property
    def persons(self) -> frozenset[str]:
        return frozenset(one.person for one in self.called)

    @property
    def uncommitted(self) -> tuple[Watcher, ...]:
        """Those who have not committed to a seed, in the order in which they were called."""
        there = {one.person for one in self.committed}
        return tuple(one for one in self.called if one.person not in there)

    @property
    def unshown(self) -> tuple[Watcher, ...]:
        there = {one.person for one in self.shown}
        return tuple(one for one in self.called if one.person not in there)

    @property
    def ready(self) -> bool:
        """Whether a draw can be announced: everyone who was called has locked in a secret number."""
        return bool(self.called) and not self.uncommitted

    def fingerprint_of(self, person: str) -> str | None:
        return next((one.sha256 for one in self.committed if one.person == person), None)

    def fingerprints(self) -> tuple[tuple[str, str], ...]:
        """Name and fingerprint of each, in the order in which they were called."""
        return tuple((one.name, self.fingerprint_of(one.person) or "") for one in self.called)

    def seeds(self) -> dict[str, str]:
        """By the name of the watcher, the seeds that were shown."""
        names = {one.person: one.name for one in self.called}
        return {names[one.person]: one.seed for one in self.shown if one.person in names}
