"""What can be taken away from a page on paper or as a file? Its PDF, official papers to edit and to stamp, the text for a medium."""
