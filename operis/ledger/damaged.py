"""An entry that somebody wrote or changed in the database past Operis: nothing can be read from it, and nothing goes on from it."""


class DamagedEntryError(Exception):
    """An entry is not as it was put; `number` counts from 1."""

    def __init__(self, docket: str, number: int) -> None:
        super().__init__(f"{docket} no. {number} is not as it was put: somebody wrote into the database past Operis.")
        self.docket, self.number = docket, number
