"""Scorer `region`: which region is the primary lesion, and which findings decide it."""
