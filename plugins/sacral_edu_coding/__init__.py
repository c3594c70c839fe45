"""Scorer `coding`: build the claim for an encounter, or decide single points; feedback names the rules."""
