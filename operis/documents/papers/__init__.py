"""Which papers are made of a docket's acts, and how is a paper written: as a page's PDF, as a file to edit, as plain text?"""
