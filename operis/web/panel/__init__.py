"""How does a panel work? What is to be done now, each bid beside the criteria, the grid of points, and what the report has to say."""
