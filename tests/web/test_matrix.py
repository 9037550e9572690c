"""What does each address answer to each role? Every cell is written in `tests/web/addresses.py`; one that is not fails here by name."""

import json
import secrets
from collections.abc import Iterator
from copy import deepcopy

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern
from pytest_django import DjangoDbBlocker

from operis.core.mandates import Role
from tests.web.addresses import ADDRESSES, Address
from tests.web.world import NO_MANDATE, SIGNED_OUT, World, world

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
WHO = (SIGNED_OUT, NO_MANDATE, *map(str, Role))
Cells = dict[str, dict[str, int]]


def patterns(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """Every address of the configuration, the language standing for itself."""
    for one in resolver.url_patterns:
        own = "<language>/" if isinstance(one.pattern, LocalePrefixPattern) else str(one.pattern)
        if isinstance(one, URLResolver):
            yield from patterns(one, before + own)
        elif isinstance(one, URLPattern):
            yield before + own


def status(world: World, address: Address, client: Client, headers: dict[str, str]) -> int:
    """What was done by asking is taken back."""
    path, kept = "/" + address.path.format(**world.numbers), deepcopy(client.cookies)
    with transaction.atomic():
        if address.sent is None:
            answer = client.get(path, headers=headers)
        elif path.startswith("/api/"):
            key = {"Idempotency-Key": secrets.token_urlsafe(32)}
            answer = client.post(path, json.dumps(address.sent), content_type="application/json", headers={**headers, **key})
        else:
            answer = client.post(path, dict(address.sent))
        b"".join(answer)  # to its end, where it is streamed
        transaction.set_rollback(True)
    client.cookies = kept
    return int(answer.status_code)


@pytest.fixture(scope="module")
def cells(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory) -> Cells:
    """Every address asked once under every role."""
    told: Cells = {str(address): {} for address in ADDRESSES}
    with django_db_blocker.unblock(), world(tmp_path_factory) as county:
        for who in WHO:
            client = county.client(who)
            token = {} if who in (SIGNED_OUT, NO_MANDATE) else {"Authorization": f"Bearer {county.token(who)}"}
            for one in ADDRESSES:
                told[str(one)][who] = status(county, one, client, token if one.path.startswith("api/") else {})
    return told


def test_every_address_of_the_configuration_stands_in_the_table() -> None:
    """Whoever adds an address writes in `tests/web/addresses.py` what every role finds there."""
    assert sorted(set(patterns(get_resolver())) - {one.pattern for one in ADDRESSES}) == []


def test_the_table_names_no_address_that_is_not_there_and_none_twice() -> None:
    assert sorted({one.pattern for one in ADDRESSES} - set(patterns(get_resolver()))) == []
    assert len({str(one) for one in ADDRESSES}) == len(ADDRESSES)


@pytest.mark.parametrize("address", ADDRESSES, ids=str)
def test_every_role_has_one_cell_at_every_address(address: Address) -> None:
    written = [who for roles in address.answers.values() for who in roles]
    assert {who: written.count(who) for who in WHO} == dict.fromkeys(WHO, 1)


@pytest.mark.parametrize("address", ADDRESSES, ids=str)
def test_every_cell_answers_as_it_is_written(cells: Cells, address: Address) -> None:
    written = {str(who): status for status, roles in address.answers.items() for who in roles}
    assert {who: told for who, told in cells[str(address)].items() if told != written.get(who)} == {}
