"""Which passwords are refused, and is that told in the language of the page?"""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import override


@pytest.mark.parametrize("password", ["three grey herons", "abcdeabcdeab"])
def test_long_and_varied_is_enough(password: str) -> None:
    validate_password(password)


@pytest.mark.parametrize(
    ("password", "english", "chinese"),
    [
        ("grey herons", "too short: it needs at least 12 characters", "密码太短：至少需要12个字符"),
        ("aaaaaaaaaaaa", "too easy to guess", "密码太容易被猜到"),
        ("abcdABCDabcd", "needs at least 5 different characters", "至少需要5个不同的字符"),
    ],
)
def test_short_ones_and_those_of_few_characters_are_refused_in_the_readers_words(password: str, english: str, chinese: str) -> None:
    for language, says in (("en", english), ("zh-hans", chinese)):
        with override(language), pytest.raises(ValidationError, match=says):
            validate_password(password)
