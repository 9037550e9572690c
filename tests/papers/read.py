"""What stands in a file that was handed out? PDF and DOCX read back by programs that did not write them."""

import re
from io import BytesIO
from typing import Any

from django.test import Client
from docx import Document
from docx.document import Document as Opened
from pypdf import PdfReader


def handed(client: Client, path: str) -> bytes:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.content.decode()[:2000])
    return bytes(answer.content)


def pdf(client: Client, path: str) -> PdfReader:
    return PdfReader(BytesIO(handed(client, path)))


def docx(client: Client, path: str) -> Opened:
    return Document(BytesIO(handed(client, path)))


def told(reader: PdfReader) -> str:
    """As it is copied out, without the breaks of lines."""
    return "\n".join(page.extract_text() for page in reader.pages)


def close(text: str) -> str:
    """Without any white space: Chinese has none, and a line may end anywhere."""
    return re.sub(r"\s+", "", text)


def fonts(reader: PdfReader) -> dict[str, bool]:
    """Each font by its name, and whether it is in the file."""
    found: dict[str, bool] = {}
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            whole: Any = font.get_object()
            below = whole["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
            found[str(whole["/BaseFont"])] = any(key in below for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    return found
