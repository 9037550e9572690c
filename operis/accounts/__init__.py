"""Who is it? People, and what they may act for."""
