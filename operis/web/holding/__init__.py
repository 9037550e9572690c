"""What does a key holder do? It gives a key, rehearses, and gives back the shares of the bids that are opened."""
