"""What does a number in a clause count? The nouns up to the first small word: a price of one is no number of them."""

import pytest

from operis.rules.wording.patterns import words_of

TIMES = ("month", "year", "day", "week", "hour")


@pytest.mark.parametrize(("text", "counted"), [
    (" meals a month", {"meal"}), (" yuan a meal", {"yuan"}), (" yuan per meal", {"yuan"}), (" meals in three years", {"meal"}),
    (" old people served", {"people", "served"}), (" staff on duty", {"staff"}), (" months", set()),
])  # fmt: skip
def test_a_number_counts_the_nouns_up_to_the_first_small_word(text: str, counted: set[str]) -> None:
    assert words_of(text, TIMES) == counted
