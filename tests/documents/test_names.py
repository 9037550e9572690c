"""Are suppliers in a finding told by their names, in the language of the reader?"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from operis.core.findings import found
from operis.core.wording import Wording
from operis.dockets.procurement.evaluating import Dissent
from operis.documents.names import by_name, names_borne
from operis.documents.said import said
from operis.registers import models
from operis.web.desk.values import values
from tests.web.signed import account

pytestmark = pytest.mark.django_db
SHANGHAI = ZoneInfo("Asia/Shanghai")
PASSED = found("{supplier} is no. {rank} of lot {lot}; the award goes to {first}.", do="x", supplier="s1", rank=2, lot="1", first="s2, s9")


@pytest.fixture(autouse=True)
def suppliers() -> None:
    for no, (zh, en) in enumerate((("溪流公司", "Brook Ltd"), ("日出公司", "")), 1):
        models.Party.objects.create(key=f"s{no}", docket=f"DC-F-{no}", party="supplier", nature="enterprise", name_zh=zh, name_en=en)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Brook Ltd is no. 2 of lot 1; the award goes to 日出公司, s9."),
        ("zh-hans", "溪流公司在采购包1排名第2；应当确定日出公司, s9中标（成交）。"),
    ],
)
def test_names_stand_for_keys_and_who_has_no_file_stays_as_written(language: str, words: str) -> None:
    with translation.override(language):
        named = by_name(PASSED)
        assert said(named.says, named.facts) == words


def test_what_is_no_supplier_stays() -> None:
    other = found("From {first} on; {name}.", do="x", first=date(2026, 3, 2), name="s1")
    assert by_name(other) is other


def test_an_act_shows_the_name_of_its_time_and_the_one_of_now() -> None:
    borne = [["2026-01-05T09:00:00+08:00", "溪流公司", "Brook Ltd"], ["2026-03-02T09:00:00+08:00", "江河公司", "River Ltd"]]
    models.Party.objects.filter(key="s1").update(names=borne)
    names = names_borne({"s1", "s2", "s9"})
    with translation.override("en"):
        assert names.at(date(2026, 3, 1)) == {"s1": "Brook Ltd (now: River Ltd)"}
        assert names.at(datetime(2026, 3, 2, 8, 59, tzinfo=SHANGHAI)) == {"s1": "Brook Ltd (now: River Ltd)"}
        assert names.at(datetime(2026, 3, 2, 9, 0, tzinfo=SHANGHAI)) == {"s1": "River Ltd"}
        assert names.at(date(2025, 12, 31)) == {"s1": "Brook Ltd (now: River Ltd)"}
    with translation.override("zh-hans"):
        assert names.at(date(2026, 3, 1)) == {"s1": "溪流公司（现名：江河公司）"}


@pytest.mark.parametrize(("language", "somebody", "gone"), [("en", "a member of the panel", "somebody without an account here"),
                                                            ("zh-hans", "评审小组成员", "已无账号的人员")])  # fmt: skip
def test_people_are_told_by_name_and_to_who_may_not_know_them_as_one_of_the_panel(language: str, somebody: str, gone: str) -> None:
    expert, nobody = str(account("wei@experts.example", name="Wei Ran").pk), "0" * 8 + "-0000" * 3 + "-" + "0" * 12
    with translation.override(language):
        for person, name in ((expert, "Wei Ran"), (nobody, gone)):
            wrong = found("{person} is not on the panel.", do="Name a member of the panel.", person=person)
            assert by_name(wrong).facts == {"person": name}
            assert by_name(wrong, people=False).facts == {"person": somebody}
        read_back = values(Dissent(person=expert, reason=Wording(en="Too dear", zh="过高")))
        assert read_back[0].words == "Wei Ran"
