"""Does the API do what its description says? Schemathesis asks for whatever it allows, and for what it forbids."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import override_settings
from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from schemathesis.config import SchemathesisConfig
from schemathesis.core.result import Ok
from schemathesis.generation.feedback import FeedbackSources
from schemathesis.pytest._test_builder import build_operation_test

from operis.api.catalog import by_kind, openers
from operis.api.openapi import description
from tests.api.programs import founded, token
from tests.statute import ZONE, at

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

# A day of the law has a year that can be meant, and so has a moment.
schemathesis.openapi.format("date", some.dates(date(1900, 1, 1), date(2999, 12, 31)).map(str))
MOMENTS = some.datetimes(at(date(1900, 1, 1)).replace(tzinfo=None), at(date(2999, 12, 30)).replace(tzinfo=None), timezones=some.just(ZONE))
schemathesis.openapi.format("date-time", MOMENTS.map(datetime.isoformat))
# A cursor is one that was given out.
schemathesis.openapi.format("cursor", some.sampled_from(["MA", "MQ", "Mg"]))
# A part has a name of its own.
schemathesis.openapi.format("part", some.uuids().map(str))
# What is well written may still be refused by the law: that is what this API is for. How large a body is as a whole no schema can say.
ACCEPTED = {"expected-statuses": ["2xx", "401", "403", "404", "409", "413", "422"]}
REFUSED = {"expected-statuses": ["400", "401", "403", "404", "405", "406", "409", "413", "415", "422", "428", "429"]}
# Each limit of a command's fields is tried where it is put on a docket; where it opens one it is read the same, which one kind shows.
OPENING = {"include-path-regex": r"^/api/v1/dockets/(?!bid$)[a-z]+$", "phases": {"coverage": {"enabled": False}}}
CONFIG = SchemathesisConfig.from_dict(
    {"checks": {"positive_data_acceptance": ACCEPTED, "negative_data_rejection": REFUSED}, "operations": [OPENING]}
)
SCHEMA = schemathesis.openapi.from_dict(description(""), config=CONFIG)
SCHEMA.app = get_wsgi_application()
FOUND = [found for found in SCHEMA.get_all_operations() if isinstance(found, Ok)]
OPERATIONS = {found.ok().label: found.ok() for found in FOUND}


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """A server closes what a request leaves open; here the next request goes on in the same transaction, and as many as are wanted."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    with override_settings(OPERIS_REFUSALS_AN_HOUR=1_000_000):
        yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def asked(label: str, examples: int) -> None:
    """Ask for the examples of an operation, for each limit of its schema, and at random; every check of schemathesis has to pass."""
    founded()
    operation, secret = OPERATIONS[label], token()
    who = {"Authorization": f"Bearer {secret}"} if operation.definition.raw.get("security") else {}

    def case_passes(case: schemathesis.Case[Any]) -> None:
        # Without a server between them the client would ask for packed answers, and not unpack them.
        case.call_and_validate(headers={"Host": "testserver", "Accept-Encoding": "identity", **who})

    often = settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    told = FeedbackSources()
    build_operation_test(
        config=SCHEMA.config, operation=operation, test_func=case_passes, given_kwargs={}, feedback=told, explicit_settings=often
    )()


def test_the_description_can_be_read() -> None:
    assert len(OPERATIONS) == sum(len(methods) for methods in description("")["paths"].values())


def test_every_command_that_opens_a_docket_has_an_address_where_its_limits_are_tried() -> None:
    slugs = {slug for kind in by_kind() for slug in openers(kind)}
    assert {f"POST /api/v1/dockets/{{no}}/{slug}" for slug in slugs} - {*OPERATIONS} == set()


@pytest.mark.parametrize("label", OPERATIONS)
def test_every_answer_is_one_that_the_description_allows(label: str) -> None:
    asked(label, 10)
