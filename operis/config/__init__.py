"""How is this installation set up? Settings from the environment, addresses, the door for a web server."""
