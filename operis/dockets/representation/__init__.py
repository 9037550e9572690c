"""What does a supplier ask about a procurement? Who asks is told to nobody, not to the purchaser either; the answer is for all."""
