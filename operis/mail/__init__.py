"""What does the installation write to people? Letters wait in the database, and a worker of their own sends them; none is an act."""
