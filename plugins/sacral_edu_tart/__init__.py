"""Scorer `tart`: which statements of a note are TART evidence for the sacrum, and for which letter."""
