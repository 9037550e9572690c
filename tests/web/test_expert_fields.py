"""OURS-FIELDS: which fields of experts are proposed by the words of a directory item and of a need?"""

from typing import Any

import pytest

from operis.core.wording import Wording
from operis.dockets.file.terms import EXPERT_FIELDS
from operis.documents.lawbook import book
from operis.web.desk.expert_fields import ROW, fields_told

FIELDS: Any = book().rows[ROW].data["fields"]


def test_each_field_has_its_words_in_both_languages() -> None:
    assert {field: sorted(words) for field, words in FIELDS.items()} == {field: ["en", "zh"] for field in EXPERT_FIELDS}


@pytest.mark.parametrize(
    ("texts", "fields"),
    [
        ((Wording(zh="信息系统运行维护服务"),), ("information-technology",)),
        ((Wording(en="Operation of information systems"),), ("information-technology",)),
        ((Wording(zh="学生营养餐配送与食堂运营服务"),), ("education", "catering")),
        ((Wording(en="Home care for older people"), Wording(en="Legal advice")), ("care", "law")),
        ((Wording(en="Careless lawn"),), ("care", "law")),  # a word that begins so
        ((Wording(zh="会议服务", en="Meeting services"),), ()),
    ],
)
def test_a_word_points_at_a_field(texts: tuple[Wording, ...], fields: tuple[str, ...]) -> None:
    assert fields_told(texts, FIELDS) == fields
