"""How does a bid get sealed in the browser of its bidder? One file with everything in it, which works off line too."""
