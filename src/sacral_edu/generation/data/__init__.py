"""Phrases, stories and name tables that cases are made of."""
