"""Whole cases: read from a file and run through the clerk, or written from a docket."""
