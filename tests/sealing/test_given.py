"""What somebody answers off line comes to the bid that the form here would make; what is wrong with it is told with its place."""

import json
from collections.abc import Callable
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from operis.core.money import Fen
from operis.core.wording import Slug, Wording
from operis.dockets.bid.terms import BidContent, Offered, PriceItem
from operis.dockets.procurement.terms import Document
from operis.sealing.answers import MET, SEE_FILES, Answers, content_of
from operis.sealing.form import Question, read_form
from operis.sealing.given import Folder, blank, content, read_answers, unanswered
from operis.strict_yaml import Malformed
from tests.sealing.answered import FILES, answers
from tests.web.bid_form import bid_form

FORM = read_form(json.dumps(bid_form()))


def document(name: str) -> Document:
    return Document(name=name, size=len(FILES[name]), sha256=sha256(FILES[name]).hexdigest())


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    for name, one in FILES.items():
        (tmp_path / name).write_bytes(one)
    return Folder(tmp_path)


@pytest.fixture
def said(folder: Folder) -> Callable[..., BidContent]:
    return lambda **changed: content(FORM, read_answers(json.dumps(answers(**changed)), FORM, folder))


def mistakes(folder: Folder, text: str) -> list[str]:
    with pytest.raises(Malformed) as wrong:
        read_answers(text, FORM, folder)
    return [f"{one.pointer}: {one.says.format(**one.facts)}" for one in wrong.value.mistakes]


def test_answers_come_to_the_bid_by_the_keys_of_their_questions(said: Callable[..., BidContent]) -> None:
    items = (PriceItem(name=Wording(zh="社工"), quantity=Decimal("2.50"), unit_price=Fen(1000_01), amount=Fen(2500_03)),
             PriceItem(name=Wording(en="Meals"), quantity=Decimal(3), unit_price=Fen(10), amount=Fen(30)))  # fmt: skip
    assert said() == BidContent(
        price=Fen(2500_33), small=True, members=("bright-hands",), items=items,
        statements=(Slug("able-to-bear-liability"), Slug("good-credit"), Slug("as-asked")),
        offers=(Offered(about=Slug("able-to-bear-liability"), text=MET, answers=Slug("condition"), documents=(document("licence.pdf"),)),
                Offered(about=Slug("plan"), text=Wording(zh="两组。\n七周"), answers=Slug("criterion"))),
        documents=(document("日程.docx"), document("day.pdf")),
    )  # fmt: skip


def test_files_without_a_text_answer_a_criterion_and_what_differs_is_told(said: Callable[..., BidContent]) -> None:
    made = said(texts={"as-asked": "Five weeks only"}, files={"criterion-plan": [{"name": "day.pdf"}]}, ticked=[], price="7")
    assert (made.price, made.statements, made.deviations) == (Fen(7_00), (), Wording(en="Five weeks only"))
    assert made.offers == (Offered(about=Slug("plan"), text=SEE_FILES, answers=Slug("criterion"), documents=(document("day.pdf"),)),)


def test_a_name_alone_is_a_file(said: Callable[..., BidContent]) -> None:
    assert said(files={"criterion-plan": ["day.pdf"]}) == said(files={"criterion-plan": [{"name": "day.pdf"}]})


def test_a_file_to_begin_with_has_every_question_and_is_read_back(folder: Folder) -> None:
    begun = blank(FORM, "en")
    assert begun["questions"]["criterion-plan"] == {
        "zh": "服务方案\n一日怎样安排？出了意外怎么办？", "en": "Service plan\nHow does a day go? And an accident?",
    }  # fmt: skip
    assert begun["questions"]["condition-1"] == {
        "zh": "条件2\n具有良好的商业信誉。\n我方符合本项条件", "en": "Condition 2\nWe meet this condition",
    }  # fmt: skip
    assert mistakes(folder, json.dumps(begun)) == ["/price: There is neither a price nor a price list: nothing is offered."]
    told = read_answers(json.dumps({**begun, "price": "860000.00"}), FORM, folder)
    assert [one.key for one in unanswered(FORM, told)] == ["condition-0", "condition-1", "as-asked", "materials", "criterion-plan"]
    assert unanswered(FORM, read_answers(json.dumps(answers()), FORM, folder)) == []
    shown = read_answers(json.dumps(answers(ticked=["condition-1"])), FORM, folder)
    assert [one.key for one in unanswered(FORM, shown)] == ["condition-0", "as-asked"]


@pytest.mark.parametrize(("changed", "told"), [
    ({"v": "operis/bid-answers/v2"}, "/v: This is no file of answers to a bid. Begin with the one that operis seal writes from the form."),
    ({"docket": "DC-B-X"}, "/docket: These answers are for DC-B-X, and the form is for DC-2026-B-0007."),
    ({"lot": "2"}, "/lot: These answers are for 2, and the form is for 1."),
    ({"ticked": ["condition-7"]}, "/ticked: The form has no question “condition-7”."),
    ({"texts": {"who": "me"}}, "/texts: The form has no question “who”."),
    ({"files": {"price": [{"name": "day.pdf"}]}}, "/files: The form has no question “price”."),
    ({"price": "12,50"}, "/price: Write the amount in yuan with at most two places, like 860000 or “860000.00”, instead of “12,50”."),
    ({"files": {"materials": [{"name": "day.pdf", "sha256": "00"}]}}, "/files/materials: The file day.pdf is not in {folder}{another}"),
    ({"files": {"materials": [{"name": "../day.pdf", "size": 9}]}}, "/files/materials: The file ../day.pdf is not in {folder}{another}"),
    ({"files": {"materials": [{"name": "gone.pdf"}]}}, "/files/materials: The file gone.pdf is not in {folder}{another}"),
    ({"prices": "1"}, "/prices: There is no field “prices” here; there are: price, items, ticked, texts, members, files."),
])  # fmt: skip
def test_what_is_wrong_is_told_with_its_place(folder: Folder, changed: dict[str, Any], told: str) -> None:
    another = ", or is another one than is named."
    assert mistakes(folder, json.dumps(answers(**changed))) == [told.format(folder=folder.path, another=another)]


def test_a_text_that_nobody_could_read_again_is_told_before_it_is_sealed(folder: Folder) -> None:
    assert len(mistakes(folder, json.dumps(answers(texts={"criterion-plan": "a\u202eb"})))) == 1
    assert len(mistakes(folder, json.dumps(answers(texts={"criterion-plan": "长" * 20_001})))) == 1
    assert len(mistakes(folder, json.dumps(answers(members=["x"] * 101)))) == 1


def test_what_is_no_form_or_has_other_keys_is_not_sealed_for() -> None:
    form = bid_form()
    first, *others = form["keys"]["holders"]
    wrongs: tuple[Any, ...] = (
        {**form, "v": "operis/bid-form/v2"}, {**form, "keys": {**form["keys"], "digest": "00" * 32}},
        {**form, "keys": {**form["keys"], "holders": [{**first, "key": "00" * 32}, *others]}},
        {**form, "keys": {**form["keys"], "holders": others}}, {**form, "keys": None}, {**form, "keys": {}},
        {**form, "keys": {**form["keys"], "holders": [*form["keys"]["holders"], first]}}, {**form, "no": "first"}, [], "x",
        {name: one for name, one in form.items() if name != "sections"}, {name: one for name, one in form.items() if name != "supplier"},
    )  # fmt: skip
    for wrong in wrongs:
        with pytest.raises(Malformed):
            read_form(json.dumps(wrong))
    turned = {**form, "keys": {**form["keys"], "holders": form["keys"]["holders"][::-1]}}
    assert read_form(json.dumps(turned)).keys == FORM.keys


@pytest.mark.parametrize(
    ("about", "by_itself"), [("own-declaration", True), ("certificate-of-prison-or-rehabilitation-administration", False)]
)
def test_what_is_said_with_a_paper_of_somebody_else_counts_with_its_file(about: str, *, by_itself: bool) -> None:
    asked = [Question(key="declaration", answers=Slug("condition"), about=about)]
    document = Document(name="a.pdf", sha256="0" * 64, size=1)
    for files, counts in (({}, by_itself), ({"declaration": (document,)}, True)):
        made = content_of(asked, Answers(ticked=frozenset({"declaration"}), files=files, price=Fen(1)), small=True)
        assert (made.small, made.statements) == (counts, (Slug(about),) if counts else ())
    assert content_of(asked, Answers(files={"declaration": (document,)}, price=Fen(1)), small=True).small is False
