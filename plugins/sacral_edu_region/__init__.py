"""Scorer `region`: the primary region, what two flexion tests tell, second lesions, and what stays open."""
