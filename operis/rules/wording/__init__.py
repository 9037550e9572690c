"""Which wordings that usually shut suppliers out stand in a text? By the looks of the law data; words are found, never guilt."""
