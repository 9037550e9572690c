"""One folder a kind of docket: what is said, asked and done there, and what that adds up to."""
