"""What a plugin's author needs to prove a scorer: the check that its own examples score as they say."""

from sacral_edu.testing.examples import check_examples

__all__ = ["check_examples"]
