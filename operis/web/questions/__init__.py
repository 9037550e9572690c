"""How is a determination asked on pages? Its questions, answers and outcome, for the public try and for the desk."""
