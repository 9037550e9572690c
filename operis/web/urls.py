"""Which page stands at which address, below the language?"""

from functools import partial

from django.urls import URLPattern, URLResolver, path

from operis.web.account.demonstration import be_someone
from operis.web.account.forgotten import Choosing, Forgotten, forgotten_done, forgotten_sent
from operis.web.account.other import other_site
from operis.web.account.passkey import passkey_asked
from operis.web.account.security import security_page
from operis.web.account.setting_up import add_passkey, change_password, renew_recovery, set_up_codes
from operis.web.account.signing import choose_mandate, second_step, sign_in, sign_out
from operis.web.bidding.filing import bid_file, upload_begun, upload_goes_on, upload_left
from operis.web.bidding.pages import bid_page, draft_page, price_template, section_page
from operis.web.bidding.sealed.page import sealed_page
from operis.web.bidding.sealing import seal_page
from operis.web.desk.begun import discard_begun
from operis.web.desk.desk import desk_page
from operis.web.desk.determining import determination_page
from operis.web.desk.dockets import docket_page, find_docket
from operis.web.desk.due_file import due_calendar
from operis.web.desk.imports import import_page, import_template
from operis.web.desk.joint_page import joint_page
from operis.web.desk.purchasing_page import purchasing_chapter, purchasing_clause, purchasing_page
from operis.web.desk.steps import new_page, step_page
from operis.web.holding.pages import holding_page, invented_key, keys_page, rehearsal_file, to_open_file
from operis.web.oversight.agencies import agencies_page
from operis.web.oversight.experts import experts_page
from operis.web.oversight.filings import filings_page
from operis.web.oversight.flags import flags_page
from operis.web.panel.hub import hub_page
from operis.web.panel.reading import bid_page as panel_bid
from operis.web.panel.reading import criterion_page, sheets_page
from operis.web.panel.report import report_page
from operis.web.panel.scores import scores_page
from operis.web.papers.again import made_again
from operis.web.papers.urls import papers
from operis.web.public.alerts import confirm_page as follow_confirmed
from operis.web.public.alerts import follow_page, stop_page
from operis.web.public.answers import addresses as answers
from operis.web.public.bodies import BODIES, SUPPLIERS, body_page, supplier_page
from operis.web.public.calendar import calendar_page
from operis.web.public.checking import check_page, checks_page
from operis.web.public.contract_list import CONTRACTS
from operis.web.public.data import data_checksum, data_file, data_page, data_record
from operis.web.public.data_about import data_catalog, data_indicators, data_schema
from operis.web.public.developers import developers
from operis.web.public.feeds import closings, notices_feed
from operis.web.public.finding_files import notices_csv, notices_json
from operis.web.public.finding_page import notices_page
from operis.web.public.following import body_feed, process_feed, supplier_feed
from operis.web.public.guide import six_matters
from operis.web.public.handed_in import look_into
from operis.web.public.helping import help_page, helps_page
from operis.web.public.home import home
from operis.web.public.lookup import look_up
from operis.web.public.news import answer_feed, contracts_feed, service_feed
from operis.web.public.notice_files import notice_calendar, notice_csv, notice_json
from operis.web.public.notices import notice_page
from operis.web.public.overdue import OVERDUE
from operis.web.public.plans import PLANS
from operis.web.public.processes import process_page, processes_page
from operis.web.public.refusals import why_page
from operis.web.public.result import result_page
from operis.web.public.result_file import result_csv
from operis.web.public.rules import rule_page, rules_page
from operis.web.public.search import search_page
from operis.web.public.services import service_page, services_page
from operis.web.public.services_or_posts import services_or_posts
from operis.web.public.site import accessibility, privacy
from operis.web.public.trying import try_page
from operis.web.public.verify import verify_page
from operis.web.register.asking import asking_page
from operis.web.register.confirming import confirm_page, join_page
from operis.web.register.pages import about_page, organisation_page, person_page, sent_page
from operis.web.register.pages import check_page as registration_page
from operis.web.register.people import people_page
from operis.web.system.components import components_page
from operis.web.system.demo_clock import demo_clock
from operis.web.system.letters import letter_page, letters_page, mail_page

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
    path("search/", search_page, name="search"),
    path("services-or-posts/", services_or_posts, name="services-or-posts"),
    path("services-or-posts/try/", try_page, name="try"),
    path("check/", checks_page, name="checks"),
    path("check/<str:kind>/", check_page, name="check"),
    path("guide/six-matters/", six_matters, name="six-matters"),
    path("rules/", rules_page, name="rules"),
    path("rules/<str:id>/", rule_page, name="rule"),
    path("calendar/", calendar_page, name="calendar"),
    *papers,
    path("notices/", notices_page, name="notices"),
    path("notices.atom", notices_feed, name="notices-atom"),
    path("notices.ics", closings, name="notices-ics"),
    path("notices.csv", notices_csv, name="notices-csv"),
    path("notices.json", notices_json, name="notices-json"),
    path("notices/<str:number>/", notice_page, name="notice"),
    path("notices/<str:number>.ics", notice_calendar, name="notice-calendar"),
    path("notices/<str:number>.csv", notice_csv, name="notice-csv"),
    path("notices/<str:number>.json", notice_json, name="notice-json"),
    *(address for listing in (PLANS, CONTRACTS, BODIES, SUPPLIERS, OVERDUE) for address in listing.addresses()),
    path("bodies/<str:key>.atom", body_feed, name="body-feed"),
    path("suppliers/<str:key>.atom", supplier_feed, name="supplier-feed"),
    path("services/<str:code>.atom", service_feed, name="service-feed"),
    path("answers/<str:slug>.atom", answer_feed, name="answer-feed"),
    path("contracts.atom", contracts_feed, name="contracts-feed"),
    path("processes/<str:number>.atom", process_feed, name="process-feed"),
    *answers(),
    path("services/", services_page, name="services"),
    path("services/<str:code>/", service_page, name="service"),
    path("bodies/<str:key>/", body_page, name="body"),
    path("suppliers/<str:key>/", supplier_page, name="supplier"),
    path("processes/", processes_page, name="processes"),
    path("processes/<str:number>/", process_page, name="process"),
    path("processes/<str:number>/result/", result_page, name="result"),
    path("processes/<str:number>/result.csv", result_csv, name="result-csv"),
    path("why/<str:number>/", why_page, name="why"),
    path("verify/", verify_page, {"lookup": look_up, "look": partial(look_into, lookup=look_up, again=made_again)}, name="verify"),
    path("data/", data_page, name="data"),
    path("data/catalog.jsonld", data_catalog, name="data-catalog"),
    path("data/schema/", data_schema, name="data-schema"),
    path("data/indicators/", data_indicators, name="data-indicators"),
    path("data/processes/<str:number>.json", data_record, name="data-record"),
    path("data/<str:folder>/<str:name>.<str:form>.sha256", data_checksum, name="data-checksum"),
    path("data/<str:folder>/<str:name>.<str:form>", data_file, name="data-file"),
    path("follow/", follow_page, name="follow"),
    path("follow/confirm/", follow_confirmed, name="follow-confirm"),
    path("follow/stop/", stop_page, name="follow-stop"),
    path("developers/", developers, name="developers"),
    path("help/", helps_page, name="help"),
    path("help/<str:page>/", help_page, name="help-page"),
    path("register/", organisation_page, name="register"),
    path("register/about/", about_page, name="register-about"),
    path("register/person/", person_page, name="register-person"),
    path("register/check/", registration_page, name="register-check"),
    path("register/sent/", sent_page, name="register-sent"),
    path("register/ask/", asking_page, name="register-ask"),
    path("register/confirm/", confirm_page, name="register-confirm"),
    path("register/join/", join_page, name="join"),
    path("demonstration/", demo_clock, name="demo-clock"),
    path("mail/", letters_page, name="letters"),
    path("mail/<int:number>/", letter_page, name="letter"),
    path("accessibility/", accessibility, name="accessibility"),
    path("privacy/", privacy, name="privacy"),
    path("desk/", desk_page, name="desk"),
    path("desk/due.ics", due_calendar, name="desk-due"),
    path("desk/begun/", discard_begun, name="desk-begun"),
    path("desk/find/", find_docket, name="desk-find"),
    path("desk/new/<str:kind>/<str:command>/", new_page, name="desk-new"),
    path("desk/import/<str:kind>/", import_page, name="desk-import"),
    path("desk/import/<str:kind>/template.<str:form>", import_template, name="desk-import-template"),
    path("desk/determinations/<str:number>/", determination_page, name="desk-determination"),
    path("desk/<str:number>/bid/", bid_page, name="bid"),
    path("desk/<str:number>/bid/files/<str:sha256>/", bid_file, name="bid-file"),
    path("desk/<str:number>/bid/<str:lot>/", draft_page, name="bid-draft"),
    path("desk/<str:number>/bid/<str:lot>/check/", seal_page, name="bid-check"),
    path("desk/<str:number>/bid/<str:lot>/price-list.csv", price_template, name="bid-template"),
    path("desk/<str:number>/bid/<str:lot>/upload/", upload_begun, name="bid-upload"),
    path("desk/<str:number>/bid/<str:lot>/upload/<str:file>/", upload_goes_on, name="bid-piece"),
    path("desk/<str:number>/bid/<str:lot>/upload/<str:file>/leave/", upload_left, name="bid-leave"),
    path("desk/<str:number>/bid/<str:lot>/<str:key>/", section_page, name="bid-section"),
    path("supply/seal/<str:number>/<str:lot>/", sealed_page, name="sealed-bid"),
    path("desk/<str:number>/", docket_page, name="desk-docket"),
    path("desk/<str:number>/purchasing-documents/", purchasing_page, name="desk-purchasing"),
    path("desk/<str:number>/purchasing-documents/<slug:chapter>/", purchasing_chapter, name="desk-purchasing-chapter"),
    path("desk/<str:number>/purchasing-documents/<slug:chapter>/<slug:clause>/", purchasing_clause, name="desk-purchasing-clause"),
    path("desk/<str:number>/<str:command>/", step_page, name="desk-step"),
    path("desk/<str:number>/<str:command>/joint/<int:paper>/", joint_page, name="desk-joint"),
    path("panel/<str:number>/", hub_page, name="panel"),
    path("panel/<str:number>/report/", report_page, name="panel-report"),
    path("panel/<str:number>/bids/<str:bid>/", panel_bid, name="panel-bid"),
    path("panel/<str:number>/criteria/<str:lot>/<str:criterion>/", criterion_page, name="panel-criterion"),
    path("panel/<str:number>/scores/<str:lot>/", scores_page, name="panel-scores"),
    path("panel/<str:number>/sheets/<str:lot>/", sheets_page, name="panel-sheets"),
    path("keys/", keys_page, name="keys"),
    path("keys/<str:number>/", holding_page, name="keys-docket"),
    path("keys/<str:number>/rehearsal.json", rehearsal_file, name="keys-rehearsal"),
    path("keys/<str:number>/demonstration.key", invented_key, name="keys-invented"),
    path("keys/<str:number>/to-open.json", to_open_file, name="keys-to-open"),
    path("account/sign-in/", sign_in, name="sign-in"),
    path("account/sign-in/demonstration/", be_someone, name="be-someone"),
    path("account/sign-in/second/", second_step, name="second-step"),
    path("account/sign-in/other/", other_site, name="other-site"),
    path("account/sign-in/passkey/", passkey_asked, name="passkey"),
    path("account/forgotten/", Forgotten.as_view(), name="forgotten"),
    path("account/forgotten/sent/", forgotten_sent, name="forgotten-sent"),
    path("account/forgotten/new/", Choosing.as_view(), name="forgotten-new"),
    path("account/forgotten/done/", forgotten_done, name="forgotten-done"),
    path("account/security/", security_page, name="security"),
    path("account/security/codes/", set_up_codes, name="codes"),
    path("account/security/recovery/", renew_recovery, name="recovery"),
    path("account/security/passkeys/", add_passkey, name="passkeys"),
    path("account/security/password/", change_password, name="password"),
    path("account/people/", people_page, name="people"),
    path("account/sign-out/", sign_out, name="sign-out"),
    path("account/mandate/", choose_mandate, name="mandate"),
    path("oversight/inbox/", filings_page, name="filings"),
    path("oversight/experts/", experts_page, name="experts"),
    path("oversight/agencies/", agencies_page, name="agencies"),
    path("oversight/noticed/", flags_page, name="flagged"),
    path("system/components/", components_page, name="components"),
    path("system/mail/", mail_page, name="mail"),
]
