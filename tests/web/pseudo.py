"""What does English look like when every message is two fifths longer, and no letter of it is plain?"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.test import override_settings

from operis.config.messages import CONTEXT, PLURAL, compiled, entries

LONGER = 0.4
SOURCE = Path(__file__).parents[2] / "operis" / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
PLACES = re.compile(r"(%\(\w+\)[sd]|%[sd%]|\{\w+\}|<[^>]+>|&\w+;)")
PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
ACCENTED = "áƀçđéƒğĥíĵķłɱñóþʠřšŧúṽŵẋýžÁɃÇĐÉƑĞĤÍĴĶŁṀÑÓÞɊŘŠŦÚṼŴẊÝŽ"
STRANGE = str.maketrans(PLAIN, ACCENTED)
FORMATS = {"j F Y", "N j, Y", "Y-m-d"}
"""Messages that are no words but say how a day is written."""


def pseudo(text: str) -> str:
    """Each letter with an accent, vowels doubled until it is long enough; places such as {day} stay whole."""
    if text in FORMATS:
        return text
    parts = PLACES.split(text)
    missing = round(sum(len(part) for part in parts[::2]) * LONGER)  # every other part is a place
    while missing > 0 and re.search("[aeiouAEIOU]", "".join(parts[::2])):
        for place in range(0, len(parts), 2):
            longer = re.sub("([aeiou])", r"\1\1", parts[place], count=missing, flags=re.IGNORECASE) if missing > 0 else parts[place]
            missing -= len(longer) - len(parts[place])
            parts[place] = longer
    parts[::2] = [part.translate(STRANGE) for part in parts[::2]]
    return "".join(parts)


@contextmanager
def pseudo_english(folder: Path) -> Iterator[None]:
    """English made so from the messages of the site, as long as it lasts; built in a folder of its own."""
    pairs = {}
    for key, value in entries(SOURCE.read_text("utf8")):
        words = key.rpartition(CONTEXT)[2].split(PLURAL)
        pairs[key] = PLURAL.join(map(pseudo, words)) if key else value.replace("nplurals=1; plural=0", "nplurals=2; plural=n!=1")
    place = folder / "en" / "LC_MESSAGES"
    place.mkdir(parents=True)
    (place / "django.mo").write_bytes(compiled(pairs))
    with override_settings(LOCALE_PATHS=[folder]):  # the change of a setting makes Django read its messages again
        yield
