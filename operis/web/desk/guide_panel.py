"""What helps with a panel? Those who were drawn sit in their order, others are chosen by name, and each declares on each bidder."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from operis import clock
from operis.core.findings import Ground
from operis.core.mandates import Role
from operis.core.wording import Slug
from operis.dockets.procurement.calling import COMES
from operis.dockets.procurement.duties import meeting
from operis.dockets.procurement.evaluating import FEATURES, RELATIONS, Member
from operis.dockets.procurement.evaluation import answered_until, drawn_experts, first_offers, members, not_coming, unheard
from operis.documents.labels import label
from operis.documents.names import names_of
from operis.documents.shown import language, shown
from operis.registers.experts import pool_of
from operis.rules.panels import EXPERT, NONE, REPRESENTATIVE, drawn_in_time
from operis.rules.pool import TIES_ROW
from operis.web.components.form import Part
from operis.web.desk.guide_draw import only, typed_moment
from operis.web.desk.guides import Guide, Section
from operis.web.desk.panel_seats import Seats, seats_due
from operis.web.desk.people import MOST, names_of_people, people_of_body, people_with
from operis.web.desk.sitting import Sitting
from operis.web.forms import YES, Counted, Options, Typed
from operis.web.preparing.ahead import found_ahead

NEEDED = frozenset({"number", "link"})
"""What a draw that was held elsewhere is looked up by; a scan stands in for the link."""
LAW, OUT, SILENT = "law", "panel-out", "panel-silent"
"""The field of legal experts; the inputs in which it is said why somebody who was drawn does not sit, and that his answer did not come."""


class Seating(Guide):
    """What forming a panel and filling a seat share: who was drawn, who is kept out by which row, who has said to be unable to come."""

    def kept_out(self, at: Sitting, persons: tuple[str, ...]) -> dict[str, Ground]:
        """Of those who were drawn, whom a row keeps from the panel, with the first ground."""
        out: dict[str, Ground] = {}
        for person in persons:
            one = Member(person=person, name="-", seat=Slug(EXPERT))
            case = at.case(clock.now(), **self.seated(one), declined=())
            grounds = (ground for ground in found_ahead(self.of_one(at), case) if ground.blocks)
            if (ground := next(grounds, None)) is not None:
                out[person] = ground
        return out

    def seated(self, one: Member) -> dict[str, Any]:
        raise NotImplementedError

    def early(self, at: Sitting) -> tuple[str, ...]:
        """The field for why experts were drawn early, under a method whose draw has a day before which it is not held."""
        return ("early_draw",) if any(rule.check is drawn_in_time for rule in at.step.provided) else ()

    def of_one(self, at: Sitting) -> tuple[Any, ...]:
        """The rules that look at one member alone."""
        return tuple(rule for rule in at.step.provided if rule.check.name in OF_ONE)

    def declined(self, at: Sitting, typed: Typed) -> dict[str, str]:
        """Who is left out, and for which reason: none where it is that no answer came."""
        there = drawn_experts(at.state)
        said = {person: typed.get(f"{OUT}-{person}", "") for person in there}
        return {one: said[one] for one in there if said[one].strip() or typed.get(f"{SILENT}-{one}") == YES}

    def rows_declined(self, declined: Mapping[str, str]) -> dict[str, str]:
        rows: dict[str, str] = {"declined-rows": Counted(len(declined))}
        for row, (person, reason) in enumerate(declined.items()):
            why = {f"declined-{row}-reason-{language()}": reason} if reason.strip() else {f"declined-{row}-unanswered": YES}
            rows |= {f"declined-{row}-person": person, **why}
        return rows

    def line(self, at: Sitting, typed: Typed, sits: tuple[str, ...]) -> list[dict[str, Any]]:
        """Everyone who was drawn, in order, with where each stands."""
        order = drawn_experts(at.state)
        names, out = names_of_people(set(order)), self.kept_out(at, order)
        gone = {one.person for one in at.state.replaced}
        return [{"person": one, "name": names.get(one, "-"), "ground": out.get(one), "sits": one in sits, "gone": one in gone,
                 "unheard": unheard(at.state, one),
                 "input": f"{OUT}-{one}", "reason": typed.get(f"{OUT}-{one}", ""),
                 "silent": f"{SILENT}-{one}", "is_silent": typed.get(f"{SILENT}-{one}") == YES,
                 **_answered(at.state, one)} for one in order]  # fmt: skip


def _answered(state: Any, person: str) -> dict[str, Any]:
    """What somebody who was drawn has answered; until when he may, where the draw says so."""
    said, until = state.calls.get(person), answered_until(state, person)
    if said is None:
        waits = until is not None and clock.now() < until
        told = shown(until) if until is not None else ""
        return {"waits_until": told if waits else "", "unasked": not waits, "silent_since": "" if waits else told}
    reason = said.reason.within(language())[1] if said.reason is not None else ""
    return {"answer": label(said.answer, language()), "comes": said.answer == COMES, "own_reason": reason}


OF_ONE = frozenset({
    "members_known", "no_expert_at_home", "no_supervisor_sits", "no_agency_sits", "nobody_of_a_bidder", "no_barred_sits", "no_tied_sits",
    "no_employee_sits",
})  # fmt: skip


class PanelGuide(Seating):
    template = "web/desk/guide_panel.html"
    fixed = ("members",)
    made = ("declined",)

    def left_out(self, at: Sitting) -> frozenset[str]:
        """Who sits stands there by the account: the name beside it would be the same again."""
        return frozenset({"members-*-name"})

    def seated(self, one: Member) -> dict[str, Any]:
        return {"members": (one,)}

    def due(self, at: Sitting, typed: Typed) -> Seats:
        features = {value for key, value in typed.items() if key.startswith("features-") and key != "features-rows" and value}
        return seats_due(at.procedure, at.case(clock.now()), features)

    def begins(self, at: Sitting) -> Mapping[str, str]:
        seats, met = self.due(at, {}), meeting(at.state)
        begun = {"members-rows": str(seats.members), "features-rows": "0"}
        if not drawn_experts(at.state):
            begun["drawn_count"] = str(seats.experts)
        if len(own := people_of_body(at.state.body or "-", Role.EXPERT)) == 1:
            begun["members-0-person"] = own[0][0]
        if met is not None:
            begun["meets_at"] = typed_moment(met[0])
            begun |= {f"meets_where-{one}": text for one, text in met[1] or ()}
        return begun

    def sitting(self, at: Sitting, typed: Typed) -> tuple[str, ...]:
        """Of those who were drawn here, who sits: the first that nothing keeps out."""
        away = not_coming(at.state)
        order = tuple(one for one in drawn_experts(at.state) if one not in away)
        out, declined = self.kept_out(at, order), self.declined(at, typed)
        return tuple(one for one in order if one not in out and one not in declined)[: self.due(at, typed).experts]

    def read(self, at: Sitting, sent: dict[str, str]) -> dict[str, str]:
        """The representative first, then the experts: by the draw held here, or as they were chosen."""
        seats, here = self.due(at, sent), bool(drawn_experts(at.state))
        experts = self.sitting(at, sent) if here else tuple(sent.get(f"members-{row}-person", "") for row in range(1, seats.members))
        persons = (sent.get("members-0-person", ""), *experts)
        names = names_of_people({*persons})
        legal = {one.person for one in pool_of(tuple(one for one in experts if one)).found if LAW in one.expertise}
        own = {key: value for key, value in sent.items() if not key.startswith(("members-", "declined-"))}
        own["members-rows"] = str(len(persons))
        for row, person in enumerate(persons):
            if not person:
                continue
            chosen = sent.get(f"members-{row}-own_choice", "") if row and not here else ""
            is_legal = "yes" if person in legal else sent.get(f"members-{row}-legal", "") if row else ""
            own |= {f"members-{row}-person": person, f"members-{row}-name": names.get(person, person),
                    f"members-{row}-seat": EXPERT if row else REPRESENTATIVE, f"members-{row}-own_choice": chosen,
                    f"members-{row}-legal": is_legal}  # fmt: skip
        found = {key: value for key, value in sent.items() if key.startswith("members-") and key.endswith("-find")}
        return {**own, **found, **self.rows_declined(self.declined(at, sent) if here else {})}

    def wrong(self, at: Sitting, typed: Typed) -> dict[str, str]:
        """What is on the page and was left empty; of what is not there the law speaks."""
        wanted = range(1) if drawn_experts(at.state) else range(self.due(at, typed).members)
        empty = (row for row in wanted if typed.get(f"members-{row}-person") == "")
        missing = {f"members-{row}-person": _("Choose who sits here.") for row in empty}
        own = any(typed.get(key) == YES for key in typed if key.endswith("-own_choice"))
        if drawn_experts(at.state) or own:
            return missing
        asked = {name: typed[name] for name in ("drawn-number", "drawn-link", "drawn_count") if name in typed}
        if typed.get("drawn-scan", ""):
            asked.pop("drawn-link", None)
        words = {"drawn-number": _("Give the number of the draw."), "drawn-link": _("Give a link to the draw, or choose a scan of it."),
                 "drawn_count": _("Say how many were drawn.")}  # fmt: skip
        return {**missing, **{name: words[name] for name, value in asked.items() if not value.strip()}}

    def offers(self, at: Sitting, typed: Typed) -> Mapping[str, Options]:
        features = tuple((slug, words[language() == "zh"]) for slug, words in FEATURES.items())
        own = people_of_body(at.state.body or "-", Role.EXPERT)
        others = told_apart(tuple(one for one in people_with(Role.EXPERT) if one not in own))
        few = {"members-*-person": others} if len(others) <= MOST else {}  # more are found by words
        return {"features": features, "members-0-person": own, **few}

    def sections(self, at: Sitting, parts: tuple[Part, ...]) -> tuple[Section, ...]:
        by_name = {one.name.partition("-")[0]: one for one in parts}
        here, members_ = bool(drawn_experts(at.state)), by_name["members"]
        count = len(members_.parts)
        labels = (_("Representative of the purchaser"), *(_("Expert {number}").format(number=one) for one in range(1, count)))
        seats = only(members_, labels[:1] if here else labels)
        first = [seats, *(by_name[one] for one in ("features", "meets_at", "meets_where"))]
        if not here:
            first[1:1] = [asked_for(by_name["drawn"], NEEDED), asked_for(by_name["drawn_count"])]
        choice = () if here else (only(members_, labels, ("own_choice", "legal")),)
        rare = ("consent", "award_mandate", *self.early(at), "late_reason")
        seldom = (*choice, *(by_name[one] for one in rare if one in by_name))
        wrong = any(one.wrong for one in seldom)
        return (Section("", tuple(first)), Section(_("Seldom needed"), seldom, folded=not wrong))

    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        here = bool(drawn_experts(at.state))
        seats = self.due(at, typed)
        return {"seats": seats, "drawn": self.line(at, typed, self.sitting(at, typed)) if here else [], "spoken": language(),
                "waits": shown(waits) if (waits := _draw_waits(at)) else ""}  # fmt: skip


def told_apart(people: Options) -> Options:
    """Those who share a name each with the employer that is on file."""
    names = [name for _person, name in people]
    doubled = tuple(person for person, name in people if names.count(name) > 1)
    employers = {one.person: one.employer for one in pool_of(doubled).found if one.employer} if doubled else {}
    of = names_of({*employers.values()})
    return tuple((person, _("{name} ({employer})").format(name=name, employer=of.get(employers[person], employers[person]))
                  if person in employers else name) for person, name in people)  # fmt: skip


def _draw_waits(at: Sitting) -> Any:
    announced = at.state.announced[-1] if len(at.state.announced) > len(at.state.drawn) else None
    return announced.draws_at if announced is not None else None


class ReplacementGuide(Seating):
    """Who leaves, and the next of the draw in that seat; what will be entered is read before."""

    template = "web/desk/guide_replacement.html"
    fixed = ("member",)
    made = ("declined",)

    def seated(self, one: Member) -> dict[str, Any]:
        return {"member": one}

    def begins(self, at: Sitting) -> Mapping[str, str]:
        asked = at.request.GET.get("person", "")
        there = {one.person for one in members(at.state)}
        interested = [one.person for one in at.state.interests if one.relation != NONE and one.person in there]
        person = asked if asked in there else next(iter(interested), "")
        return {"person": person, "ground": "recused" if person in interested else "absent"} if person else {}

    def fits(self, at: Sitting, typed: Typed) -> bool:
        asked = at.request.GET.get("person", "")
        return not asked or typed.get("person", "") == asked

    def next_one(self, at: Sitting, typed: Typed) -> str:
        """The next of the draw whom nothing keeps out; nobody where no draw was held here, or it is used up."""
        taken = {one.person for one in (*members(at.state), *at.state.replaced)} | not_coming(at.state)
        order = tuple(one for one in drawn_experts(at.state) if one not in taken)
        out, declined = self.kept_out(at, order), self.declined(at, typed)
        return next((one for one in order if one not in out and one not in declined), "")

    def leaver(self, at: Sitting, typed: Typed) -> Member | None:
        return next((one for one in members(at.state) if one.person == typed.get("person", "")), None)

    def by_draw(self, at: Sitting, typed: Typed) -> bool:
        leaves = self.leaver(at, typed)
        return (leaves is None or leaves.seat == EXPERT) and bool(self.next_one(at, typed))

    def read(self, at: Sitting, sent: dict[str, str]) -> dict[str, str]:
        leaves = self.leaver(at, sent)
        by_draw = self.by_draw(at, sent)
        person = self.next_one(at, sent) if by_draw else sent.get("member-person", "")
        own = {key: value for key, value in sent.items() if not key.startswith(("member-", "declined-"))}
        if person:
            legal = bool(found := pool_of((person,)).found) and LAW in found[0].expertise
            own |= {"member-person": person, "member-name": names_of_people({person}).get(person, person),
                    "member-seat": str(leaves.seat) if leaves is not None else EXPERT,
                    "member-legal": "yes" if legal else sent.get("member-legal", "")}  # fmt: skip
        found_ = {key: value for key, value in sent.items() if key == "member-person-find"}
        return {**own, **found_, **self.rows_declined(self.declined(at, sent))}

    def sections(self, at: Sitting, parts: tuple[Part, ...]) -> tuple[Section, ...]:
        by_name = {one.name.partition("-")[0]: one for one in parts}
        begun = self.begins(at)
        first = [by_name[one] for one in ("person", "ground", "reason", "finding")]
        comes = [one for one in by_name["member"].parts if one.name == "member-person"]
        early = tuple(by_name[one] for one in self.early(at))
        if not self.next_one(at, begun) or self._representative_leaves(at):
            seldom = (Section(_("Seldom needed"), early, folded=True),) if early else ()
            return (Section("", (*first, *comes, by_name["drawn"])), *seldom)
        return (Section("", tuple(first)), Section(_("Seldom needed"), (by_name["drawn"], *early), folded=True))

    def _representative_leaves(self, at: Sitting) -> bool:
        leaves = self.leaver(at, self.begins(at))
        return leaves is not None and leaves.seat == REPRESENTATIVE

    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        order = drawn_experts(at.state)
        sits = tuple(one.person for one in members(at.state))
        comes = self.next_one(at, typed) if self.by_draw(at, typed) else ""
        hint = _("What the member who leaves has declared and scored is void.")
        name = names_of_people({comes}).get(comes, "") if comes else ""
        return {"hint": hint, "drawn": self.line(at, typed, sits) if order else [], "next": name}


def asked_for(part: Part, inside: frozenset[str] = frozenset()) -> Part:
    """The same, and told that it is needed, with those of its inputs."""
    parts_ = tuple(replace(one, optional=one.optional and one.name.rpartition("-")[2] not in inside) for one in part.parts)
    return replace(part, optional=False, parts=parts_)


class DeclarationGuide(Guide):
    """The bidders stand there, and what one is to each is chosen: nothing is chosen beforehand."""

    template = "web/desk/guide_declaration.html"
    made = ("toward", "relation", "supplier")

    def bidders(self, at: Sitting) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.supplier for lot in at.state.lots for one in first_offers(at.state, lot)))

    def read(self, at: Sitting, sent: dict[str, str]) -> dict[str, str]:
        own = {key: value for key, value in sent.items() if key.partition("-")[0] not in self.made}
        said = ((one, sent.get(f"to-{row}", "")) for row, one in enumerate(self.bidders(at)))
        chosen = [(one, relation) for one, relation in said if relation]  # what is missing is told beside its bidder
        rows: dict[str, str] = {"toward-rows": Counted(len(chosen))}
        for row, (supplier, relation) in enumerate(chosen):
            rows |= {f"toward-{row}-supplier": supplier, f"toward-{row}-relation": relation}
        ties = [(supplier, relation) for supplier, relation in chosen if relation not in ("", NONE)]
        rows |= {"relation": ties[0][1], "supplier": ties[0][0]} if ties else {"relation": NONE}
        return {**own, **rows}

    def wrong(self, at: Sitting, typed: Typed) -> dict[str, str]:
        bidders = self.bidders(at)
        names, says = names_of({*bidders}), _("Say what you are to {supplier}.")
        empty = ((row, one) for row, one in enumerate(bidders) if typed.get(f"to-{row}", "") not in RELATIONS)
        return {f"to-{row}": says.format(supplier=names.get(one, one)) for row, one in empty}

    def sections(self, at: Sitting, parts: tuple[Part, ...]) -> tuple[Section, ...]:
        return super().sections(at, tuple(one for one in parts if one.name.partition("-")[0] not in self.made))

    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        bidders = self.bidders(at)
        names = names_of({*bidders})
        relations = tuple((slug, words[language() == "zh"]) for slug, words in RELATIONS.items())
        inputs = {one: f"to-{row}" for row, one in enumerate(bidders)}
        rows = [{"input": to, "name": names.get(one, one), "chosen": typed.get(to, ""), "wrong": wrong.get(to, "")}
                for one, to in inputs.items()]  # fmt: skip
        law = at.case(clock.now()).law
        held = (law.get(TIES_ROW),)
        return {"bidders": rows, "relations": relations, "rows": [one for one in held if one is not None]}

