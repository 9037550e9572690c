"""What did the look through everything find? Printed, and kept for doctor and the pages."""

import json
import sys
from functools import partial

from operis.cli._setting import UNFIT, has_installation
from operis.cli._shell import DONE, FOUND, _, complain, say, template_in


def look(data: str | None, *, as_json: bool, lang: str) -> int:
    """Look through the installation; status 1 where something was found."""
    if not has_installation(data):
        return complain([say(_("There are no keys here. Put them back, or run `operis init` where there never were any."), lang)], UNFIT)
    from operis.cli import _fit

    if why := _fit.key() or _fit.database() or _fit.version():
        return complain([f"operis: {why}"], UNFIT)
    from operis import clock

    looked = clock.look_over()
    if as_json:
        print(json.dumps(looked.plain(), ensure_ascii=False, indent=1))
        return FOUND if looked.findings else DONE
    for one in looked.findings:
        print(one.words(partial(template_in, lang=lang)))
    facts = {"dockets": looked.dockets, "entries": looked.entries, "kept": looked.kept}
    print(say(_("Looked at {entries} entries of {dockets} dockets, {kept} sealed contents, log, registers and files."), lang, **facts))
    told = _("All is whole.") if not looked.findings else _("Findings: {count}")
    print(say(told, lang, count=len(looked.findings)), file=sys.stderr)
    return FOUND if looked.findings else DONE
