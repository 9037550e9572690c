"""Is each path of the mapping taken from fields that there are, and does each word of ours have one of the standard?"""

import json
from pathlib import Path

import pytest

from operis.core.acts import act_classes
from operis.core.fields import walk
from operis.dockets.kinds import KINDS
from operis.dockets.procurement.terms import ENDINGS, METHODS, Criterion
from operis.opendata.codes import CRITERION, ENDED, METHOD, TAGS
from operis.opendata.mapping import TABLES
from operis.opendata.merging import merged, news


def test_each_field_that_it_names_is_one_of_an_act() -> None:
    acts = {act.kind: act for act in act_classes()}
    named = [of.split(".") for table in TABLES for row in table.rows for of in row.of]
    assert len(named) > 60
    assert [(kind, field) for kind, field in named if field not in {*walk(acts[kind]), "happened"}] == []


def test_each_path_stands_once() -> None:
    for table in TABLES:
        paths = [row.path for row in table.rows]
        assert len(set(paths)) == len(paths)


def test_each_word_of_ours_has_a_code() -> None:
    assert set(METHOD) == set(METHODS)
    assert set(ENDED) == set(ENDINGS)
    assert set(CRITERION) == set(dict(walk(Criterion)["kind"].asked.choices))


def test_each_act_with_a_tag_is_one() -> None:
    assert len(KINDS) > 10
    assert set(TAGS) <= {act.kind for act in act_classes()}


BEFORE = {
    "tender": {"id": "1", "status": "active", "lots": [{"id": "1", "status": "active"}, {"id": "2", "status": "active"}]},
    "parties": [{"id": "a", "roles": ["buyer"]}],
}
AFTER = {
    "tender": {"id": "1", "status": "complete", "lots": [{"id": "1", "status": "complete"}, {"id": "2", "status": "active"}]},
    "parties": [{"id": "a", "roles": ["buyer"]}, {"id": "b", "roles": ["supplier"]}],
    "awards": [{"id": "x"}],
}


def test_what_is_new_is_told_and_nothing_else() -> None:
    assert news(BEFORE, BEFORE) == {}
    assert news(BEFORE, AFTER) == {
        "tender": {"id": "1", "status": "complete", "lots": [{"id": "1", "status": "complete"}]},
        "parties": [{"id": "b", "roles": ["supplier"]}],
        "awards": [{"id": "x"}],
    }


def test_a_release_takes_away_what_it_calls_null_and_whole_lists_take_the_place_of_others() -> None:
    first = {"ocid": "o", "id": "1", "date": "2026-01-01T00:00:00Z", "tag": ["tender"],
             "tender": {"id": "t", "title": "a", "criteria": [{"id": "1"}]}}  # fmt: skip
    then = {"ocid": "o", "id": "2", "date": "2026-01-02T00:00:00Z", "tag": ["tender"],
            "tender": {"id": "t", "title": None, "criteria": [{"id": "2"}]}}  # fmt: skip
    assert merged([first, then]) == {
        "ocid": "o", "id": "o-2026-01-02T00:00:00Z", "date": "2026-01-02T00:00:00Z", "tag": ["compiled"],
        "tender": {"id": "t", "criteria": [{"id": "2"}]},
    }  # fmt: skip


@pytest.mark.kit
def test_releases_of_others_are_merged_as_they_were(kit: Path) -> None:
    """An award, its amendment and the record of the standard's own example."""
    (found,) = json.loads((kit / "ocds/samples/standard/example03-record.json").read_text("utf8"))["records"]
    assert merged(sorted(found["releases"], key=lambda one: one["date"])) == found["compiledRelease"]
