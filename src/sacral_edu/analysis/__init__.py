"""What can be said about items from the outside: how they are written, and whether they can be gamed."""
