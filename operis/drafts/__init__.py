"""What was begun and is not sent yet? It is no act, stands in no record, and is for its writer alone."""
