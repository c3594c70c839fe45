"""One archive of everything that runs in the browser: our packages up to the desk, and every plugin.

It is laid out as site-packages are, with the metadata by which plugins are found, so that discovery works
there as it does everywhere.
"""

from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, entry_points
from importlib.util import find_spec
from pathlib import Path

import sacral_edu
from sacral_edu.domain.errors import SacralEduError
from sacral_edu.interfaces.site.engine.requirements import needed_by, top_level
from sacral_edu.plugin_manager import BUNDLED, ENTRY_POINT_GROUP

_OURS = ("api", "clinical", "domain", "generation", "hookspecs", "plugin_manager", "scoring")
_OUR_INTERFACES = ("browser", "casebook")
_LEFT_OUT = ("interfaces/casebook/bundled/",)
_COMPILED = (".so", ".pyd", ".dll", ".dylib")


def bundle() -> dict[str, bytes]:
    """Return the files of the archive by their path in it.

    Raises SacralEduError, naming plugin, package and file, where something that a plugin needs is compiled.
    """
    contents = dict(_our_packages())
    brought = _plugin_distributions()
    for name, (points, distribution) in brought.items():
        if name != BUNDLED:
            contents |= _strangers(points[0].partition(" ")[0], distribution)
        else:
            tops = {point.partition(" = ")[2].partition(".")[0] for point in points}
            contents |= {path: data for top in sorted(tops) for path, data in _package(top)}
        contents |= _metadata(distribution, points)
    return contents


def _our_packages() -> Iterator[tuple[str, bytes]]:
    root = Path(sacral_edu.__file__).parent
    yield "sacral_edu/__init__.py", (root / "__init__.py").read_bytes()
    yield "sacral_edu/interfaces/__init__.py", (root / "interfaces/__init__.py").read_bytes()
    for part in (*_OURS, *(f"interfaces/{name}" for name in _OUR_INTERFACES)):
        for path, data in _folder(root / part, f"sacral_edu/{part}"):
            if not path.removeprefix("sacral_edu/").startswith(_LEFT_OUT):
                yield path, data


def _plugin_distributions() -> dict[str, tuple[list[str], Distribution]]:
    """Return the distributions that register plugins, each with its entry points as lines of metadata.

    What cannot be found is left out: discovery says what is wrong with it.
    """
    found: dict[str, tuple[list[str], Distribution]] = {}
    for point in sorted(entry_points(group=ENTRY_POINT_GROUP), key=lambda one: one.name):
        if point.dist is not None and find_spec(point.value.partition(".")[0].partition(":")[0]):
            points, _ = found.setdefault(point.dist.name, ([], point.dist))
            points.append(f"{point.name} = {point.value}")
    return found


def _strangers(plugin: str, distribution: Distribution) -> dict[str, bytes]:
    """Return the packages of a stranger's plugin and of all that it needs."""
    contents: dict[str, bytes] = {}
    for one in (distribution, *needed_by(plugin, distribution)):
        for top in top_level(one, ENTRY_POINT_GROUP):
            brought = dict(_package(top))
            compiled = next((path for path in brought if path.endswith(_COMPILED)), None)
            if compiled is not None:
                needs = "is" if one is distribution else f"needs {one.name}, which is"
                raise SacralEduError(
                    f"Plugin {plugin} of {distribution.name} {distribution.version} cannot run in a browser: "
                    f"it {needs} compiled for this machine ({compiled}). Uninstall it, or build with "
                    "--engine none."
                )
            contents |= brought
        contents |= _metadata(one, [])
    return contents


def _package(top: str) -> Iterator[tuple[str, bytes]]:
    spec = find_spec(top)
    if spec is None:
        return
    if spec.submodule_search_locations is None:
        file = Path(spec.origin or "")
        yield file.name, file.read_bytes()
        return
    for folder in spec.submodule_search_locations:
        yield from _folder(Path(folder), top)


def _folder(folder: Path, name: str) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if path.is_file() and "__pycache__" not in inside.parts and path.suffix not in (".pyc", ".pyi"):
            yield f"{name}/{inside.as_posix()}", path.read_bytes()


def _metadata(distribution: Distribution, points: Iterable[str]) -> dict[str, bytes]:
    """Return what `importlib.metadata` reads: name, version, and the entry points that register plugins."""
    name, version = distribution.name, distribution.version
    folder = f"{name.replace('-', '_')}-{version}.dist-info"
    head = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    written = {f"{folder}/METADATA": head.encode()}
    lines = "".join(f"{point}\n" for point in points)
    if lines:
        written[f"{folder}/entry_points.txt"] = f"[{ENTRY_POINT_GROUP}]\n{lines}".encode()
    return written
