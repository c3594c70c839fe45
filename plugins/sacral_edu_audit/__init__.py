"""Scorer `audit`: find the one wrong entry of a colleague's note and claim, if there is one, and mend it."""
