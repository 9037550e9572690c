"""What does the finance department look at? It looks, and orders what has to be put right; it approves nothing."""
