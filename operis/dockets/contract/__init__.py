"""What do a purchasing body and its provider agree? Drawn up by the one, signed by the other, published and filed."""
