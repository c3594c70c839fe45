"""Scorer `documentation`: write the assessment of a note, read by rules for five habits."""
