"""What the three parts of an answer are worth; together 1."""

ENTRY = 0.4
FAULT = 0.2
CORRECTION = 0.4
