"""Which form does the sealing page get in a test? One with each kind of question, in both languages, sealed to three invented holders."""

import json
from pathlib import Path
from typing import Any

GOLDEN = json.loads((Path(__file__).parent.parent / "golden" / "sealed-bid.json").read_text("utf8"))


def both(zh: str, en: str) -> dict[str, str]:
    return {"zh": zh, "en": en}


def question(key: str, answers: str, about: str, heading: dict[str, str], **more: Any) -> dict[str, Any]:
    return {"key": key, "answers": answers, "about": about, "heading": heading, "asked": [], "bands": [], "tick": None, "label": None,
            "files": True, "needed": True, "signed": False, **more}  # fmt: skip


def section(key: str, heading: dict[str, str], *questions: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"key": key, "heading": heading, "points": "", "counted": None, "joins": False, "price": False,
            "questions": [*questions], **more}  # fmt: skip


def bid_form(**changed: Any) -> dict[str, Any]:
    meets, answer = both("我方符合本项条件", "We meet this condition"), both("您的回答", "Your answer")
    who = section(
        "who", both("您是谁，能否参加", "Who you are, and whether you may bid"),
        question("condition-0", "condition", "able-to-bear-liability", both("条件1", "Condition 1"), tick=meets,
                 asked=[{"label": None, "text": both("能够独立承担民事责任。", "Able to bear civil liability independently.")}]),
        question("condition-1", "condition", "good-credit", both("条件2", "Condition 2"), tick=meets,
                 asked=[{"label": None, "text": {"zh": "具有良好的商业信誉。", "en": None}}]),
        joins=True,
    )  # fmt: skip
    wanted = section(
        "wanted", both("采购需求和应提交的材料", "What is wanted, and what to send"),
        question("as-asked", "as-asked", "as-asked", both("采购需求", "What is wanted"), files=False,
                 tick=both("完全按照采购需求响应", "We offer all of it as it is asked"),
                 label=both("或者：与需求的偏离", "Or: where your offer differs"),
                 asked=[{"label": both("人员", "Staff"), "text": both("至少配2名社工。", "At least two social workers.")}]),
        question("materials", "handed-in", "", both("应提交的材料", "What to send"),
                 asked=[{"label": None, "text": both("营业执照副本。", "A copy of the certificate of registration.")}]),
    )  # fmt: skip
    plan = section(
        "criterion-plan", both("服务方案", "Service plan"),
        question("criterion-plan", "criterion", "plan", both("服务方案", "Service plan"), label=answer,
                 asked=[{"label": None, "text": both("一日怎样安排？出了意外怎么办？", "How does a day go? And an accident?")}],
                 bands=[{"points": "40", "text": both("都具体到人和时间。", "Both, with names and times."), "least": None, "most": None},
                        {"points": "20", "text": both("一项具体。", "One of them is."), "least": None, "most": None}]),
        points="40", counted=both("评审打分", "judged"),
    )  # fmt: skip
    names = (both("云泽县公证处", "Yunze Notaries"), both("云泽县审计局", "Yunze Audit"), both("云泽县财政局", "Yunze Finance"))
    holders = [{"place": one["place"], "name": name, "key": one["key"]} for one, name in zip(GOLDEN["holders"], names, strict=True)]
    return {
        "v": "operis/bid-form/v1", "site": "https://seal.example/", "docket": "DC-2026-B-0007", "lot": "1", "no": 0, "round": 1,
        "stage": "bid", "supplier": "warm-eaves", "small": True, "procurement": "DC-2026-S-0001",
        "title": both("困境儿童暑期日间托管服务", "Summer day care for children in need"), "closes": "2046-06-02T09:30:00+08:00",
        "limit": "380000.00", "keys": {"digest": GOLDEN["keys"], "holders": holders},
        "sections": [who, wanted, plan, section("price", both("报价", "Price"), price=True, points="20")],
        "members": [{"key": "bright-hands", "name": both("明手社会工作服务社", "Bright Hands")}],
        "begun": {"texts": {}, "ticked": [], "files": {}}, "files_max": 20, "largest_bytes": 50 * 1024 * 1024,
        "sealed_max_bytes": 256 * 1024 * 1024, **changed,
    }  # fmt: skip
