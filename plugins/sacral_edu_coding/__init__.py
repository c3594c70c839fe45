"""Scorer `coding`: build the claim for an encounter; feedback names the coding rules that were broken."""
