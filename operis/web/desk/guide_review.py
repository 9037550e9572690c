"""What helps with a review? The plan as it was sent, what was changed in it, each point of the law, and the sentences to answer."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from operis import clock
from operis.core.acts import Command
from operis.core.fields import walk
from operis.core.findings import Ground
from operis.core.mandates import Mandate, Role
from operis.core.wording import LANGUAGES
from operis.dockets.procurement.commands import FilePlan
from operis.dockets.procurement.reviewing import REVIEWS, PointReviewed
from operis.documents.labels import label
from operis.documents.lawbook import book, calendar
from operis.documents.shown import language
from operis.drafts.reviewing import Paper
from operis.law.book import Law, Row
from operis.registers.search import FINDERS
from operis.rules.reading import Question, questions
from operis.web.components.form import Part
from operis.web.components.links import Link
from operis.web.desk.answers_apart import apart
from operis.web.desk.begun import draft_for
from operis.web.desk.guide_plan import PlanGuide
from operis.web.desk.guides import Guide, Section
from operis.web.desk.item_ties import untied
from operis.web.desk.methods import law_here
from operis.web.desk.reviewing import PAPER, changes_since, chosen_paper, gone, in_review, names_of_writers, owed, plan_of, terms_of
from operis.web.desk.sitting import Sitting
from operis.web.desk.trial import noticed
from operis.web.desk.values import values
from operis.web.forms import Options, Typed

ROW = "REQ-29"
TERMS = {"general": "general_review_of", "key": "key_review_of"}
OWN = frozenset({"plan", "points", "answers"})


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the law with what is typed of it: the names of its inputs begin with `name`."""

    name: str
    slug: str
    label: str
    result: str
    words: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence to answer, with what a look found in it, and what is typed; the names of its inputs begin with `name`."""

    name: str
    question: Question
    heading: str
    sentence: str
    means: str
    instead: str
    row: Row | None
    words: str


class PaperGuide(Guide):
    """A review is of a paper that was sent from where it is written; `of` is what it will be entered with."""

    of: type[Command] = Command

    def instead(self, at: Sitting) -> Link | None:
        """The one that waits here; the desk where none does, or not any more, with why."""
        if at.mandate.role not in at.step.by:
            return None
        draft = draft_for(at.request, at.place, partial(self.fits, at))
        given = at.request.GET.get("paper", "") or (draft.typed.get(PAPER, "") if draft is not None else "")
        if given:
            return gone(chosen_paper(given, at.mandate, self.of))
        waiting = [one.url for one in in_review(at.mandate)]
        here = [url for url in waiting if url.startswith(at.request.path)]
        none = _("Nothing waits here for this step: {step}. What is sent to its review stands on this page.")
        return None if draft is not None else Link("", here[0]) if here else Link(none.format(step=at.words), reverse("desk"))

    def fits(self, at: Sitting, typed: Typed) -> bool:
        given = at.request.GET.get("paper", "")
        return not given or typed.get(PAPER) == given


class ReviewGuide(PaperGuide):
    template = "web/desk/guide_review.html"
    of = FilePlan

    def begins(self, at: Sitting) -> Mapping[str, str]:
        paper = chosen_paper(at.request.GET.get("paper", ""), at.mandate, self.of)
        if paper is None:
            return {}
        reviews = [one for one in REVIEWS if one in owed(paper)]
        points = _points(at, reviews)
        return {
            PAPER: str(paper.pk), "reviews-rows": str(len(reviews)), **{f"reviews-{no}": one for no, one in enumerate(reviews)},
            "answers-rows": str(len(_questions(at, paper))),
            "points-rows": str(len(points)), **{f"points-{no}-point": one for no, one in enumerate(points)},
        }  # fmt: skip

    def offers(self, at: Sitting, typed: Typed) -> Mapping[str, Options]:
        return {"reviews": tuple((slug, words[0 if language() == "en" else 1]) for slug, words in REVIEWS.items())}

    def read(self, at: Sitting, sent: dict[str, str]) -> dict[str, str]:
        """The plan is the one that was sent to its review, whatever the form says; and so is what is to be answered."""
        own = {name: value for name, value in sent.items() if not name.startswith("plan-")}
        paper = chosen_paper(sent.get(PAPER, ""), at.mandate, self.of)
        if paper is None:
            return own
        asked = _questions(at, paper)
        marks = {f"answers-{place}-{name}": str(value or "") for place, one in enumerate(asked) if _answered(sent, place)
                 for name, value in (("about", one.about), ("no", one.no), ("look", one.look))}  # fmt: skip
        bare = {name: value for name, value in own.items() if not re.fullmatch(r"answers-\d+-(about|no|look)", name)}
        return {**bare, **marks, "answers-rows": str(len(asked)), **{f"plan-{name}": value for name, value in paper.typed.items()}}

    def sections(self, at: Sitting, parts: tuple[Part, ...]) -> tuple[Section, ...]:
        return super().sections(at, tuple(one for one in parts if one.name not in OWN))

    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        paper = chosen_paper(typed.get(PAPER, ""), at.mandate, self.of)
        if paper is None:
            return {}
        plan = values(plan_of(paper.typed), PlanGuide().offers(at, paper.typed))
        return {"paper": paper, "writers": names_of_writers(paper), "plan": plan, "noticed": _noticed(at, paper),
                "untied": untied(paper.typed, at.mandate), "apart": apart(terms_of(FilePlan, paper.typed), at.mandate, _law(at)),
                "changes": [*changes_since(paper)], "sentences": _sentences(at, paper, typed), "points": _typed_points(at, typed),
                "results": _results(), "spoken": language()}  # fmt: skip


def _noticed(at: Sitting, paper: Paper) -> tuple[Ground, ...]:
    """What who files this plan would be told, and nothing refused: who reviews it reads it first."""
    writer = Mandate(role=Role.BUYER, body=paper.body, persons=tuple(paper.persons))
    return noticed(at, terms_of(FilePlan, paper.typed), writer)


def _questions(at: Sitting, paper: Paper) -> tuple[Question, ...]:
    body = FINDERS["body"]((paper.body,), None)
    return questions(plan_of(paper.typed), body.places if body else (), _law(at))


def _answered(typed: Typed, place: int) -> bool:
    return any(typed.get(f"answers-{place}-words-{spoken}", "").strip() for spoken in LANGUAGES)


def _sentences(at: Sitting, paper: Paper, typed: Typed) -> list[Sentence]:
    spoken, rows = language(), book().rows
    return [
        Sentence(
            name=f"answers-{place}", question=one, heading=_("{about} No. {no}").format(about=label(one.about, spoken), no=one.no),
            sentence=one.sentence.within(spoken)[1], means=one.means.within(spoken)[1] if one.means else "",
            instead=one.instead.within(spoken)[1] if one.instead else "",
            row=rows[one.row].at(calendar().day(clock.now())) if one.row in rows else None,
            words=typed.get(f"answers-{place}-words-{spoken}", ""),
        )
        for place, one in enumerate(_questions(at, paper))
    ]  # fmt: skip


def _law(at: Sitting) -> Law:
    return law_here(at.docket.state if at.docket else at.procedure.start(), at.mandate)


def _points(at: Sitting, reviews: list[str]) -> list[str]:
    row = _law(at).get(ROW)
    return [slug for review in reviews if row and row.has(TERMS[review]) for slug in row.slugs(TERMS[review])]


def _typed_points(at: Sitting, typed: Typed) -> list[Point]:
    count = int(typed.get("points-rows", "0") or 0)
    spoken = language()
    found = []
    for no in range(min(count, len(_points(at, [*REVIEWS])))):
        name = f"points-{no}"
        slug = typed.get(f"{name}-point", "")
        found.append(Point(name, slug, label(slug, spoken), typed.get(f"{name}-result", ""), typed.get(f"{name}-words-{spoken}", "")))
    return found


def _results() -> list[tuple[str, str]]:
    field = walk(PointReviewed)["result"]
    return [(slug, words.within(language())) for slug, words in field.asked.choices]
