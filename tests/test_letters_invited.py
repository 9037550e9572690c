"""Who is invited to a tender is written to, each alone; who is not invited hears nothing and takes no documents."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from operis.clerk import Entered
from operis.core.wording import Slug
from operis.dockets.bid.commands import ObtainDocuments
from operis.dockets.file.commands import ReviewFile
from operis.mail.models import Letter
from operis.mail.queue import words_of
from tests.api.programs import installed
from tests.ledger.county import FAYE, County, body_file
from tests.procedures.documents import notice, plan, words
from tests.procedures.invitations import SIX, THREE, drawing, listing
from tests.statute import BO
from tests.web.reading import text as read_as_text
from tests.written_to import account, placed

pytestmark = pytest.mark.django_db
NUMBER = "DC-2026-S-0001"
PROGRAMS = f"/api/v1/dockets/{NUMBER}"
EVERYWHERE = (
    f"/en/processes/{NUMBER}/", f"/processes/{NUMBER}/record.jsonl", PROGRAMS, f"{PROGRAMS}/acts?limit=100", f"{PROGRAMS}/contents",
)  # fmt: skip
"""What everybody reads of it."""


def test_each_of_those_who_are_invited_gets_a_letter_that_names_no_other(founded: County, tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    founded.done(None, plan(method=Slug("invited-tender"), method_ground=Slug("limited-range-of-suppliers")))
    for key in SIX:
        firm = replace(body_file(key), party=Slug("supplier"), nature=Slug("enterprise"), size=Slug("small"), name=words(key.title()))
        by = replace(BO, body=key, persons=(f"{key}-person",))
        founded.done(founded.done(None, firm, by).docket, ReviewFile(result=Slug("accepted")), FAYE)
        account(key, f"a@{key}.example")
    placed()
    for asked in (listing(), drawing(), notice(30)):
        founded.done(NUMBER, asked)
    page = read_as_text(Client().get(f"/en/notices/{NUMBER}/"))
    assert "Suppliers that were drawn by lot are invited, and they alone may bid." in page
    answers = [Client().get(one) for one in EVERYWHERE]
    assert {one.status_code for one in answers} == {200}
    everything = " ".join((page, *(b"".join(one).decode() for one in answers))).lower()
    assert NUMBER.lower() in everything
    assert [key for key in SIX if key in everything] == []
    assert placed() == sorted(f"a@{key}.example" for key in THREE)
    for letter in Letter.objects.all():
        subject, text = words_of(letter)
        assert subject == "DC-2026-S-0001：投标邀请 / DC-2026-S-0001: you are invited to bid"
        assert "You are invited to bid for “Day care” (DC-2026-S-0001)." in text
        assert not any(key in f"{subject} {text}".lower() for key in SIX)
    taken = {key: founded.ask(None, ObtainDocuments(procurement=NUMBER), replace(BO, body=key, persons=(f"{key}-person",))) for key in SIX}
    assert {key for key, told in taken.items() if isinstance(told, Entered)} == set(THREE)
