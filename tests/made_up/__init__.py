"""A kind of docket that nobody has, and what it gets by being declared."""
