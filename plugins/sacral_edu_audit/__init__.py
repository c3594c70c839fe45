"""Scorer `audit`: find the one entry of a colleague's note that its own findings contradict."""
