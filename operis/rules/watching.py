"""Do persons watch the draw who are not one another's, and does each seed come from the one who committed to it?"""

from collections.abc import Iterator
from datetime import timedelta

from operis.core.acts import Command
from operis.core.case import Case, on_record
from operis.core.decider import check
from operis.core.draws import COMMITMENT, SEED, seed_commitment
from operis.core.findings import Finding, found
from operis.core.mandates import Role
from operis.dockets.procurement.awarding import Seed
from operis.dockets.procurement.commands import AnnounceDraw, HoldDraw
from operis.dockets.procurement.mandate_facts import Held, mandates_held
from operis.dockets.procurement.outcomes import DrawAnnounced
from operis.dockets.procurement.state import Procurement
from operis.dockets.procurement.watching import CallWatchers, CommitSeed, ShowSeed
from operis.law.book import Row
from operis.rules.bids import instant

CallCase = Case[Procurement, CallWatchers]
CommitCase = Case[Procurement, CommitSeed]
ShowCase = Case[Procurement, ShowSeed]
OF_BODY = frozenset({Role.BUYER, Role.REVIEWER})
OVERSEEING = frozenset({Role.FINANCE, Role.FINANCE_UPPER, Role.UNIT})
WATCHING = OF_BODY | OVERSEEING | {Role.AGENCY}
"""The offices whose people may watch a draw."""


def waiting(state: Procurement) -> DrawAnnounced | None:
    """The draw that was announced and has not been held."""
    return state.announced[-1] if len(state.announced) > len(state.drawn) else None


def may_watch(case: Case[Procurement, Command], held: Held) -> bool:
    """An officer or reviewer of the body, its agency, and who oversees it."""
    agency = case.state.plan.agency if case.state.plan else None
    own = held.role in OF_BODY and held.body == case.state.body
    return own or held.role in OVERSEEING or (held.role == Role.AGENCY and held.body == agency)


@check("A draw has watchers of different bodies, each known here, and one at most of the purchaser and its agency.",
       "抽取见证人来自不同单位，均有本平台账号，其中采购人及其代理机构合计不超过一名。")  # fmt: skip
def watchers_independent(case: CallCase, row: Row) -> Iterator[Finding]:
    """Enough of them, nobody twice, no two of one name, each of another body; the purchaser and who acts for it alone choose nobody."""
    asked, least = case.asked.watchers, row.count("seed_holders_min_count")
    if len({one.person for one in asked}) < least or len({one.name for one in asked}) != len(asked):
        yield found("{watchers} persons watch the draw; at least {least} do, nobody twice and no two of one name.", at="watchers",
                    do="Call another person.", watchers=len({one.person for one in asked}), least=least)  # fmt: skip
    bodies, own, most = set[str](), 0, row.count("watchers_of_purchaser_max_count")
    for place, one in enumerate(asked):
        held = {each.body for each in _held(case, one.person)}
        own += bool(held & own_bodies(case.state))
        if not held:
            yield found("{name} has no office here from which a draw of this purchase is watched.", at=f"watchers/{place}/person",
                        do="Call an officer or reviewer of the body, its agency, its budget unit, or the finance department.",
                        name=one.name)  # fmt: skip
        elif held & bodies:
            yield found("{name} is of the same body as another watcher.", at=f"watchers/{place}/person",
                        do="Call somebody of another body: of the budget unit or the finance department.", name=one.name)  # fmt: skip
        bodies |= held
    if own > most and len(bodies) > 1:
        yield found("{own} watchers are of the purchaser and its agency; at most {most} is.", at="watchers",
                    do="Call somebody of another body: of the budget unit or the finance department.", own=own, most=most)  # fmt: skip


def own_bodies(state: Procurement) -> frozenset[str]:
    """The purchasing body and the agency that acts for it."""
    agency = state.plan.agency if state.plan else None
    return frozenset(filter(None, (state.body, agency)))


def _held(case: CallCase, person: str) -> tuple[Held, ...]:
    return tuple(one for one in case.facts[mandates_held].of(person, case.today) if may_watch(case, one))


@check("No draw waits to be held.", "没有尚待进行的抽取。")
def no_draw_waits(case: Case[Procurement, CallWatchers | CommitSeed], row: Row) -> Iterator[Finding]:
    """Whoever watches a draw that is announced watches it to its end."""
    if (there := waiting(case.state)) is not None:
        yield found("A draw is announced for {moment}.", do="Hold it first.", moment=there.draws_at)


@check("Who locks in a secret number or shows one was called to watch the draw.", "锁定、出示秘密数的是本次抽取的见证人。")
def called_to_watch(case: Case[Procurement, CommitSeed | ShowSeed], row: Row) -> Iterator[Finding]:
    if not _own(case) & case.state.watch.persons:
        yield found("You were not called to watch a draw of this purchase.", do="Have the purchaser call you.")


def _own(case: Case[Procurement, CommitSeed | ShowSeed]) -> frozenset[str]:
    return frozenset(case.mandate.persons[:1])


@check("A watcher locks in one secret number.", "每名见证人只锁定一个秘密数。")
def committed_once(case: CommitCase, row: Row) -> Iterator[Finding]:
    watch = case.state.watch
    if _own(case) & {one.person for one in watch.committed}:
        yield found("You have locked in a secret number.", do="Wait for the draw, and show it then.")


@check("What locks in a secret number is a fingerprint of its own.", "锁定秘密数的是各自的数字指纹。")
def fingerprint_own(case: CommitCase, row: Row) -> Iterator[Finding]:
    if not COMMITMENT.fullmatch(case.asked.sha256) or case.asked.sha256 in {one.sha256 for one in case.state.watch.committed}:
        yield found("This is no SHA-256 of a secret number, or another watcher gave it.", at="sha256",
                    do="Lock in a secret number of your own: press the button, and this site makes one.")  # fmt: skip


@check("The secret numbers of a draw are those that its watchers locked in.", "抽取使用见证人锁定的秘密数。")
def seeds_of_watchers(case: Case[Procurement, AnnounceDraw], row: Row) -> Iterator[Finding]:
    """Who writes down seeds of his own knows who will come out."""
    watch = case.state.watch
    if not watch.called:
        yield found("Nobody was called to watch the draw.", do="Call the watchers first.")
    elif watch.uncommitted:
        yield found("Not every watcher has locked in a secret number yet: {names}.", do="Wait until each has pressed the button.",
                    names=", ".join(one.name for one in watch.uncommitted))  # fmt: skip
    elif tuple((one.holder, one.sha256) for one in case.asked.seeds) != watch.fingerprints():
        yield found("These are not the fingerprints that the watchers committed to.", at="seeds", do="Take them from the record.")


@check("The time of the draw has come.", "已到抽取时间。")
def draw_due(case: ShowCase, row: Row) -> Iterator[Finding]:
    announced = waiting(case.state)
    if announced is None:
        yield found("No draw is announced.", do="Wait until it is.")
    elif instant(case.happened) < announced.draws_at:
        yield found("The draw is held on {moment}.", do="Wait until then.", moment=announced.draws_at)


@check("The secret number shown is the one that was locked in.", "出示的秘密数与锁定的一致。")
def seed_as_committed(case: ShowCase, row: Row) -> Iterator[Finding]:
    for person in sorted(_own(case) & case.state.watch.persons):
        if not SEED.fullmatch(case.asked.seed) or seed_commitment(case.asked.seed) != case.state.watch.fingerprint_of(person):
            yield found("This is not the secret number that you locked in.", at="seed", do="Show that one.")


@check("A watcher shows the number once.", "秘密数仅出示一次。")
def shown_once(case: ShowCase, row: Row) -> Iterator[Finding]:
    if _own(case) & {one.person for one in case.state.watch.shown}:
        yield found("You have shown your secret number.", do="Wait until the other watchers have shown theirs.")


@check("The watchers show their numbers themselves.", "秘密数由见证人本人出示。")
def watchers_waited_for(case: Case[Procurement, HoldDraw], row: Row) -> Iterator[Finding]:
    """Who is late for so long is waited for no more: a watcher cannot keep a draw from being held."""
    announced = waiting(case.state)
    if announced is None or not case.state.watch.unshown:
        return
    until = announced.draws_at + timedelta(hours=row.count("watchers_waited_for_hours_count"))
    if instant(case.happened) < until:
        yield found("These watchers have not shown their secret numbers yet: {names}. They are waited for until {moment}.",
                    do="Have them press the button.", names=", ".join(one.name for one in case.state.watch.unshown),
                    moment=until)  # fmt: skip


def last_to_show(case: ShowCase) -> bool:
    """Whether everyone else who watches has shown a seed: with this one the draw is held."""
    return {one.person for one in case.state.watch.unshown} <= _own(case)


def seeds_together(case: ShowCase) -> tuple[Seed, ...]:
    """All seeds of the draw, in the order in which they were announced."""
    names = {one.person: one.name for one in case.state.watch.called}
    there = {**case.state.watch.seeds(), **{names[person]: case.asked.seed for person in _own(case) & names.keys()}}
    announced = on_record(waiting(case.state), "draw-announced")
    return tuple(Seed(holder=one.holder, seed=there[one.holder]) for one in announced.seeds)
