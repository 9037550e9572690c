"""Which paper stands at which address, below the language? The page's own, with another ending."""

from django.urls import URLPattern, path

from operis.web.papers.bid_forms import bid_forms_file
from operis.web.papers.contract import contract_file
from operis.web.papers.letters import letter_file, letter_page
from operis.web.papers.official import paper_file, paper_page
from operis.web.papers.pages import docket_pdf, notice_pdf, process_pdf
from operis.web.papers.purchasing import purchasing_file
from operis.web.papers.receipts import own_record, receipt_page, receipt_pdf, receipt_text
from operis.web.papers.report import report_file

NOTICE = {"slug": "notice"}

papers: list[URLPattern] = [
    path("notices/<str:number>.pdf", notice_pdf, name="notice-pdf"),
    path("notices/<str:number>.docx", paper_file, {**NOTICE, "form": "docx"}, name="notice-docx"),
    path("notices/<str:number>.txt", paper_file, {**NOTICE, "form": "txt"}, name="notice-txt"),
    path("processes/<str:number>.pdf", process_pdf, name="process-pdf"),
    path("processes/<str:number>/papers/<str:slug>/", paper_page, name="paper"),
    path("processes/<str:number>/papers/<str:slug>.<str:form>", paper_file, name="paper-file"),
    path("desk/<str:number>.pdf", docket_pdf, name="desk-docket-pdf"),
    path("desk/<str:number>/purchasing-documents.<str:form>", purchasing_file, name="desk-purchasing-file"),
    path("desk/<str:number>/contract.<str:form>", contract_file, name="contract-file"),
    path("desk/<str:number>/bid/<str:lot>/forms.<str:form>", bid_forms_file, name="bid-forms"),
    path("desk/<str:number>/letters/<str:lot>/<str:supplier>/", letter_page, name="result-letter"),
    path("desk/<str:number>/letters/<str:lot>/<str:supplier>.<str:form>", letter_file, name="result-letter-file"),
    path("panel/<str:number>/report.<str:form>", report_file, name="panel-report-file"),
    path("desk/<str:number>/record.jsonl", own_record, name="own-record"),
    path("desk/<str:number>/receipts/<int:no>/", receipt_page, name="receipt"),
    path("desk/<str:number>/receipts/<int:no>.txt", receipt_text, name="receipt-text"),
    path("desk/<str:number>/receipts/<int:no>.pdf", receipt_pdf, name="receipt-pdf"),
]
