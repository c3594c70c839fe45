"""Teach and assess somatic dysfunction of the sacral region (ICD-10-CM M99.04)."""

__version__ = "0.1.0"
