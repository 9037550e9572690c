"""What does somebody give who seals a bid off line? A file of answers, and a folder with the files that they name.

An answer that the form does not ask for, and a file that is not in the folder or is another one, is told with its place.
"""

import hashlib
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from operis.core.codec import canonical
from operis.core.fields import ask, plain, read, record
from operis.core.kinds import Json
from operis.core.money import Fen
from operis.core.reading import CLAUSE_MAX, ROLL_MAX, TITLE_MAX
from operis.core.wording import Wording
from operis.dockets.bid.terms import BidContent, PriceItem
from operis.dockets.procurement.terms import Document
from operis.rules.sums import amount
from operis.sealing.answers import AS_ASKED, CONDITION, CRITERION, FORM, HANDED_IN, Answers, content_of, worded
from operis.sealing.form import Form, Question
from operis.sealing.texts import UTC, own, parsed
from operis.strict_yaml import Malformed, Mapping, Mistake, Node, Scalar, Sequence, parse

READ_BYTES = 1024 * 1024
FOR_PEOPLE = ("v", "docket", "lot", "questions", "example")
"""What a file of answers says of itself."""


@record
class Item:
    name: str = ask("Item", "分项名称", most=TITLE_MAX)
    quantity: Decimal = ask("Quantity", "数量")
    unit_price: Fen = ask("Unit price", "单价")


@record
class Text:
    key: str = ask("Question", "问题")
    text: str = ask("Answer", "答复", most=CLAUSE_MAX)


@record
class Given:
    """A file; size and fingerprint are those of the file in the folder where they are left out."""

    name: str = ask("Name", "名称")
    sha256: str | None = ask("Fingerprint", "数字指纹", default=None)
    size: int | None = ask("Size", "大小", default=None)


@record
class Files:
    key: str = ask("Question", "问题")
    files: tuple[Given, ...] = ask("Files", "文件")


@record
class Written:
    """The file of answers, its tables by key as lists."""

    price: Fen | None = ask("Price", "报价", default=None)
    items: tuple[Item, ...] = ask("Price list", "分项报价", default=(), most=ROLL_MAX)
    ticked: tuple[str, ...] = ask("Ticked", "勾选", default=())
    texts: tuple[Text, ...] = ask("Answers", "答复", default=())
    members: tuple[str, ...] = ask("Members", "联合体成员", default=())
    files: tuple[Files, ...] = ask("Files", "文件", default=())


class Folder:
    """The files of a bid where they lie."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.found: dict[str, Path] = {}

    def document(self, one: Given) -> Document | None:
        """As the bid names it; None where it is not there, or is another."""
        path = self.path / Path(one.name).name
        if not path.is_file():
            return None
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        size = path.stat().st_size
        if one.sha256 not in (None, sha256) or one.size not in (None, size):
            return None
        self.found[sha256] = path
        return Document(name=one.name, size=size, sha256=sha256)

    def pieces(self, one: Document) -> Iterator[bytes]:
        with self.found[one.sha256].open("rb") as file:
            while piece := file.read(READ_BYTES):
                yield piece


ANSWER, LINE = Wording(zh="在这里写您的答复。", en="Write your answer here."), Wording(zh="服务一个月", en="One month of service")
EXAMPLE_FILE = Wording(zh="文件名.pdf", en="name-of-the-file.pdf")
"""What stands in the example that a file of answers begins with."""


def blank(form: Form, language: str) -> dict[str, Json]:
    """A file of answers to begin with: every question in words, nothing said, and beside it an example with the keys of this form.

    A file is answered with its name, a tick with its key.
    """
    keys = [one.key for one in form.questions]
    asked: dict[str, Json] = {key: dict(form.words[key]) for key in keys}
    return {"v": FORM, "questions": asked, "example": example(form, language), "docket": form.facts.docket, "lot": form.facts.lot,
            "price": None, "items": [], "ticked": [], "texts": dict.fromkeys(keys, ""), "members": [],
            "files": {key: [] for key in keys}}  # fmt: skip


def example(form: Form, language: str) -> dict[str, Json]:
    """Answers as they could be: it is for people, and what stands in it is never read."""
    answer, file, line = (one.within(language)[1] for one in (ANSWER, EXAMPLE_FILE, LINE))
    ticked: list[Json] = [one.key for one in form.questions if one.answers in (CONDITION, AS_ASKED)]
    return {
        "price": None, "items": [{"name": line, "quantity": "12", "unit_price": "10000.00"}], "ticked": ticked,
        "texts": {one.key: answer for one in form.questions if one.answers == CRITERION},
        "files": {one.key: [file] for one in form.questions if one.answers in (HANDED_IN, CRITERION)},
    }  # fmt: skip


def read_answers(text: str, form: Form, folder: Folder, name: str = "") -> Answers:
    """Malformed with everything that is wrong."""
    root = parsed(text, name)
    wrong = list(_not_for(root, form))
    if wrong:
        raise Malformed(wrong, name)
    written = read(Written, _as_lists(root), zone=UTC)
    files, missing = _documents(written.files, folder)
    wrong = [*_unasked(written, form), *missing]
    if written.price is None and not written.items:
        wrong.append(Mistake("/price", "There is neither a price nor a price list: nothing is offered."))
    if wrong:
        raise Malformed(wrong, name)
    items = tuple(PriceItem(name=worded(one.name), quantity=one.quantity, unit_price=one.unit_price,
                            amount=amount(one.quantity, one.unit_price)) for one in written.items)  # fmt: skip
    return Answers(texts={one.key: one.text for one in written.texts}, ticked=frozenset(written.ticked), files=files,
                   members=written.members, items=items, price=written.price)  # fmt: skip


def _not_for(root: Mapping, form: Form) -> Iterator[Mistake]:
    if own(root, "v") != FORM:
        yield Mistake("/v", "This is no file of answers to a bid. Begin with the one that operis seal writes from the form.")
    for name, wanted in (("docket", form.facts.docket), ("lot", form.facts.lot)):
        if own(root, name) != wanted:
            facts = {"given": own(root, name), "wanted": wanted}
            yield Mistake(f"/{name}", "These answers are for {given}, and the form is for {wanted}.", root.line, facts)


def _as_lists(root: Mapping) -> Mapping:
    """The tables by key as lists with the key in each entry; a text that says nothing is not given."""
    pairs = {name: one for name, one in root.pairs.items() if name not in FOR_PEOPLE}
    for name, member in (("texts", "text"), ("files", "files")):
        table = pairs.get(name)
        if isinstance(table, Mapping):
            rows = [_row(key, member, _named(one)) for key, one in table.pairs.items() if not _says_nothing(one)]
            pairs[name] = Sequence(tuple(rows), table.line)
    return Mapping(pairs, root.key_lines, root.line)


def _named(value: Node) -> Node:
    """Of files in a list, a name alone is enough."""
    if not isinstance(value, Sequence):
        return value
    tables = (Mapping({"name": one}, {"name": one.line}, one.line) if isinstance(one, Scalar) else one for one in value.items)
    return Sequence(tuple(tables), value.line)


def _row(key: str, member: str, value: Node) -> Mapping:
    return Mapping({"key": Scalar(key, False, value.line), member: value}, {"key": value.line, member: value.line}, value.line)


def _says_nothing(value: Node) -> bool:
    return (isinstance(value, Scalar) and not value.text.strip()) or (isinstance(value, Sequence) and not value.items)


def _unasked(written: Written, form: Form) -> Iterator[Mistake]:
    asked = {one.key for one in form.questions}
    for name, keys in (
        ("ticked", written.ticked),
        ("texts", [one.key for one in written.texts]),
        ("files", [one.key for one in written.files]),
    ):
        for key in keys:
            if key not in asked:
                yield Mistake(f"/{name}", "The form has no question “{key}”.", None, {"key": key})


def _documents(named: Iterable[Files], folder: Folder) -> tuple[dict[str, tuple[Document, ...]], list[Mistake]]:
    there, missing = dict[str, tuple[Document, ...]](), list[Mistake]()
    for one in named:
        for given in one.files:
            document = folder.document(given)
            if document is None:
                facts = {"name": given.name, "folder": f"{folder.path}"}
                missing.append(
                    Mistake(f"/files/{one.key}", "The file {name} is not in {folder}, or is another one than is named.", None, facts)
                )
            else:
                there[one.key] = (*there.get(one.key, ()), document)
    return there, missing


def content(form: Form, said: Answers) -> BidContent:
    """What is sealed; Malformed where nobody could read it again at the opening."""
    made: BidContent = content_of(form.questions, said, small=form.facts.small)
    told: Any = read(BidContent, parse(canonical(plain(made)).decode()), zone=UTC)
    assert told == made
    return made


def unanswered(form: Form, said: Answers) -> list[Question]:
    """What is asked and was not answered: a condition is declared to be met, all else is ticked, written or shown."""
    return [one for one in form.questions if one.needed and not _answered(one, said)]


def _answered(one: Question, said: Answers) -> bool:
    shown = bool(said.text(one.key)) or bool(said.files.get(one.key))
    return said.says(one) or (one.answers != CONDITION and shown)
