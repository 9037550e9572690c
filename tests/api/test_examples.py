"""Is every operation there, and does each example of the description do what it is an example of?"""

from typing import Any

import pytest

from operis.api.openapi import BASE, description
from operis.core.mandates import ROLE_LABELS, WITHOUT_OFFICE, Mandate, Role
from operis.procedures import procedures
from tests.api.programs import Program, founded, token, told
from tests.ledger.county import OFFICE

pytestmark = pytest.mark.django_db
PATHS = description("")["paths"]
STEPS = [(one.kind, step) for one in procedures() for step in one.listed if step.by - WITHOUT_OFFICE]
STEPS_DONE = ("add-stamped-copy", "record-consultation", "review-file")
DONE = {"/dockets/directory", "/dockets/need", *(f"/dockets/{{no}}/{one}" for one in STEPS_DONE)}
"""Where an example is entered as it stands; the others need more on the record, and are refused for that."""


def test_every_step_that_a_person_takes_is_there_by_itself() -> None:
    puts = {f"{BASE}/dockets/{{no}}/{step.asked.slug}" for _, step in STEPS}
    opens = {f"{BASE}/dockets/{kind}" for kind, step in STEPS if step.asked.opens}
    reads = {path for path in PATHS if set(PATHS[path]) == {"get"}}
    asks = {path for path in PATHS if "post" in PATHS[path] and "security" not in PATHS[path]["post"]}
    assert set(PATHS) == puts | opens | reads | asks
    assert len(reads) == 9
    assert {path.removeprefix(BASE).split("/")[1] for path in asks} == {"determine", "deadlines", "check"}


def role_in(operation: Any) -> Role:
    """An office that may put the command, by the words of the description; a purchasing officer where several may."""
    words = operation["description"].removeprefix("Taken by: ").removesuffix(".").split(", ")
    may = [role for role, label in ROLE_LABELS.items() if label.en in words]
    return Role.BUYER if Role.BUYER in may else may[0]


def examples() -> list[tuple[str, str]]:
    return [(path, name) for path, methods in PATHS.items() if "post" in methods for name in sent(methods["post"])]


def sent(operation: Any) -> Any:
    return operation["requestBody"]["content"]["application/json"]["examples"]


@pytest.mark.parametrize(("path", "name"), examples())
def test_each_example_that_is_sent_is_well_written(path: str, name: str) -> None:
    founded()
    operation = PATHS[path]["post"]
    secret = token(Mandate(role=role_in(operation), office="office", body=OFFICE)) if "security" in operation else None
    for one in operation["parameters"]:
        path = path.replace(f"{{{one['name']}}}", str(one.get("example", "")))
    answer = Program(secret).post(path.removeprefix(f"{BASE}/"), sent(operation)[name]["value"])
    assert answer.status_code in (200, 201, 403, 404, 409, 422), answer.content
    assert answer.status_code != 422 or told(answer)["code"] in ("refused", "unfit")


def test_what_needs_nothing_more_on_the_record_is_entered_as_it_stands() -> None:
    founded()
    entered = set()
    for path, methods in PATHS.items():
        operation = methods.get("post", {})
        for example in sent(operation).values() if "security" in operation else ():
            like = next((one["example"] for one in operation["parameters"] if one["in"] == "path"), "")
            program = Program(token(Mandate(role=role_in(operation), office="office", body=OFFICE)))
            if program.post(path.removeprefix(f"{BASE}/").replace("{no}", like), example["value"]).status_code == 201:
                entered.add(path.removeprefix(BASE))
    assert entered == DONE


@pytest.mark.parametrize("path", [path for path, methods in PATHS.items() if "get" in methods])
def test_each_example_that_is_read_answers(path: str) -> None:
    founded()
    query = []
    for one in PATHS[path]["get"]["parameters"]:
        path = path.replace(f"{{{one['name']}}}", one.get("example", ""))
        query += [f"{one['name']}={one['example']}"] if one["in"] == "query" and "example" in one else []
    answer = Program(token()).get(f"{path.removeprefix(f'{BASE}/')}?{'&'.join(query)}")
    assert answer.status_code == (404 if "S-0001" in path else 403 if "X-" in path else 200)
