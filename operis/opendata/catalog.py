"""How do catalogues of data find ours? As DCAT-AP 3 has it, in JSON-LD: one data set, and its files of each month."""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings

from operis.opendata.codes import LICENCE
from operis.opendata.packages import FILES, months, years

DCAT, DCT, FOAF = "http://www.w3.org/ns/dcat#", "http://purl.org/dc/terms/", "http://xmlns.com/foaf/0.1/"
LANGUAGES = {"zh": "http://publications.europa.eu/resource/authority/language/ZHO",
             "en": "http://publications.europa.eu/resource/authority/language/ENG"}  # fmt: skip
TITLE = {"zh": "采购数据", "en": "Procurement data"}
KEYWORD = {"zh": "政府采购", "en": "procurement"}
ABOUT = {
    "zh": "本站采购项目的发布和记录，采用开放采购数据标准（OCDS）1.1。",
    "en": "Releases and records of the procurements of this site, by the Open Contracting Data Standard 1.1.",
}


def catalog(home: str, address: Callable[[str, str, str], str]) -> dict[str, Any]:
    """`home` is the page of the data, `address` that of a file by its folder, month and form."""
    publisher = {"@type": "foaf:Organization", "foaf:name": settings.OPERIS_SITE_NAME}
    said = {"dct:title": _said(TITLE), "dct:description": _said(ABOUT), "dct:publisher": publisher, "dct:license": {"@id": LICENCE},
            "dct:language": [{"@id": one} for one in LANGUAGES.values()]}  # fmt: skip
    files = [_distribution(address(*name, form), name[0], name[1], form) for name, form in _files()]
    dataset = {"@type": "dcat:Dataset", "@id": f"{home}#procurements", **said, "dcat:keyword": _said(KEYWORD),
               "dct:conformsTo": {"@id": "https://standard.open-contracting.org/1.1/en/"}, "dcat:landingPage": {"@id": home},
               "dcat:distribution": files}  # fmt: skip
    return {"@context": {"dcat": DCAT, "dct": DCT, "foaf": FOAF}, "@type": "dcat:Catalog", "@id": home, **said,
            "foaf:homepage": {"@id": home}, "dcat:dataset": [dataset]}  # fmt: skip


def _said(words: dict[str, str]) -> list[dict[str, str]]:
    return [{"@value": text, "@language": language} for language, text in words.items()]


def _files() -> Iterable[tuple[tuple[str, str], str]]:
    """Folder and month, and the form, of every file."""
    known = years() or (0, -1)
    every = (month for year in range(known[1], known[0] - 1, -1) for month in months(year))
    return (((file.folder, month), file.form) for month in every for file in FILES.values())


def _distribution(url: str, folder: str, month: str, form: str) -> dict[str, Any]:
    return {"@type": "dcat:Distribution", "@id": url, "dct:title": f"{folder}-{month}.{form}", "dcat:downloadURL": {"@id": url},
            "dcat:accessURL": {"@id": url}, "dct:license": {"@id": LICENCE},
            "dcat:mediaType": FILES[folder, form].content_type.partition(";")[0]}  # fmt: skip
