"""What came in on paper before the closing? One sealed envelope of one supplier for one lot, kept shut until the opening."""
