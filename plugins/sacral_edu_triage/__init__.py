"""Scorer `triage`: whether hands-on treatment is right today, and with which technique."""
