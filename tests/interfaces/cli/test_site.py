"""`sacral-edu build` and `sacral-edu serve`, started and stopped like a person does."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

PAGE = "# Title\n\n```{sacral-exercise} tart\n:case: left-on-left\n```\n"
PATIENCE = 60


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def start(tmp: Path, *args: object) -> subprocess.Popen[str]:
    """Start the command with a folder of its own for temporary files."""
    return subprocess.Popen(
        [sys.executable, "-m", "sacral_edu", *map(str, args)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(tmp), "PYTHONUNBUFFERED": "1"},
    )


def test_a_build_says_where_it_is_and_how_to_look_at_it(
    printed: Callable[..., str], book: Callable[..., Path], tmp_path: Path
) -> None:
    out = tmp_path / "site"
    said = printed("build", "-o", out, "--book", book(PAGE), "--engine", "none")
    assert said == f"Built {out}. Look at it with: sacral-edu serve --site {out}\n"
    assert (out / "page.html").is_file()


def test_a_build_is_not_led_astray_by_files_of_the_folder_it_is_called_in(
    book: Callable[..., Path], tmp_path: Path
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    (here / "html.py").write_text("raise SystemExit('the wrong module')")
    # -P, since the installed script does not look for modules in the caller's folder either.
    build = ["build", "-o", "../site", "--book", str(book(PAGE)), "--engine", "none"]
    command = [sys.executable, "-P", "-m", "sacral_edu", *build]
    ended = subprocess.run(command, cwd=here, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert (tmp_path / "site/page.html").is_file()


def test_a_build_on_a_terminal_shows_how_far_it_is(
    terminal: Any, book: Callable[..., Path], tmp_path: Path
) -> None:
    screen = terminal("build", "-o", str(tmp_path / "site"), "--book", str(book(PAGE)), "--engine", "none")
    screen.wait_for("Building the book")
    assert screen.ended() == 0
    assert "Look at it with: sacral-edu serve --site" in " ".join(screen.said.split())


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_build_that_is_stopped_leaves_nothing_behind(
    number: signal.Signals, status: int, book: Callable[..., Path], tmp_path: Path
) -> None:
    folder, place = book(PAGE), tmp_path / "place"
    place.mkdir()
    process = start(tmp_path, "build", "-o", place / "site", "--book", folder, "--engine", "none")
    while not list(place.glob(".sacral-edu-*")):
        assert process.poll() is None, "it has ended before it could be stopped"
        time.sleep(0.01)
    process.send_signal(number)
    _, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == status
    assert "Traceback" not in said
    assert list(place.iterdir()) == []


def test_a_folder_that_is_in_use_is_refused_in_a_sentence(
    refused: Callable[..., str], book: Callable[..., Path], tmp_path: Path
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    said = refused("build", "-o", ".", "--book", book(PAGE), "--engine", "none", cwd=here)
    assert said.startswith(".: cannot be replaced as a whole")
    assert said.endswith("name a new folder inside it.")
    assert list(here.iterdir()) == []


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["build", "-o", "site", "--book", "nope"], "Invalid value for '--book': Directory 'nope' does not"),
        (["build", "-o", "site", "--cases", "nope"], "Invalid value for '--cases': Path 'nope' does not"),
        (
            ["build", "-o", "site", "--book", ".", "--engine", "none"],
            ".: there is no _config.yml in this folder",
        ),
        (["build", "-o", "file", "--engine", "none"], "file: is a file; name a folder to build into."),
        (
            ["build", "-o", ".", "--engine", "none"],
            ".: holds files that no build made; name an empty or a new folder.",
        ),
        (["build", "-o", "site", "--cases", "bad.toml"], "bad.toml: this is not valid TOML: "),
        (["serve", "--port", "0", "--cases", "bad.toml"], "bad.toml: this is not valid TOML: "),
        (["serve", "--site", "nope"], "Invalid value for '--site': Directory 'nope' does not exist."),
        (["serve", "--port", "65536"], "Invalid value for '--port': 65536 is not in the range 0<=x<=65535."),
        (["serve", "--host", "999.0.0.1", "--port", "0"], "999.0.0.1:0 cannot be listened on: "),
    ],
)
def test_what_cannot_be_built_or_served_is_refused_in_one_sentence(
    args: list[str], sentence: str, refused: Callable[..., str], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("a file")
    (tmp_path / "bad.toml").write_text("a = [")
    assert refused(*args, cwd=tmp_path).startswith(sentence)


def test_a_busy_port_is_said_before_anything_is_built(refused: Callable[..., str], taken: int) -> None:
    assert refused("serve", "--port", taken) == (
        f"127.0.0.1:{taken} cannot be listened on: Address already in use. Choose another with --port, or "
        "--port 0 for any free one."
    )


def test_serving_takes_the_port_before_the_book_is_built(book: Callable[..., Path], tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = start(tmp_path, "serve", "--port", port, "--book", book(PAGE))
    while not list(tmp_path.glob("sacral-edu-*")):
        assert process.poll() is None
        time.sleep(0.01)
    # The scratch folder of the build is there, so the port must be taken; a second server is told so.
    second = start(tmp_path, "serve", "--port", port, "--site", tmp_path)
    assert "Address already in use" in second.communicate(timeout=PATIENCE)[1]
    process.terminate()
    process.communicate(timeout=PATIENCE)


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 0), (signal.SIGTERM, 143)])
def test_a_server_that_is_stopped_leaves_nothing_behind(
    number: signal.Signals, status: int, book: Callable[..., Path], tmp_path: Path
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    process = start(scratch, "serve", "--port", "0", "--book", book(PAGE))
    assert process.stdout is not None
    assert re.match(
        r"Serving the course at (http://127\.0\.0\.1:\d+/) \(its interface: \1api/docs\)\. Ctrl-C stops it\.",
        process.stdout.readline(),
    )
    assert len(list(scratch.iterdir())) == 1
    process.send_signal(number)
    rest, errors = process.communicate(timeout=PATIENCE)
    assert (process.returncode, errors) == (status, "")
    # The second line of the greeting came with the first and was read with it.
    assert rest == ("Stopped.\n" if number == signal.SIGINT else "")
    assert list(scratch.iterdir()) == []


def test_serving_to_other_machines_is_warned_of(tmp_path: Path) -> None:
    process = start(tmp_path, "serve", "--host", "0.0.0.0", "--port", "0", "--site", tmp_path)  # noqa: S104
    assert process.stdout is not None
    assert process.stdout.readline().startswith("Serving the course at ")
    process.send_signal(signal.SIGINT)
    assert (
        process.communicate(timeout=PATIENCE)[1] == "Warning: 0.0.0.0 can be reached from other machines.\n"
    )


def test_every_fault_of_a_book_is_listed_with_its_file_and_line(
    run: Callable[..., "subprocess.CompletedProcess[str]"], book: Callable[..., Path], tmp_path: Path
) -> None:
    folder = book(
        f"{PAGE}\n```{{sacral-exercise}} nope\n```\n\n```{{sacral-exercise}} tart\n:case: nope\n```\n"
    )
    (folder / "_toc.yml").write_text(
        "format: jb-book\nroot: page\nchapters:\n- file: two\n", encoding="utf-8"
    )
    (folder / "two.md").write_text(
        "# Two\n\n[away](#nowhere)\n\n```{sacral-exercise} region\n:case: v01\n:seed: 4\n```\n",
        encoding="utf-8",
    )
    ended = run("build", "-o", "site", "--book", folder.name, "--engine", "none", cwd=tmp_path)
    assert (ended.returncode, ended.stdout) == (2, "")
    lines = ended.stderr.splitlines()
    assert lines[0] == "Error: The book could not be built; it has 4 faults:"
    starts = [
        "  book/page.md:7: sacral-exercise: There is no scorer 'nope'; installed are ",
        "  book/page.md:10: sacral-exercise: There is no case 'nope'.",
        "  book/two.md:3: 'myst' cross-reference target not found: 'nowhere'.",
        "  book/two.md:5: sacral-exercise: `:case:` names a case already; take `:seed:` away.",
    ]
    assert len(lines) == len(starts) + 1
    assert all(line.startswith(start) for line, start in zip(lines[1:], starts, strict=True)), lines
    assert not (tmp_path / "site").exists()
