"""How is a bid sealed so that nobody reads it before its hour? By a key of its own, dealt in three parts of which any two give it back."""
