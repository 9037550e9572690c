"""What people write, in which language: the one asked for, else the other."""

import pytest

from operis.core.wording import Label, Slug, Wording


@pytest.mark.parametrize(
    ("wording", "asked", "shown"),
    [
        (Wording(zh="养老", en="care"), "zh", ("zh", "养老")),
        (Wording(zh="养老", en="care"), "en", ("en", "care")),
        (Wording(zh="养老"), "en", ("zh", "养老")),
        (Wording(en="care"), "zh", ("en", "care")),
    ],
)
def test_the_language_shown_is_told(wording: Wording, asked: str, shown: tuple[str, str]) -> None:
    assert wording.within(asked) == shown


def test_our_own_words_are_always_there() -> None:
    label = Label("care", "养老")
    assert (label.within("zh-hans"), label.within("zh"), label.within("en")) == ("养老", "养老", "care")
    assert f"{Slug('open-tender')}" == "open-tender"
