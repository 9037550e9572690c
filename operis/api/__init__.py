"""How do programs ask, put commands and read? /api/v1, generated from the same list of fields as every other door."""
