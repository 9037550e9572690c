"""What every docket needs: how days are counted, how a case is weighed, how an act is written down."""
