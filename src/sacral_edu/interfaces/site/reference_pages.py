"""The directives `{sacral-api}` and `{sacral-hooks}`: the reference for plugins, made from the code.

It cannot grow stale: what stands in a page is what the docstrings say.
"""

import inspect
import re
from collections.abc import Iterable
from importlib import import_module
from types import ModuleType
from typing import Any, get_args

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from sacral_edu import api, hookspecs
from sacral_edu.interfaces.site.sections import section

_ADDRESS = re.compile(r" at 0x[0-9a-f]+")
_MODULES = re.compile(r"\b(?:[a-z_]+\.)+(?=[A-Z])")
_KINDS = ("What a plugin defines", "Functions", "Errors", "Values and types")
_SHOWN_MOST = 160


class SacralApi(SphinxDirective):
    """Puts every public name of `sacral_edu.api` into the page, with its shape and its docstring."""

    has_content = False

    def run(self) -> list[nodes.Node]:
        """Return a section for each kind of name, sorted within it."""
        found: dict[str, list[nodes.Node]] = {kind: [] for kind in _KINDS}
        for name in sorted(api.__all__, key=str.lower):
            value = getattr(api, name)
            found[_kind(value)].append(_entry(f"api-{name}", _shape(name, value), _said(value, api, name)))
        return [section(f"api-kind-{at}", kind, found[kind]) for at, kind in enumerate(_KINDS) if found[kind]]


class SacralHooks(SphinxDirective):
    """Puts every hook that a plugin may implement into the page."""

    has_content = False

    def run(self) -> list[nodes.Node]:
        """Return an entry for each hook: when it is called, with what, and what to return."""
        names = sorted(name for name in vars(hookspecs) if name.startswith(f"{hookspecs.PROJECT}_"))
        hooks = ((name, getattr(hookspecs, name)) for name in names)
        return [
            _entry(f"hook-{name}", _shape(name, hook), inspect.getdoc(hook) or "") for name, hook in hooks
        ]


def _kind(value: object) -> str:
    if inspect.isclass(value):
        return "Errors" if issubclass(value, Exception) else "What a plugin defines"
    return "Functions" if _is_called(value) else "Values and types"


def _is_called(value: object) -> bool:
    """Say whether a name is there to be called; types such as `Literal[...]` can be and are not."""
    return callable(value) and not get_args(value)


def _shape(name: str, value: Any) -> str:
    if isinstance(value, ModuleType):
        return f"module {name}"
    if inspect.isclass(value):
        fields = getattr(value, "__struct_fields__", ())
        return f"class {name}({', '.join(fields)})" if fields else f"class {name}"
    if _is_called(value):
        try:
            return _MODULES.sub("", _ADDRESS.sub("", f"{name}{inspect.signature(value)}"))
        except (TypeError, ValueError):
            return name
    shown = _MODULES.sub("", " ".join(repr(value).split()))
    return f"{name} = {shown if len(shown) <= _SHOWN_MOST else shown[:_SHOWN_MOST] + '...'}"


def _said(value: Any, module: ModuleType, name: str) -> str:
    """Return the docstring of a name; of a plain value the words below it where it is defined."""
    if _is_called(value) or isinstance(value, ModuleType):
        return inspect.getdoc(value) or ""
    return _words_below(module, name)


def _words_below(module: ModuleType, name: str) -> str:
    source = inspect.getsource(module)
    found = re.search(rf"from (\S+) import [^#]*?\b{name}\b", source.replace("\n", " "))
    where = inspect.getsource(import_module(found[1])) if found else source
    words = re.search(rf'^{name}\b[^\n]*=.*?\n"""(.*?)"""', where, re.MULTILINE | re.DOTALL)
    return inspect.cleandoc(words[1]) if words else ""


def _entry(anchor: str, shape: str, said: str) -> nodes.Node:
    made = nodes.container("", ids=[anchor.lower().replace("_", "-")])
    made += nodes.paragraph("", "", nodes.literal("", shape))
    for block in filter(None, said.split("\n\n")):
        made += nodes.paragraph("", "", *_in_words(" ".join(block.split())))
    return made


def _in_words(words: str) -> Iterable[nodes.Node]:
    """Return text with what stands in backticks as code."""
    parts = enumerate(re.split(r"`+([^`]+)`+", words))
    return [nodes.literal("", part) if at % 2 else nodes.Text(part) for at, part in parts if part]
