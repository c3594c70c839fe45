"""Errors that a person reads: each is one sentence saying what is wrong, where, and how to mend it."""


class SacralEduError(Exception):
    """Root of every error that this package raises on purpose."""


class CaseError(SacralEduError):
    """A case, vignette or case id cannot be used as it stands."""


class ResponseError(SacralEduError):
    """A learner's response does not have the shape that its prompt asks for."""


class PluginError(SacralEduError):
    """A scoring plugin cannot be loaded, or clashes with another one."""


class CodeError(SacralEduError):
    """A diagnosis code, procedure or modifier is not one that this package knows."""
