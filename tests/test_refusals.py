"""Is a refusal the same at every door? Each that is written in a case is asked for at the page and by a program too, in both languages.

Status 403, 409 or 422; under the same rows, each with its article; in the same words with the same facts; and with something to do.
"""

import re
import secrets
import shutil
import time
from collections.abc import Iterator
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils.translation import override
from pytest_django import Settings

from operis import clock
from operis.accounts.models import Grant
from operis.accounts.tokens import make_token
from operis.cases.casefile import CaseFile, CaseStep, read_case
from operis.cases.running import Ran, Running
from operis.clerk import Refused
from operis.cli.run import show
from operis.core.acts import Command, Outside
from operis.core.mandates import Mandate
from operis.core.money import Fen
from operis.dockets.bid.commands import SealBid
from operis.dockets.contract.commands import ReviewContract
from operis.dockets.kinds import secret_kinds
from operis.dockets.procurement.commands import (
    AnnounceDraw,
    DeclareInterest,
    FormPanel,
    GiveScores,
    HoldDraw,
    NameKeyHolder,
    ReleaseShares,
    ReviewAward,
    ReviewPlan,
)
from operis.dockets.procurement.watching import CommitSeed, ShowSeed
from operis.documents.lawbook import book as applied
from operis.documents.names import by_name
from operis.documents.said import said
from operis.drafts.reviewing import Paper, send
from operis.law.book import OWN, load_book, parse_place
from operis.registers import models
from operis.web.account.proof import PROVED
from operis.web.account.who import GRANT
from operis.web.desk.reviewing import PAPER
from operis.weighing import Office
from tests.api.programs import fields, installed, problem
from tests.statute import ZONE, book
from tests.web.desk import typed
from tests.web.reading import text

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
CASES = Path(__file__).parent.parent / "cases"
FILES = sorted([*(CASES / "constructed").glob("*.yaml"), *(CASES / "real").glob("*.yaml")])
LANGUAGES = ("en", "zh-hans")
WHY = re.compile(r'<section class="why.*?</section>', re.DOTALL)
RULES = re.compile(r'href="/[\w-]+/rules/([^/"]+)/"')
WORTH_A_LOOK = ("plan-without-budget", "wrong-method", "plan-split", "own-plan-reviewed", "twenty-days", "strangers", "correction-too-late")
"""Cases without which this would not say much."""


def read(path: Path) -> CaseFile:
    return read_case(path.read_text("utf8"), path.name, ZONE)


def asks_here(case: CaseFile) -> bool:
    """Whether something is refused in it, and under the law of this installation alone: no amounts of its own."""
    return case.amounts is None and any(step.refused for step in case.steps)


REFUSED = {path.stem: path for path in FILES if asks_here(read(path))}


PERSON = "5f0c1d3e-0000-4000-8000-000000000001"
"""Who wrote it: nobody of the case."""
PAPERS: dict[type[Command], tuple[str, str]] = {
    ReviewPlan: ("plan", "file-plan"), ReviewAward: ("award", "decide-award"), ReviewContract: ("contract", "draw-up-contract"),
}  # fmt: skip
"""By the command that reviews it: the field that has a paper, and what it will be entered with."""


OF_OWN_PAGES = (SealBid, NameKeyHolder, ReleaseShares, GiveScores, DeclareInterest)
"""What is no form of fields: a bid is written part by part, key holders hand in files, a member says what it is to each bidder."""


def made_there(asked: Command) -> bool:
    """Whether the page makes from the record what a program may send otherwise: a list is the pool, a panel was drawn, a seed is chance."""
    return isinstance(asked, AnnounceDraw | HoldDraw | FormPanel | CommitSeed | ShowSeed)


TO_BE_TICKED = re.compile(r'<input type="checkbox" name="(read|agree-[^"]+)"')
"""What is ticked before a text is signed: that it was read, and that what is otherwise is consented to."""


def grant_of(mandate: Mandate) -> Grant:
    return Grant.objects.get(user_id=mandate.persons[0], office_id=mandate.office, for_body=mandate.for_ or "")


def signed_in(mandate: Mandate) -> Client:
    grant, client = grant_of(mandate), Client()
    client.force_login(grant.user)
    session = client.session
    session[GRANT], session[PROVED] = grant.pk, time.time()
    session.save()
    return client


def at_the_page(asked: Command, docket: str, mandate: Mandate, language: str) -> Any:
    path = f"{docket}/{asked.slug}" if docket else f"new/{asked.docket_kind}/{asked.slug}"
    sent = {**typed(asked), "desk-key": secrets.token_urlsafe(32), "desk-do": "confirm"}
    if type(asked) in PAPERS:
        sent |= {PAPER: f"{sent_for_review(asked, mandate.acts_for or '').pk}"}
    client, page = signed_in(mandate), f"/{language}/desk/{path}/"
    ticked = dict.fromkeys(TO_BE_TICKED.findall(client.get(page).content.decode()), "yes")
    return client.post(page, {**ticked, **sent})


def sent_for_review(asked: Command, body: str) -> Paper:
    """What a review is of, as it comes to the reviewer's desk."""
    field, of = PAPERS[type(asked)]
    written = {name.removeprefix(f"{field}-"): value for name, value in typed(asked).items() if name.startswith(f"{field}-")}
    return send(body, "", "", of, "", written, PERSON, clock.now())


def by_a_program(asked: Command, docket: str, mandates: list[Mandate], language: str, now: Any) -> Any:
    """Who signs together sends the tokens of all."""
    first, *others = (make_token(grant_of(one), now) for one in mandates)
    together = {"Co-Signers": " ".join(others)} if others else {}
    headers = {"Authorization": f"Bearer {first}", "Accept-Language": language, "Idempotency-Key": secrets.token_urlsafe(32), **together}
    path = f"{docket}/{asked.slug}" if docket else str(asked.docket_kind)
    body = {"fields": fields(asked), **({} if docket else {"command": asked.slug})}
    return Client().post(f"/api/v1/dockets/{path}", body, content_type="application/json", headers=headers)


def otherwise(running: Running, step: CaseStep, ran: Ran, capsys: pytest.CaptureFixture[str]) -> Iterator[str]:
    """What the page or the program is told otherwise than the command line was."""
    assert isinstance(ran.said, Refused)
    asked, mandates = running.whole(step, ran.docket), [running.mandates[name] for name in step.by]
    refusal, rows = ran.said.refusal, sorted({ground.row for ground in ran.said.refusal.grounds})
    if refusal.status not in (403, 409, 422):
        yield f"status {refusal.status}"
    for language in LANGUAGES:
        capsys.readouterr()
        show(ran, language[:2])
        line = capsys.readouterr().out
        with override(language):
            named = [by_name(one.finding) for one in refusal.grounds]
            says = [(said(one.says, one.facts), said(one.do, one.facts)) for one in named]
            cited = [applied().rows[row].cite(language[:2]) for row in rows]
        yield from (f"no remedy in {language}: {one}" for one, do in says if not do.strip())
        yield from (f"the command line does not say in {language}: {one}" for one, _ in says if one not in line)
        with transaction.atomic():
            told = problem(by_a_program(asked, ran.docket, mandates, language, step.at))
            has_page = len(mandates) == 1 and not isinstance(asked, OF_OWN_PAGES) and not made_there(asked)
            page = at_the_page(asked, ran.docket, mandates[0], language) if has_page else None
            transaction.set_rollback(True)
        if ahead(asked, step.at):
            yield from beside_the_day(told, page, [one for one, _ in says], language)
            continue
        if told["status"] != refusal.status or sorted({one["rule"] for one in told["grounds"]}) != rows:
            yield f"by a program in {language}: {told['status']} {told['grounds']}"
        elif sorted((one["says"], one["do"]) for one in told["grounds"]) != sorted(says) or not told["remedies"]:
            yield f"by a program in {language} in other words: {told['grounds']}"
        elif sorted(one["citation"] for one in told["rules"]) != sorted(cited):
            yield f"by a program in {language} other articles: {told['rules']}"
        if page is not None and asked.docket_kind in secret_kinds() and not asked.opens and refusal.status == 403:
            if page.status_code != 404:  # that somebody bids is told to nobody else
                yield f"at the page in {language}: status {page.status_code} for a stranger's bid"
        elif page is not None:
            yield from (f"at the page in {language}: {one}" for one in unlike(page, refusal.status, rows, cited, says))


def ahead(asked: Command, now: datetime) -> bool:
    """Whether it is said to have happened elsewhere on a day that has not come."""
    outside = getattr(asked, "outside", None)
    return isinstance(outside, Outside) and not isinstance(outside.on, datetime) and outside.on > now.date()


def beside_the_day(told: Any, page: Any, says: list[str], language: str) -> Iterator[str]:
    """A day to come is a slip of the pen: page and program mark it where it stands, in the words of the rule, before a rule is asked."""
    marked = [(one["pointer"], one["says"]) for one in told.get("errors", ())]
    if told["status"] != 422 or marked != [("/fields/outside/on", one) for one in says]:
        yield f"by a program in {language}: {told}"
    if page is not None and (page.status_code != 422 or [one for one in says if one not in text(page)]):
        yield f"at the page in {language}: status {page.status_code}, {text(page)}"


def unlike(page: Any, status: int, rows: list[str], cited: list[str], says: list[tuple[str, str]]) -> Iterator[str]:
    panels = WHY.findall(page.content.decode())
    if page.status_code != status or len(panels) != 1:
        yield f"status {page.status_code} instead of {status}, {len(panels)} panels: {text(page)}"
        return
    [panel] = panels
    words = " ".join(unescape(re.sub(r"<[^>]+>", " ", panel)).split())
    if sorted(set(RULES.findall(panel))) != rows:
        yield f"rules {sorted(set(RULES.findall(panel)))} instead of {rows}"
    for one in [*cited, *(part for pair in says for part in pair)]:
        if "".join(one.split()) not in "".join(words.split()):
            yield f"does not say: {one}"


@pytest.fixture
def ready(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)


def test_the_cases_are_there() -> None:
    assert [one for one in WORTH_A_LOOK if one not in REFUSED] == []


@pytest.mark.usefixtures("ready")
@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_is_refused_alike_at_every_door(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    case = read(REFUSED[name])
    running = Running(case, Office(book(), *parse_place(case.law)), "a secret of the tests", REFUSED[name].parent)
    running.install()
    found = []
    for step in case.steps:
        ran = running.one(step)
        assert not ran.failed, f"line {step.line}: {ran.failed}"
        if step.refused and step.by != ("clock",):
            clock.set_demo_clock(step.at)
            found += [f"line {step.line}, {step.do}: {one}" for one in otherwise(running, step, ran, capsys)]
    assert found == []


@pytest.fixture
def lower(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    """Our law with one amount changed: a county in Henan tenders openly from 1,500,000 yuan on."""
    folder = tmp_path / "law"
    shutil.copytree(OWN, folder, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    place = folder / "cn" / "places" / "41.yaml"
    before, row, after = place.read_text("utf8").partition("  THR-HA-2020-C:\n")
    changed = after.replace("open_tender_services_fen: {2020-03-09: 200000000}", "open_tender_services_fen: {2020-03-09: 150000000}", 1)
    assert changed != after
    place.write_text(before + row + changed, "utf8")
    settings.OPERIS_LAW = str(folder)
    clock.this_office.cache_clear()
    yield folder
    clock.this_office.cache_clear()


@pytest.mark.usefixtures("ready")
def test_another_amount_in_the_law_and_every_door_follows(lower: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A consultation for a fen less than two millions passes under our law, and is refused under the changed one."""
    path = REFUSED["wrong-method"]
    case = read(path)
    running = Running(case, Office(load_book(lower), *parse_place(case.law)), "a secret of the tests", path.parent)
    running.install()
    for step in case.steps:
        ran = running.one(step)
        if step.do == "file-plan" and step.acts:
            clock.set_demo_clock(step.at)
            assert ran.failed == "refused under GPL-27; it should have passed"
            assert list(otherwise(running, step, ran, capsys)) == []
            assert isinstance(ran.said, Refused)
            assert [one.finding.facts["amount"] for one in ran.said.refusal.grounds] == [Fen(1_500_000_00)]
            return
    pytest.fail("No plan was filed.")


LATE = CASES / "constructed" / "late-and-replaced-bids.yaml"


@pytest.mark.usefixtures("ready")
def test_a_bid_that_comes_late_is_on_record_and_a_program_is_told_so() -> None:
    """No refusal but an act, since the law wants it recorded; a program is told 409 all the same, as the pages of the bid tell it."""
    case = read(LATE)
    running = Running(case, Office(book(), *parse_place(case.law)), "a secret of the tests", LATE.parent)
    running.install()
    late = []
    for step in case.steps:
        if step.acts == ("bid-refused-late",):
            clock.set_demo_clock(step.at)
            asked, docket, mandate = running.asked(step), running.dockets[step.docket], running.mandates[step.by[0]]
            for language in LANGUAGES:
                with transaction.atomic():
                    program = by_a_program(asked, docket, [mandate], language, step.at)
                    transaction.set_rollback(True)
                late.append(program.status_code)
        ran = running.one(step)
        assert not ran.failed, f"line {step.line}: {ran.failed}"
    assert late == [409] * len(late)
    assert len(late) >= 2


def test_a_refusal_is_kept_under_a_number_that_its_office_can_read(ready: None) -> None:
    case = read(REFUSED["plan-without-budget"])
    running = Running(case, Office(book(), *parse_place(case.law)), "a secret of the tests", CASES)
    for ran in running.run():
        if isinstance(ran.said, Refused):
            clock.set_demo_clock(ran.step.at)
            answer = at_the_page(running.asked(ran.step), ran.docket, running.mandate_of(ran.step), "en")
            number = models.Refused.objects.order_by("-number")[0].number
            assert (number in text(answer), signed_in(running.mandate_of(ran.step)).get(f"/en/why/{number}/").status_code) == (True, 200)
            return
    pytest.fail("Nothing was refused.")
