"""The law as dated data: rows with their article, first day, source and how sure we are of them."""
