"""What runs inside a reader's browser: the same desk as everywhere, behind one call in JSON."""

from sacral_edu.interfaces.browser.grader import Grader

__all__ = ["Grader"]
