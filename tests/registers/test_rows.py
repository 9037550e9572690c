"""Are rows written as they are: added, changed by their key, left alone, taken away?"""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from operis.registers import models, rows, tables

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
FIRST, LAST = date(2026, 3, 2), date(2026, 3, 31)


def vacancy(holder: str = "school", docket: str = "DC-2026-E-0001", places: int = 20) -> models.Vacancy:
    return models.Vacancy(holder=holder, allotment="staff", docket=docket, approved=places, filled=0, reserved=0)


def test_every_column_comes_back_as_it_was_written() -> None:
    bar = models.Bar(docket="a", party="b", scope="c", row="d", ground="e", decision="100% \"f\" %s", first=FIRST, last=None)
    rows.add([bar, models.Bar(docket="a", party="b", scope="c", row="d", ground="e", decision="", first=FIRST, last=LAST)])
    party = models.Party(key="k", docket="x", party="body", nature="n", places=["县", "b"], accepted=True)
    rows.put([party])
    assert [*models.Bar.objects.order_by("id").values_list("decision", "first", "last")] == [
        ("100% \"f\" %s", FIRST, None), ("", FIRST, LAST),
    ]  # fmt: skip
    assert models.Party.objects.values_list("places", "accepted", "key_review").get() == (["县", "b"], True, True)


def test_one_with_the_same_key_is_changed() -> None:
    rows.put([vacancy(places=20), vacancy("home", "DC-2026-E-0002")])
    rows.put([vacancy(places=30)])
    assert [*models.Vacancy.objects.order_by("holder").values_list("holder", "approved")] == [("home", 20), ("school", 30)]


def test_one_that_is_there_stays_or_is_refused() -> None:
    rows.add([vacancy()])
    rows.add_new([vacancy(places=30)])
    assert models.Vacancy.objects.get().approved == 20
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.add([vacancy(places=30)])


def test_more_rows_than_one_statement_takes_are_all_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection.ops, "bulk_batch_size", lambda fields, rows: 7)
    with CaptureQueriesContext(connection) as asked:
        rows.add([models.Note(docket="a", no=no, row="r", check_name="c", severity="s") for no in range(20)])
    assert len(asked.captured_queries) == 3
    assert [*models.Note.objects.order_by("no").values_list("no", flat=True)] == [*range(20)]


def test_what_is_taken_away_is_what_was_named() -> None:
    rows.add([vacancy(), vacancy("home", "DC-2026-E-0002")])
    rows.take_away(models.Vacancy, docket="DC-2026-E-0001")
    assert [one.holder for one in models.Vacancy.objects.all()] == ["home"]
    rows.take_away(models.Vacancy)
    assert not models.Vacancy.objects.exists()


def test_the_key_of_a_table_is_what_is_unique_in_it() -> None:
    keys = {model._meta.db_table: rows.key_of(model) for model in tables.register_models()}
    assert {name: keys[name] for name in ("register_docket", "register_vacancy", "register_search", "register_seal", "register_note")} == {
        "register_docket": ("number",), "register_vacancy": ("holder",), "register_search": ("docket",), "register_seal": ("docket", "lot"),
        "register_note": (),
    }  # fmt: skip
