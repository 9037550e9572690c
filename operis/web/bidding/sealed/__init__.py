"""What does the server give and take of a bid that it cannot read? Its form, its sealed bytes, and what opens them for three others."""
