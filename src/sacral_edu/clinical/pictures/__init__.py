"""Drawings of the sacrum and the pelvis from behind, made from findings, each with a text alternative."""

from sacral_edu.clinical.pictures.drawing import (
    Picture,
    draw_beside_normal,
    draw_dysfunction,
    draw_findings,
    draw_unmarked,
    spots,
)

__all__ = ["Picture", "draw_beside_normal", "draw_dysfunction", "draw_findings", "draw_unmarked", "spots"]
