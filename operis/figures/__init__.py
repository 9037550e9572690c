"""What does the county buy, from whom, for how much, what was refused, what is late? Figures that pages, files and pictures share."""
