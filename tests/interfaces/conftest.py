"""Shared by the tests of all interfaces: the real command, the real server, small books, the built course."""

import http.client
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest

from sacral_edu.interfaces.casebook import Casebook, Desk
from sacral_edu.interfaces.cli.caches import VARIABLE
from sacral_edu.interfaces.site.build import build_site
from sacral_edu.plugin_manager import load_scorers

COMMAND = (sys.executable, "-m", "sacral_edu")
PATIENCE = 120
"""Seconds after which a program that should long be done is given up as hung."""

CONFIG = """\
title: Tiny
only_build_toc_files: true
sphinx:
  extra_extensions: ["sacral_edu.interfaces.site.sphinx_extension"]
"""


class Reply(NamedTuple):
    """What a server answered."""

    status: int
    kind: str
    text: str

    @property
    def json(self) -> Any:
        return json.loads(self.text)


class Server(NamedTuple):
    """A running `sacral-edu serve`."""

    address: str
    process: subprocess.Popen[str]

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """Send one request, the path exactly as given, and read the whole reply."""
        parts = urlsplit(self.address)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=PATIENCE)
        try:
            connection.request(method, path, body, dict(headers or {}))
            got = connection.getresponse()
            text = got.read().decode("utf-8", "replace")
            return Reply(got.status, got.headers.get_content_type(), text)
        finally:
            connection.close()

    def get(self, path: str) -> Reply:
        return self.ask("GET", path)

    def score(self, response: object) -> Reply:
        return self.ask("POST", "/api/score", json.dumps(response), {"Content-Type": "application/json"})


Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def run() -> Run:
    """Run the real command with some arguments and return how it ended and what it said."""

    def start(
        *args: object,
        stdin: str | bytes = "",
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
    ) -> subprocess.CompletedProcess[str]:
        ended = subprocess.run(
            [*COMMAND, *map(str, args)],
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True,
            cwd=cwd,
            env={**os.environ, "PYTHONUTF8": "1", **(env or {})},
            timeout=PATIENCE,
            check=False,
        )
        return subprocess.CompletedProcess(
            ended.args, ended.returncode, ended.stdout.decode(), ended.stderr.decode()
        )

    return start


@pytest.fixture(scope="session")
def printed(run: Run) -> Callable[..., str]:
    """Run the real command, see that it went well and in silence, and return what it printed."""

    def start(*args: object, **how: Any) -> str:
        ended = run(*args, **how)
        assert (ended.returncode, ended.stderr) == (0, "")
        return ended.stdout

    return start


@pytest.fixture(scope="session")
def refused(run: Run) -> Callable[..., str]:
    """Run the real command, see that it refuses with one sentence and status 2, and return the sentence."""

    def start(*args: object, **how: Any) -> str:
        ended = run(*args, **how)
        assert ended.returncode == 2, ended.stderr
        assert ended.stdout == ""
        assert "Traceback" not in ended.stderr
        # The command line's own parser says before how the command is used; then comes the sentence.
        *usage, last = ended.stderr.rstrip("\n").split("\n")
        assert all(line == "" or line.startswith(("Usage: ", "Try ")) for line in usage), ended.stderr
        assert re.fullmatch(r"Error: \S.*[.?!)`]", last), ended.stderr
        return last.removeprefix("Error: ")

    return start


@pytest.fixture(scope="session")
def desk() -> Desk:
    """The bundled cases and the installed scorers, to know keys that no interface gives away."""
    return Desk(Casebook(), load_scorers())


@pytest.fixture(scope="session")
def lacking() -> Callable[[str], None]:
    """Skip for want of a program, or fail where a build machine should have had it."""

    def say(words: str) -> None:
        if os.environ.get("CI") == "true":
            pytest.fail(words)
        pytest.skip(words)

    return say


def distribution(folder: Path, source: Path) -> Path:
    """Put a stranger's plugin of one module into a folder as if it were installed there."""
    name = source.stem
    shutil.copy(source, folder)
    info = folder / f"{name}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[sacral_edu]\n{name} = {name}\n")
    return folder


def found_in(folder: Path) -> dict[str, str]:
    """The environment in which the plugins of a folder are found."""
    return {"PYTHONPATH": os.pathsep.join(filter(None, (str(folder), os.environ.get("PYTHONPATH"))))}


@pytest.fixture(scope="session")
def wordy_folder(tmp_path_factory: pytest.TempPathFactory, checkout: Path) -> Path:
    """A folder with the distribution of a stranger's scorer of free text, to be put on Python's path."""
    return distribution(tmp_path_factory.mktemp("wordy"), checkout / "tests/interfaces/wordy_plugin/wordy.py")


@pytest.fixture(scope="session")
def wordy(wordy_folder: Path) -> dict[str, str]:
    """The environment in which the scorer `wordy` is found."""
    return found_in(wordy_folder)


@pytest.fixture(scope="session")
def unruly(tmp_path_factory: pytest.TempPathFactory, checkout: Path) -> dict[str, str]:
    """The environment in which a stranger's scorer is found that hangs or raises when it is asked to."""
    source = checkout / "tests/interfaces/unruly_plugin/unruly.py"
    return found_in(distribution(tmp_path_factory.mktemp("unruly"), source))


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Path]:
    """Write a book of one page and return its folder."""

    def write(page: str, *, config: str = CONFIG, name: str = "book") -> Path:
        folder = tmp_path / name
        folder.mkdir()
        (folder / "_config.yml").write_text(config, encoding="utf-8")
        (folder / "_toc.yml").write_text("format: jb-book\nroot: page\n", encoding="utf-8")
        (folder / "page.md").write_text(page, encoding="utf-8")
        return folder

    return write


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """What builds keep for the next one: kept for these tests alone, and shared by them."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(folder))
        yield folder


@pytest.fixture(scope="session")
def bundled_site(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The course as it is published, built once."""
    out = tmp_path_factory.mktemp("course") / "site"
    build_site(out, cache=cache / "books")
    return out


@pytest.fixture(scope="session")
def words_of() -> Callable[[Path], str]:
    """Read the words of a built page's article, without its markup."""

    def read(page: Path) -> str:
        article = re.search(r"<article.*?</article>", page.read_text(encoding="utf-8"), re.DOTALL)
        assert article
        return unescape(re.sub(r"<[^>]+>", "", article[0]))

    return read


@pytest.fixture(scope="session")
def serve() -> Callable[..., AbstractContextManager[Server]]:
    """Start `sacral-edu serve` on a free port of this machine, and stop it in the end."""

    @contextmanager
    def start(*args: object, env: Mapping[str, str] | None = None) -> Iterator[Server]:
        process = subprocess.Popen(
            [*COMMAND, "serve", "--port", "0", *map(str, args)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1", **(env or {})},
        )
        try:
            assert process.stdout is not None
            said = ""
            for line in process.stdout:
                said += line
                found = re.search(r"Serving the course at (http://\S+/) ", line)
                if found:
                    yield Server(found[1], process)
                    return
            pytest.fail(f"the server did not start: {said}")
        finally:
            process.terminate()
            process.communicate(timeout=PATIENCE)

    return start


@pytest.fixture(scope="session")
def server(serve: Callable[..., AbstractContextManager[Server]], bundled_site: Path) -> Iterator[Server]:
    """The published course, served."""
    with serve("--site", bundled_site) as running:
        yield running
