"""What does an officer have to do, and how is it done? Dockets of one's own, what may be done on each, and a form for every step."""
