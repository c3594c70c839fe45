"""Scorer `dysfunction`: name the sacral lesion, read its three sides, choose the test that decides."""
