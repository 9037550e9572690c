"""What does the record say, ready to be shown? Read by the public pages, by the desk and by papers alike; no address leads here."""
