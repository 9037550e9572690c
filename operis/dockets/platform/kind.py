"""What the acts of an installation about itself are called and how they stand."""

from operis.core.dockets import DocketKind, StateWords
from operis.core.wording import Label
from operis.dockets.platform.state import Platform, evolve

PLATFORM_KIND = DocketKind(
    name="platform",
    letter="P",
    words=Label("This installation", "本平台"),
    start=Platform,
    evolve=evolve,
    states=(
        StateWords("loss-accepted", Label("Loss of entries accepted", "已确认记录缺失")),
        StateWords("witness-begun", Label("Witness begun", "已启用库外见证文件")),
    ),
    state_of=lambda state: "loss-accepted" if state.accepted is not None else "witness-begun" if state.begun is not None else "",
)
