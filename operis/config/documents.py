"""Which documents in `docs/` are made from the code? A page a procedure, a JSON Schema an act: `python -m operis.config.documents`."""

import json
from importlib import import_module
from pathlib import Path

from operis.core.acts import act_classes
from operis.core.codec import act_schema
from operis.law.book import load_book
from operis.procedures import procedures
from operis.procedures.parts.describing import page

DOCS = Path(__file__).parents[2] / "docs"


def documents() -> dict[str, str]:
    """What is made from the code, by its place below `docs/`."""
    book = load_book()
    made = {f"schemas/{cls.kind}.{cls.version}.json": _json(act_schema(cls)) for cls in act_classes()}
    for one in procedures():
        about = import_module(f"operis.procedures.{one.name.replace('-', '_')}").__doc__ or ""
        made[f"procedures/{one.name}.md"] = page(one, about.strip(), book)
    return made


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def write_documents(folder: Path = DOCS) -> None:
    """Write each, and take away those whose act or procedure is gone."""
    made = documents()
    for name, text in made.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf8")
    for name in there(folder) - made.keys():
        (folder / name).unlink()


def there(folder: Path = DOCS) -> set[str]:
    """The documents of these kinds that lie in the folder."""
    return {path.relative_to(folder).as_posix() for pattern in ("schemas/*.json", "procedures/*.md") for path in folder.glob(pattern)}


if __name__ == "__main__":
    write_documents()
