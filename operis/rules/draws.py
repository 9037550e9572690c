"""Is a draw fair: the list frozen, seeds of several watchers committed to, shown whole, and held when it was announced?"""

from collections.abc import Iterator

from operis.core.case import Case, on_record
from operis.core.decider import check
from operis.core.draws import COMMITMENT, SEED, drawn_order, seed_commitment
from operis.core.findings import Finding, found
from operis.core.mandates import Role
from operis.dockets.procurement.awarding import PassedOver
from operis.dockets.procurement.commands import AnnounceDraw, HoldDraw
from operis.dockets.procurement.evaluation import award_of, report_of
from operis.dockets.procurement.mandate_facts import Held, mandates_held
from operis.dockets.procurement.outcomes import DrawAnnounced
from operis.dockets.procurement.ranking import drawn_first, first_of, in_line
from operis.dockets.procurement.state import Procurement
from operis.dockets.procurement.watching import ShowSeed
from operis.law.book import Row
from operis.rules.awards import out_of_line, passed_over
from operis.rules.bids import instant
from operis.rules.panels import SUPERVISING
from operis.rules.watching import seeds_together, waiting

AnnounceCase = Case[Procurement, AnnounceDraw]
HoldCase = Case[Procurement, HoldDraw]
TIE, EXPERTS = "tie", "experts"


def announced_to(state: Procurement) -> DrawAnnounced:
    """The draw that is held now: its step comes after the announcement."""
    return on_record(waiting(state), "draw-announced")


@check("The list and the secret numbers of the draw are in order.", "抽取名单和秘密数符合规定。")
def draw_well_made(case: AnnounceCase, row: Row) -> Iterator[Finding]:
    """Nobody twice on the list or among the watchers, more names than are drawn, and no single watcher who could choose."""
    entries, watchers, least = case.asked.entries, [one.holder for one in case.asked.seeds], row.count("seed_holders_min_count")
    if len(set(entries)) != len(entries) or not 0 < case.asked.count <= len(entries):
        yield found("The list has {names} names for {count} to be drawn, or names one twice.", at="entries", do="Put the list right.",
                    names=len(entries), count=case.asked.count)  # fmt: skip
    if len(set(watchers)) < least or len(set(watchers)) != len(watchers):
        yield found("Secret numbers come from {watchers} watchers; they come from at least {least}, one from each.", at="seeds",
                    do="Have another person lock in a secret number.", watchers=len(set(watchers)), least=least)  # fmt: skip
    if case.asked.draws_at <= instant(case.happened):
        yield found("The draw would be held before it is announced.", at="draws_at", do="Name a later time.")


@check("A secret number is locked in by a fingerprint of its own.", "每个秘密数有各自的数字指纹。")
def fingerprints_of_seeds(case: AnnounceCase, row: Row) -> Iterator[Finding]:
    """What is no fingerprint commits to nothing, and two that are alike are one seed."""
    given = [one.sha256 for one in case.asked.seeds]
    for place, one in enumerate(given):
        if not COMMITMENT.fullmatch(one) or one in given[:place]:
            yield found("This is no SHA-256 of a secret number, or stands here twice.", at=f"seeds/{place}/sha256",
                        do="Have its watcher commit to it: press the button, and this site makes one.")  # fmt: skip


@check("Those on a list of experts hold the mandate to evaluate.", "抽取名单中的评审专家均有具备评审身份的账号。")
def experts_of_the_pool(case: AnnounceCase, row: Row) -> Iterator[Finding]:
    """Whom no account here has as an expert is not drawn."""
    for place, held in _listed(case):
        if not any(one.role == Role.EXPERT for one in held):
            yield found("Number {number} on the list has no account here with the mandate to evaluate.", at=f"entries/{place}",
                        do="Choose the account of an expert.", number=place + 1)  # fmt: skip


@check("Nobody of the purchasing body and nobody who supervises procurement is drawn as an expert.",
       "采购人的人员和采购监督管理工作人员不作为评审专家抽取。")  # fmt: skip
def outsiders_alone_drawn(case: AnnounceCase, row: Row) -> Iterator[Finding]:
    for place, held in _listed(case):
        if case.state.body in {one.body for one in held} or SUPERVISING & {one.role for one in held}:
            yield found("Number {number} on the list works for the purchasing body or supervises procurement.", at=f"entries/{place}",
                        do="Leave that account out.", number=place + 1)  # fmt: skip


@check("Nobody of the agency is drawn as an expert.", "本项目代理机构人员不作为评审专家抽取。")
def no_agency_drawn(case: AnnounceCase, row: Row) -> Iterator[Finding]:
    agency = case.state.plan.agency if case.state.plan else None
    for place, held in _listed(case):
        if agency and agency in {one.body for one in held if one.role == Role.AGENCY}:
            yield found("Number {number} on the list works for the agency of this procurement.", at=f"entries/{place}",
                        do="Leave that account out.", number=place + 1)  # fmt: skip


def _listed(case: AnnounceCase) -> Iterator[tuple[int, tuple[Held, ...]]]:
    """Of a list of experts each place, with what its account may act under on the day."""
    if case.asked.purpose == EXPERTS:
        for place, person in enumerate(case.asked.entries):
            yield place, case.facts[mandates_held].of(person, case.today)


@check("Equals are drawn from once.", "并列的供应商仅抽取一次。")
def drawn_once(case: AnnounceCase, row: Row) -> Iterator[Finding]:
    """Whoever could draw again until it pleases, or after some seeds are known, would choose who comes out."""
    there, lot = waiting(case.state), case.asked.lot or "1"
    if there is not None:
        yield found("A draw is announced for {moment}.", do="Hold it, with the secret numbers that were locked in.", moment=there.draws_at)
    elif case.asked.purpose == TIE and (first := drawn_first(case.state, lot)) is not None and first in _equal(case, lot):
        yield found("A draw has chosen {first} for lot {lot}.", at="lot", do="Award it.", first=first, lot=lot)


@check("Only those who share the first rank are drawn from.", "仅在并列第一的供应商中抽取。")
def tied_alone_drawn(case: AnnounceCase, row: Row) -> Iterator[Finding]:
    """A draw between equals has those on its list who share the first rank, and no others."""
    if case.asked.purpose != TIE:
        return
    lot = case.asked.lot or "1"
    equal = _equal(case, lot)
    if report_of(case.state, lot) is None or award_of(case.state, lot) is not None or sorted(equal) != sorted(case.asked.entries):
        yield found(
            "In lot {lot} the first rank is shared by: {equal}.",
            at="entries",
            do="Draw between them alone.",
            lot=lot,
            equal=", ".join(equal),
        )


def _equal(case: AnnounceCase, lot: str) -> tuple[str, ...]:
    return first_of(case.state, lot, out_of_line(case))


def passed_over_for(case: AnnounceCase) -> tuple[PassedOver, ...]:
    """Who is barred and ranked before those between whom is drawn, or beside them."""
    lot = case.asked.lot or "1"
    line = in_line(case.state, lot, out_of_line(case)) if case.asked.purpose == TIE else ()
    return passed_over(case, {lot: on_record(line[0].rank, "rank")}) if line else ()


@check("The draw was announced, and its time has come.", "抽取安排已公布，并已到抽取时间。")
def draw_announced(case: HoldCase, row: Row) -> Iterator[Finding]:
    announced = waiting(case.state)
    if announced is None:
        yield found("No draw is announced.", do="Announce it, with its list and the fingerprints of its secret numbers.")
    elif instant(case.happened) < announced.draws_at:
        yield found("The draw is held on {moment}.", do="Wait until then.", moment=announced.draws_at)


@check("The secret numbers shown are those that were locked in.", "出示的秘密数与锁定的一致。")
def seeds_as_committed(case: HoldCase, row: Row) -> Iterator[Finding]:
    """Every seed that was committed to is shown, and is the one whose fingerprint was published."""
    announced = waiting(case.state)
    shown = {one.holder: one.seed for one in case.asked.seeds}
    for one in announced.seeds if announced else ():
        seed = shown.get(one.holder)
        if seed is None or not SEED.fullmatch(seed) or seed_commitment(seed) != one.sha256:
            yield found("The secret number of {holder} is not the one that was locked in.", at="seeds",
                        do="Show that secret number.", holder=one.holder)  # fmt: skip


def drawn(case: HoldCase) -> tuple[str, ...]:
    """Those who come out, the first drawn first."""
    announced = announced_to(case.state)
    shown = {one.holder: one.seed for one in case.asked.seeds}
    seeds = [shown[one.holder] for one in announced.seeds]
    return drawn_order(case.docket or "", announced.purpose, announced.lot, announced.entries, seeds)[: announced.count]


def drawn_at_last(case: Case[Procurement, ShowSeed]) -> tuple[str, ...]:
    """The same, once the last watcher has shown a seed."""
    announced, seeds = on_record(waiting(case.state), "draw-announced"), [one.seed for one in seeds_together(case)]
    return drawn_order(case.docket or "", announced.purpose, announced.lot, announced.entries, seeds)[: announced.count]

