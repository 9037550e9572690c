"""Who reads and acts here? Signing in and out, and the mandate under which one acts."""
