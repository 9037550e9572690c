"""What helps with a draw? Watchers are chosen by name and press a button; list, fingerprints and seeds are filled in for everybody."""

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from operis import clock
from operis.attachments.models import content_of, keep
from operis.clerk import Entered
from operis.core.draws import seed_commitment
from operis.core.findings import Ground
from operis.core.wording import Slug
from operis.dockets.file.terms import EXPERT_FIELDS
from operis.dockets.procurement.awarding import PURPOSES
from operis.dockets.procurement.commands import AnnounceDraw
from operis.dockets.procurement.evaluation import drawn_experts
from operis.dockets.procurement.pool import EXPERTS, ExpertPool, expert_pool
from operis.dockets.procurement.ranking import first_of
from operis.dockets.procurement.watching import CommitSeed
from operis.documents.lawbook import calendar
from operis.documents.shown import language
from operis.rules.awards import out_of_line
from operis.rules.draws import TIE
from operis.rules.watching import waiting
from operis.web.components.form import GROUP, HIDDEN, Part
from operis.web.desk.choices import watching_from_outside
from operis.web.desk.due import way_on
from operis.web.desk.expert_fields import fields_for
from operis.web.desk.guides import Guide, Section
from operis.web.desk.panel_seats import seats_due
from operis.web.desk.people import MOST, names_of_people
from operis.web.desk.sitting import Sitting
from operis.web.forms import Counted, Options, Typed, named
from operis.web.preparing.ahead import found_ahead

WATCHERS, SEED_BYTES, RESERVES = 2, 32, 2
"""How many reserves are proposed: a help to who draws, and no number of a law."""
SOON, STEP = timedelta(minutes=15), timedelta(minutes=5)
"""When a draw is proposed: soon, at a time that is easily said."""


def only(part: Part, labels: tuple[str, ...], keep_: tuple[str, ...] = ("person",)) -> Part:
    """A list whose rows are as many as there are labels, each with a few of its inputs; no row is added and none taken away."""
    count = Part(name=named(part.name, "rows"), label="", shape=HIDDEN,
                 input=format_html('<input type="hidden" name="{}-rows" value="{}">', part.name, len(labels)))  # fmt: skip
    rows: list[Part] = []
    for row, words in zip(part.parts, labels, strict=False):
        inside = tuple(one for one in row.parts if one.name.rpartition("-")[2] in keep_)
        rows += [_labelled(one, words if len(inside) == 1 else f"{words}{_(': ')}{one.label}") for one in inside]
    return Part(name=part.name, label=part.label, shape=GROUP, wrong=part.wrong, parts=(count, *rows))


def _labelled(part: Part, words: str) -> Part:
    return Part(name=part.name, label=words, shape=part.shape, hints=part.hints, unit=part.unit, optional=part.optional, wrong=part.wrong,
                input=part.input, find=part.find)  # fmt: skip


AGAIN = frozenset({"again", "declined"})
"""What is asked where experts were drawn before."""


class WatchersGuide(Guide):
    pressed = True
    fixed = ("watchers",)
    template = "web/desk/guide_watchers.html"

    def begins(self, at: Sitting) -> Mapping[str, str]:
        return {"watchers-rows": str(WATCHERS)}

    def read(self, at: Sitting, sent: dict[str, str]) -> dict[str, str]:
        chosen = {key: value for key, value in sent.items() if key.endswith("-person") and value}
        names = names_of_people({*chosen.values()})
        return {**sent, **{f"{key.removesuffix('-person')}-name": names.get(one, one) for key, one in chosen.items()}}

    def offers(self, at: Sitting, typed: Typed) -> Mapping[str, Options]:
        """The first is of whatever office, the others of no side that buys."""
        outside = watching_from_outside(at)
        rows = {f"watchers-{row}-person": outside for row in range(1, WATCHERS) if len(outside) <= MOST}
        return {**rows, "declined-*-person": tuple(names_of_people({*drawn_experts(at.state)}).items())}

    def sections(self, at: Sitting, parts: tuple[Part, ...]) -> tuple[Section, ...]:
        labels = tuple(_("Watcher {number}").format(number=one + 1) for one in range(WATCHERS))
        shown_ = parts if drawn_experts(at.state) else tuple(one for one in parts if one.name.partition("-")[0] not in AGAIN)
        return super().sections(at, tuple(only(one, labels) if one.name == "watchers" else one for one in shown_))

    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        watch = at.state.watch
        return {"called": [(one.name, one not in watch.uncommitted) for one in watch.called]}

    def onward(self, at: Sitting, typed: Typed, told: Entered) -> str | None:
        """On to the own secret number, where who calls watches too."""
        return way_on(told.docket, at.mandate, clock.now(), CommitSeed)


PRESSED = gettext_lazy("You press the button, and type nothing. What you do stands in the record for good.")


class SeedGuide(Guide):
    """The seed is made by this site in the name of the watcher, and sealed until it is shown: nobody sees it, the watcher neither."""

    direct = True
    made = ("sha256",)
    template = "web/desk/guide_seed.html"

    def read(self, at: Sitting, sent: dict[str, str]) -> dict[str, str]:
        there = at.state.watch.fingerprint_of(at.mandate.persons[0])
        return {**sent, "sha256": there or self._made(at)}

    def _made(self, at: Sitting) -> str:
        seed = secrets.token_bytes(SEED_BYTES)
        keep(at.number or "", seed)
        return seed_commitment(seed.hex())

    def sections(self, at: Sitting, parts: tuple[Part, ...]) -> tuple[Section, ...]:
        return super().sections(at, tuple(one for one in parts if one.name != "sha256"))

    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        says = _("A secret number is made in your name and kept sealed. Its fingerprint goes into the announcement of the draw.")
        return {"says": says, "hint": PRESSED}

    def onward(self, at: Sitting, typed: Typed, told: Entered) -> str | None:
        """On to the announcement, once the last one is locked in."""
        return way_on(told.docket, at.mandate, clock.now(), AnnounceDraw)


class ShowingGuide(Guide):
    direct = True
    made = ("seed",)
    template = "web/desk/guide_seed.html"

    def read(self, at: Sitting, sent: dict[str, str]) -> dict[str, str]:
        return {**sent, "seed": _seed_of(at, at.mandate.persons[0])}

    def sections(self, at: Sitting, parts: tuple[Part, ...]) -> tuple[Section, ...]:
        return super().sections(at, tuple(one for one in parts if one.name != "seed"))

    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        if len(at.state.watch.unshown) <= 1:
            return {"says": _("Yours is the last secret number: with it the draw is held."), "hint": PRESSED}
        return {"says": _("The draw is held once every watcher has shown a secret number."), "hint": PRESSED}


def _seed_of(at: Sitting, person: str) -> str:
    """The seed as it was kept; nothing before the time of the draw, so that no page can give it away."""
    announced, sha256 = waiting(at.state), at.state.watch.fingerprint_of(person)
    if announced is None or sha256 is None or clock.now() < announced.draws_at:
        return ""
    kept = content_of(at.number or "", sha256)
    return kept.hex() if kept is not None else ""


class HoldingGuide(Guide):
    """Where a watcher does not come, the seed that this site keeps is shown in that name, once the watcher was waited for."""

    pressed = True
    made = ("seeds",)
    template = "web/desk/guide_holding.html"

    def read(self, at: Sitting, sent: dict[str, str]) -> dict[str, str]:
        shown_, found = at.state.watch.seeds(), dict[str, str]()
        for one in at.state.watch.called:
            found[one.name] = shown_.get(one.name) or (_seed_of(at, one.person) if self._waited(at) else "")
        announced = waiting(at.state)
        seeds = [(one.holder, found.get(one.holder, "")) for one in announced.seeds] if announced is not None else []
        rows = {"seeds-rows": str(len(seeds))}
        for row, (holder, seed) in enumerate(seeds):
            rows |= {f"seeds-{row}-holder": holder, f"seeds-{row}-seed": seed}
        return {**{key: value for key, value in sent.items() if not key.startswith("seeds-")}, **rows}

    def _waited(self, at: Sitting) -> bool:
        """Whether the rules would let the draw be held now."""
        case = at.case(clock.now())
        rules = (rule for rule in at.step.after if rule.check.name == "watchers_waited_for")
        return not any(True for rule in rules for _one in rule.missing(case))

    def sections(self, at: Sitting, parts: tuple[Part, ...]) -> tuple[Section, ...]:
        return super().sections(at, tuple(one for one in parts if one.name != "seeds"))

    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        watch = at.state.watch
        return {"called": [(one.name, one not in watch.unshown) for one in watch.called]}


class AnnouncingGuide(Guide):
    """Who can be drawn is the whole pool but for those whom a row keeps out, or the equals; nobody writes a list."""

    template = "web/desk/guide_drawing.html"
    made = ("purpose", "lot", "entries", "seeds")

    def whole(self, at: Sitting) -> bool:
        return True

    def begins(self, at: Sitting) -> Mapping[str, str]:
        seats = seats_due(at.procedure, at.case(clock.now()))
        begun = {"purpose": self.purpose(at), "draws_at": typed_moment(_soon(clock.now()))}
        if self.purpose(at) == TIE:
            return begun
        closes = at.state.closes
        meets = {"meets_at": typed_moment(closes)} if closes is not None and closes > clock.now() else {}
        return {**begun, "count": str(seats.experts + RESERVES), **self._fields(at, seats.experts + RESERVES), **meets}

    def _fields(self, at: Sitting, least: int) -> dict[str, str]:
        """The fields that need and directory item point at, where enough of the pool are of one; else the whole pool."""
        fields = fields_for(at.state.plan, at.mandate)
        there = fields if len(self.listed(at, {*fields})[0]) >= least else ()
        return {"expertise-rows": str(len(there)), **{f"expertise-{row}": one for row, one in enumerate(there)}}

    def purpose(self, at: Sitting) -> str:
        return TIE if self._tied(at) else EXPERTS

    def _tied(self, at: Sitting) -> str:
        """The first lot in which several share the first rank."""
        for lot in at.state.lots if at.state.reports else ():
            if len(first_of(at.state, lot, out_of_line(at.case(clock.now(), purpose=Slug(TIE), lot=lot)))) > 1:
                return str(lot)
        return ""

    def read(self, at: Sitting, sent: dict[str, str]) -> dict[str, str]:
        own = {key: value for key, value in sent.items() if not key.startswith(("seeds-", "entries-", "purpose", "lot"))}
        fields = {value for key, value in sent.items() if key.startswith("expertise-") and key != "expertise-rows" and value}
        lot = self._tied(at)
        if lot:
            entries = first_of(at.state, lot, out_of_line(at.case(clock.now(), purpose=Slug(TIE), lot=lot)))
            own |= {"purpose": TIE, "lot": lot, "count": "1"}
        else:
            listed, _out = self.listed(at, fields)
            entries, own = tuple(listed), {**own, "purpose": EXPERTS}
        return {**own, **_rows("entries", entries), **_seeds(at)}

    def listed(self, at: Sitting, fields: set[str]) -> tuple[list[str], dict[str, Ground]]:
        """Whom a draw takes from the pool for these fields; and whom it leaves out, with the first ground of each."""
        case = at.case(clock.now(), purpose=Slug(EXPERTS))
        pool: ExpertPool = case.facts[expert_pool]
        fit = [one.person for one in pool.found if not fields or fields & set(one.expertise)]
        known = {"purpose": Slug(EXPERTS), "entries": tuple(fit), "expertise": tuple(Slug(one) for one in sorted(fields))}
        out: dict[str, Ground] = {}
        for ground in found_ahead(at.step.provided, at.case(clock.now(), **known)):
            of, _slash, place = (ground.finding.at or "").partition("/")
            if of == "entries" and place.isdecimal():
                out.setdefault(fit[int(place)], ground)
        return [one for one in fit if one not in out], out

    def offers(self, at: Sitting, typed: Typed) -> Mapping[str, Options]:
        return {"expertise": tuple((slug, words[language() == "zh"]) for slug, words in EXPERT_FIELDS.items())}

    def sections(self, at: Sitting, parts: tuple[Part, ...]) -> tuple[Section, ...]:
        hidden = {*self.made}
        if self._tied(at):
            hidden |= {"count", "expertise", "meets_at", "meets_where"}
        return super().sections(at, tuple(one for one in parts if one.name.partition("-")[0] not in hidden))

    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        watch = at.state.watch
        told: dict[str, Any] = {"called": [(one.name, one not in watch.uncommitted) for one in watch.called],
                                "purpose": PURPOSES[self.purpose(at)][language() == "zh"]}  # fmt: skip
        if self._tied(at):
            return told
        fields = {value for key, value in typed.items() if key.startswith("expertise-") and key != "expertise-rows" and value}
        listed, out = self.listed(at, fields)
        names = names_of_people(set(out))
        seats = seats_due(at.procedure, at.case(clock.now()))
        pointed = fields_for(at.state.plan, at.mandate)
        told |= {"pointed": _(", ").join(EXPERT_FIELDS[one][language() == "zh"] for one in pointed),
                 "of_these": (those := len(self.listed(at, {*pointed})[0])), "too_few": those < seats.experts + RESERVES}  # fmt: skip
        return {**told, "count": len(listed), "out": [(names.get(one, "-"), ground) for one, ground in out.items()],
                "seats": seats, "reserves": RESERVES}  # fmt: skip


def _seeds(at: Sitting) -> dict[str, str]:
    prints = at.state.watch.fingerprints()
    rows: dict[str, str] = {"seeds-rows": Counted(len(prints))}
    for row, (holder, sha256) in enumerate(prints):
        rows |= {f"seeds-{row}-holder": holder, f"seeds-{row}-sha256": sha256}
    return rows


def _rows(name: str, values: tuple[str, ...]) -> dict[str, str]:
    return {f"{name}-rows": Counted(len(values)), **{f"{name}-{row}": value for row, value in enumerate(values)}}


def _soon(now: datetime) -> datetime:
    later = calendar().local(now) + SOON
    return later + (STEP - timedelta(minutes=later.minute % (STEP // timedelta(minutes=1)), seconds=later.second,
                                     microseconds=later.microsecond)) % STEP  # fmt: skip


def typed_moment(moment: datetime) -> str:
    """As it would have been typed."""
    return f"{calendar().local(moment):%Y-%m-%d %H:%M}"


