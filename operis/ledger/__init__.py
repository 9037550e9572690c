"""The ledger: what was entered, in which order, and what proves it."""
