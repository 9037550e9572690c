"""How many statements does a put send? Each is a journey to the database; more than these needs a reason."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from operis.core.acts import Command
from operis.core.mandates import Mandate
from operis.core.wording import Slug
from operis.dockets.file.commands import ReviewFile
from tests.ledger.county import ALICE, FAYE, County, consultation, small_plan
from tests.procedures.documents import intention

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
LOCKS = 1 if connection.vendor == "postgresql" else 0


def sent(county: County, docket: str | None, asked: Command, by: Mandate = ALICE, key: str | None = None) -> list[str]:
    """The statements of one put, but for those that begin and end its transaction."""
    with CaptureQueriesContext(
        connection,
    ) as captured:
        county.ask(docket, asked, by, key=key, reviewed=False)
    return [one["sql"] for one in captured.captured_queries if "SAVEPOINT" not in one["sql"]]


def test_a_put_without_facts() -> None:
    """Repeated? entries; its law; entry, waiting, key; the line. The file was accepted before: nothing else of it is another."""
    assert len(sent(County().founded(), "DC-2026-F-0001", ReviewFile(result=Slug("accepted")), FAYE)) == LOCKS + 7


def test_a_put_with_a_private_value_and_a_note() -> None:
    """Repeated? entries; its law; entry, private, waiting, key; the line, the need's part."""
    assert len(sent(County().founded(), "DC-2026-N-0001", consultation())) == LOCKS + 9


def test_a_put_that_opens_a_docket() -> None:
    """Repeated? two for the facts; counter; its law; entry, waiting, key; the line, its words, its duties, hand, the month."""
    assert len(sent(County().founded(), None, intention())) == LOCKS + 13


def test_a_put_that_looks_at_many_facts() -> None:
    """The entries, for the names of locks; repeated? entries, orders; sixteen for the facts; its law; entry, waiting, key; line, planned
    line, spending, duties (2), hand. Three of the facts look at what was bought outside the methods: on the line, of its kind, beside."""
    county = County().founded()
    docket = county.review(small_plan())
    assert len(sent(county, docket, small_plan())) == LOCKS + 32


def test_a_refusal() -> None:
    """Repeated? fifteen for the facts; refused before, and how often in the hour; counter; how many acts; the refusal and its rows."""
    assert len(sent(County().founded(), None, small_plan(directory_item=None))) == LOCKS + 25


def test_a_repeat() -> None:
    county = County().founded()
    county.done("DC-2026-N-0001", consultation(), key="k")
    assert len(sent(county, "DC-2026-N-0001", consultation(), key="k")) == LOCKS + 1
