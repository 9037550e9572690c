"""In which form does the server itself write what it says of its worker? As lines of the log, like everything else that is served."""

from typing import Any

from gunicorn.glogging import Logger

from operis.config.logs import Line


class Lines(Logger):  # type: ignore[misc]  # gunicorn has no types
    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(Line())
