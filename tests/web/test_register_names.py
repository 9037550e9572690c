"""A name that is on file, or written in letters of another script, is told where a supplier registers itself."""


import pytest
from django.test import Client

from operis.registers import models
from tests.web.reading import text
from tests.web.registering import (
    ABOUT,
    FIRM,
    START,
    WHERE,
    YOU,
    confirmed,
    county,
    last_letter,
    link_in,
    registered,
    written,
)

__all__ = ["county"]
pytestmark = pytest.mark.django_db


TAKEN = "Somebody else is on file under the name “{}”."


@pytest.mark.parametrize("name", ["Lantern Street Care", "ＬＡＮＴＥＲＮ Street-Care"])
def test_a_name_that_is_on_file_is_told_beside_it(name: str) -> None:
    registered(Client())
    client, typed = Client(), {**FIRM, "name-en": name}
    answer = client.post(START, typed)
    assert (answer.status_code, TAKEN.format(name) in text(answer), 'href="#f-name-en"' in answer.content.decode()) == (409, True, True)
    assert client.post(START, {**typed, "name-en": f"{name} of the North"}).headers["Location"] == ABOUT


def test_a_letter_of_another_script_is_told_beside_the_name() -> None:
    answer = Client().post(START, {**FIRM, "name-en": "Lаntern Street Care"})
    says = "These letters of the name “Lаntern Street Care” are of another script: а (Cyrillic small letter a)."
    assert (answer.status_code, says in text(answer), 'href="#f-name-en"' in answer.content.decode()) == (409, True, True)


def test_the_name_of_a_body_is_nobody_elses() -> None:
    name = models.Party.objects.filter(party="body").exclude(name_en="").values_list("name_en", flat=True)[0]
    answer = Client().post(START, {**FIRM, "name-en": name})
    assert (answer.status_code, TAKEN.format(name) in text(answer)) == (409, True)


def test_of_two_who_write_one_name_at_once_one_is_registered() -> None:
    first, second = Client(), Client()
    written(first)
    written(second, {**FIRM, "name-en": "Lantern Street Care"}, {**WHERE, "size": "small"}, {**YOU, "email": "second@lantern.example"})
    assert confirmed(first, link_in(last_letter())).status_code == 302
    answer = confirmed(second, link_in(last_letter("second@lantern.example")))
    assert (answer.status_code, TAKEN.format("Lantern Street Care") in text(answer)) == (409, True)
    assert models.Party.objects.filter(name_en="Lantern Street Care").count() == 1
