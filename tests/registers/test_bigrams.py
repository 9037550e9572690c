"""Is text cut alike, whatever it was typed with?"""

import pytest

from operis.registers.bigrams import QUERY_MAX, begins, bigrams, phrases, root_of


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("养老服务", "养老 老服 服务 务"),
        ("DC-2026-S-0142", "dc 20 02 26 s 01 14 42"),
        ("Older People's care", "older people s care old peopl car"),
        ("居家　养老（６０人）", "居家 养老 60 人 家 老"),
        ("ＤＣ－２０２６", "dc 20 02 26"),
        ("A座1号", "a 座 1 号"),
        ("Straße ﬁne ①", "strasse fine 1 stras fin"),
        ("𠮷野家", "𠮷野 野家 家"),
        ("--- ,。!", ""),
    ],
)
def test_chinese_and_numbers_are_cut_in_pairs_and_the_rest_in_words(text: str, cut: str) -> None:
    assert bigrams(text) == cut


def test_each_word_that_was_typed_is_a_phrase() -> None:
    assert phrases("养老服务 older  S-0142 — 老") == [["养老", "老服", "服务"], ["older"], ["s", "01", "14", "42"], ["老"]]
    assert phrases(" … ") == []
    assert sum(map(len, phrases("养" * 10_000))) == QUERY_MAX - 1


@pytest.mark.parametrize(
    ("words", "root"),
    [
        ("clean cleaner cleaners cleaning cleaned cleans", "clean"),
        ("library libraries", "librari"),
        ("activity activities", "activiti"),
        ("travel travelling travelled", "travel"),
        ("service services", "servic"),
        ("train training trained trainer", "train"),
        ("mediate mediating mediation mediator", "medi"),
        ("plan planned planning plans", "plan"),
        ("glass glasses", "glas"),
        ("bus s0006 养老", ""),
    ],
)
def test_forms_of_an_english_word_have_one_root(words: str, root: str) -> None:
    assert {root_of(word) for word in words.split()} == {root}


def test_three_letters_or_one_character_stand_for_what_begins_with_them() -> None:
    assert [begins(token) for token in ("abc", "ab", "养", "养老", "20")] == [True, False, True, False, False]
