"""What a plugin's author needs to prove a scorer: cases to try it on, and a check of its own examples."""

from sacral_edu.testing.examples import check_examples, generated_cases

__all__ = ["check_examples", "generated_cases"]
