"""Search across everything that everyone may read, whatever kind it is of."""
