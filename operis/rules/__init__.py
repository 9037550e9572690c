"""What must hold of what is asked, by matter; pure functions of a case or of the law."""
