"""Is a need a service, a post, or neither? One need of one body, in parts."""
