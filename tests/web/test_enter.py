"""Enter in a field of one line presses the first button of its form: that button checks, saves or goes on, and never enters for good."""

import re
from pathlib import Path

import operis

TEMPLATES = Path(operis.__file__).parent / "web" / "templates"
FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)
ONE_LINE = re.compile(r'<input(?![^>]*type="hidden")|<select|parts\.html|"field|\{% include guide')
"""What a person can be in when Enter is pressed; in a text of several lines it begins another line."""
BUTTON = re.compile(r'<button type="submit"[^>]*>')
FOR_GOOD = re.compile(r'name="desk-do" value="[^"]*\b(confirm|close|send)\b')
TEXTAREAS_ALONE = {"web/desk/outcome.html"}
"""Their only field is a text of several lines."""


def test_no_form_with_a_field_begins_with_a_button_that_enters_for_good() -> None:
    found, seen = [], 0
    for file in sorted(TEMPLATES.rglob("*.html")):
        for form in FORM.findall(file.read_text()):
            button = BUTTON.search(form)
            if button is None or not ONE_LINE.search(form):
                continue
            seen += 1
            if FOR_GOOD.search(button[0]):
                found.append(str(file.relative_to(TEMPLATES)))
    assert (set(found), seen > 20) == (TEXTAREAS_ALONE, True)
