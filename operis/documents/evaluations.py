"""What does a file say of an evaluation: the method, the criteria, the bids with their sheets? Mistakes by line, all at once.

    method: open-tender
    criteria:
    - {id: price, weight: "30", kind: price, formula: lowest-ratio}
    - {id: plan, weight: "70", kind: judged}
    experts: [E1, E2, E3]
    bids:
    - {bidder: S1, price: "860000.00", small: yes, scores: {plan: ["60", "58", "61"]}}
    adjustments: {small_percent: "10"}

`operis score --example` prints a whole one; the fields are those of `operis.dockets.procurement.scoring`. A file may say beside them
where it comes from (`about`) and in which language it is written (`language`).
"""

from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

from operis.core.fields import read
from operis.dockets.procurement.scoring import Evaluation
from operis.law.book import Law
from operis.rules.scoring import Matter, mistakes
from operis.strict_yaml import Malformed, Mapping, Mistake, Node, Scalar, Sequence, parse

EXAMPLE = Path(__file__).with_name("examples") / "score.yaml"
ENVELOPE = ("about", "language")


def read_evaluation(text: str, name: str, law: Law, zone: ZoneInfo) -> Evaluation:
    """What is to be evaluated; Malformed with every mistake, in the order of the lines."""
    node = parse(text, name)
    own, spoken = _enveloped(node)
    try:
        asked = read(Evaluation, own, zone=zone, language=spoken)
        wrong = [replace(mistake, line=line_of(node, mistake.pointer)) for mistake in mistakes(Matter(asked, law))]
    except Malformed as unread:
        wrong = unread.mistakes
    if wrong:
        raise Malformed(sorted(wrong, key=_place), name)
    return asked


def _enveloped(node: Node) -> tuple[Node, str]:
    """The fields without what stands beside them, and the language of the file."""
    if not isinstance(node, Mapping):
        return node, "zh"
    spoken = node.pairs.get("language")
    fields = {key: value for key, value in node.pairs.items() if key not in ENVELOPE}
    return Mapping(fields, node.key_lines, node.line), spoken.text if isinstance(spoken, Scalar) else "zh"


def _place(mistake: Mistake) -> tuple[int, str]:
    return mistake.line or 0, mistake.pointer


def line_of(node: Node, pointer: str) -> int:
    """The line of what a JSON Pointer names, or of the nearest thing above it that is there."""
    for key in pointer.split("/")[1:]:
        below = node.pairs.get(key) if isinstance(node, Mapping) else node.items[int(key)] if isinstance(node, Sequence) else None
        if below is None:
            break
        node = below
    return node.line
