"""Does the catalogue name every file, each with what it is and under which licence?"""

import json

import pytest
from django.test import Client

from operis.opendata.codes import LICENCE
from operis.opendata.indicators import INDICATORS
from operis.opendata.packages import FILES
from tests.ledger.county import County

pytestmark = pytest.mark.django_db


def test_each_file_of_each_month_is_in_it(noticed: County) -> None:
    whole = json.loads(Client().get("/en/data/catalog.jsonld").content)
    (dataset,) = whole["dcat:dataset"]
    files = dataset["dcat:distribution"]
    assert {one["@id"] for one in files} == {f"http://testserver/en/data/{folder}/2026-03.{form}" for folder, form in FILES}
    assert {one["dct:license"]["@id"] for one in files} == {LICENCE}
    assert (whole["@type"], dataset["@type"]) == ("dcat:Catalog", "dcat:Dataset")
    assert [text["@language"] for text in dataset["dct:title"]] == ["zh", "en"]
    first = min(files, key=lambda one: one["dct:title"])
    assert Client().get(first["dcat:downloadURL"]["@id"].removeprefix("http://testserver")).status_code == 200


def test_schema_and_indicators_are_pages_written_from_code(noticed: County) -> None:
    schema = Client().get("/en/data/schema/").content.decode()
    assert "numberOfTenderers" in schema
    assert "Implementation plan filed: Budget" in schema
    indicators = Client().get("/en/data/indicators/").content.decode()
    assert [code for code in INDICATORS if code not in indicators] == []
