"""How is text cut so that both databases find the same? Chinese and numbers by pairs of characters, other scripts by words.

`养老服务 in DC-2026-S-0142` is `养老 老服 服务 in dc 20 02 26 s 01 14 42`: so two characters find what has them side by side, three
follow from two pairs, and any part of a number finds it. Nothing but letters and digits is left, in the form that NFKC and case
folding give. Then come the ends of Chinese runs, since a single character is looked for as the beginning of a pair, and last what is
left of English words without their endings: `cleaner`, `cleaned` and `cleaning` are all `clean`.
"""

import re
import unicodedata
from collections.abc import Iterator

_CHINESE = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(rf"(?P<pairs>[{_CHINESE}]+|[0-9]+)|[^\W_0-9{_CHINESE}]+")
QUERY_MAX = 100
"""Characters of a query that are looked at."""
_ENGLISH = re.compile("[a-z]{4,}")
_ENDINGS = ("ations", "ators", "ation", "ating", "ments", "ated", "ates", "ator", "ment", "ings", "ers", "ing", "ate", "ies",
            "ied", "ed", "er", "es", "ly", "s")  # fmt: skip
"""The longest first; of `ies` and `ied` the `i` stays, as of a last `y`."""
ROOT_MIN = 3
BEGINNING_MIN = 3
"""So many letters find every word that begins with them."""


def bigrams(text: str) -> str:
    """What is indexed of a text."""
    runs = list(_runs(text))
    ends = (run[-1] for run, paired in runs if paired and len(run) > 1 and not run.isascii())
    tokens = [token for run in runs for token in _tokens(*run)]
    roots = dict.fromkeys(root for token in tokens if (root := root_of(token)) and root != token)
    return " ".join([*tokens, *ends, *roots])


def phrases(query: str) -> list[list[str]]:
    """What is looked for: of each word that was typed its tokens, which must follow one another."""
    found = ([token for run in _runs(word) for token in _tokens(*run)] for word in query[:QUERY_MAX].split())
    return [tokens for tokens in found if tokens]


def begins(token: str) -> bool:
    """Whether a token stands for all that begin with it: a single character of Chinese does, and three letters."""
    return len(token) == 1 if is_chinese(token) else token.isalpha() and len(token) >= BEGINNING_MIN


def is_chinese(token: str) -> bool:
    return re.match(f"[{_CHINESE}]", token) is not None


def root_of(token: str) -> str:
    """An English word without its ending; empty for what is none, or is too short to have one."""
    if not _ENGLISH.fullmatch(token):
        return ""
    ending = next((one for one in _ENDINGS if token.endswith(one) and len(token) - len(one) >= ROOT_MIN and not token.endswith("ss")), "")
    root = token[: len(token) - len(ending)] + ("i" if ending in ("ies", "ied") else "")
    if root.endswith("y"):
        return f"{root[:-1]}i"
    if root.endswith("e") and len(root) > ROOT_MIN:
        root = root[:-1]
    return root[:-1] if len(root) > ROOT_MIN and root[-1] == root[-2] else root  # travelling, as travel


def _runs(text: str) -> Iterator[tuple[str, bool]]:
    """Each run of Chinese, of digits or of letters, and whether it is cut into pairs."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return ((found[0], found["pairs"] is not None) for found in _RUN.finditer(plain))


def _tokens(run: str, paired: bool) -> list[str]:
    return [run[place : place + 2] for place in range(len(run) - 1)] if paired and len(run) > 1 else [run]
