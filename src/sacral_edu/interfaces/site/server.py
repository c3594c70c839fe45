"""The server: prompts out, responses in, scores out. No key leaves it before an answer is in.

It keeps nothing about learners: every item is made again from its id.
"""

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, cast

from litestar import Litestar, MediaType, Request, get, post
from litestar import Response as HttpResponse
from litestar.connection import ASGIConnection
from litestar.exceptions import HTTPException, InternalServerException, ValidationException
from litestar.handlers import BaseRouteHandler
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import SwaggerRenderPlugin
from litestar.params import Parameter
from litestar.static_files import (
    create_static_files_router,  # pyright: ignore[reportUnknownVariableType] litestar leaves it half typed
)
from msgspec import Struct

from sacral_edu import __version__
from sacral_edu.domain.errors import CaseError, PluginError, SacralEduError
from sacral_edu.domain.items import NotGraded, Prompt, Response, Score
from sacral_edu.interfaces.casebook import Codes, Desk, code_list
from sacral_edu.interfaces.site.engine import STAND_IN, STATIC
from sacral_edu.interfaces.site.help_routes import ItemId, help_routes
from sacral_edu.interfaces.site.watched import watch_route
from sacral_edu.plugin_manager import Problem

MAX_BODY = 1_000_000
"""Largest request in bytes; a claim with twelve diagnoses has about 2,000."""

_ASSETS = "/api/docs-assets"
_STAND_IN = f"/_static/sacral-edu/{STAND_IN}"
"""Says in a built site what grades without a server; served, it says that the server does."""
_NOT_FOUND = 404
_BAD_REQUEST = 400
_NOT_JSON = 415
_WORDS = {
    _NOT_FOUND: "There is nothing at this address. See /api/docs for what there is.",
    405: "This address does not take requests of this kind. See /api/docs for those it takes.",
    413: f"The request has more than {MAX_BODY:,} bytes, the most that is read.",
    _NOT_JSON: "Send the response as JSON, with the header Content-Type: application/json.",
}
"""What a status means here; for others the framework's own words stand."""


class ScorerRow(Struct, frozen=True):
    """An installed scorer."""

    name: str
    title: str
    skills: tuple[str, ...]


def create_app(desk: Desk, site: Path | None = None, problem: Path | None = None) -> Litestar:
    """Return the application: the interface under /api, and the built site, if any, under /.

    `problem`, for a site that is being written, is the file that says what is wrong while it cannot be built.
    """

    @get("/api/scorers", summary="Installed scorers", sync_to_thread=False)
    def scorers() -> list[ScorerRow]:
        return [ScorerRow(n, s.title, tuple(s.skills)) for n, s in sorted(desk.scorers.items())]

    @get("/api/problems", summary="What is wrong with plugins, for instructors", sync_to_thread=False)
    def problems() -> list[Problem]:
        return list(desk.watch.problems())

    @get("/api/items", summary="Prompts on a case", sync_to_thread=True)
    def items(
        case: Annotated[str, Parameter(description="Case id, such as left-on-left or g1-7-0")],
        scorer: Annotated[str | None, Parameter(description="Only this scorer's")] = None,
        item: Annotated[
            str | None, Parameter(description="Only those of this name, such as evidence")
        ] = None,
    ) -> list[Prompt]:
        found = desk.casebook.case(case)
        names = [scorer] if scorer is not None else sorted(desk.scorers)
        made = [one.prompt for name in names for one in desk.items(found, name).items]
        return [prompt for prompt in made if item is None or prompt.item_id.endswith(f"/{item}")]

    @get("/api/another", summary="A like exercise on another case", sync_to_thread=True)
    def another(
        item: ItemId,
        difficulty: Annotated[
            str | None, Parameter(description="A difficulty of the catalogue, or any")
        ] = None,
    ) -> Prompt:
        return desk.another(item, difficulty)

    @post("/api/score", summary="Score a response", status_code=200, sync_to_thread=True, guards=[_json_only])
    def score(data: Response) -> Score | NotGraded:
        return desk.score(data)

    @get("/api/codes", summary="Diagnoses, procedures and modifiers", sync_to_thread=False)
    def codes() -> Codes:
        return code_list()

    @get(
        _STAND_IN,
        summary="No stand-in: here the server grades",
        media_type="text/javascript",
        include_in_schema=False,
        sync_to_thread=False,
    )
    def stand_in() -> str:
        return (STATIC / "sacral-edu" / STAND_IN).read_text(encoding="utf-8")

    handlers: list[Any] = [scorers, problems, items, another, score, codes, *help_routes(desk)]
    handlers.append(_documentation_assets())
    if site is not None:
        handlers.append(stand_in)
        if problem is not None:
            handlers.append(watch_route(site, problem))
        handlers.append(_static("/", site, html_mode=True))
    return Litestar(
        route_handlers=handlers,
        openapi_config=_openapi(),
        exception_handlers={
            SacralEduError: _refused,
            ValidationException: _invalid,
            HTTPException: _http,
            RecursionError: _unreadable,
            UnicodeDecodeError: _unreadable,
        },
        request_max_body_size=MAX_BODY,
    )


def _refused(_request: Request[Any, Any, Any], error: SacralEduError) -> HttpResponse[dict[str, str]]:
    missing = isinstance(error, (CaseError, PluginError))
    return _detail(str(error), _NOT_FOUND if missing else _BAD_REQUEST)


def _invalid(_request: Request[Any, Any, Any], error: ValidationException) -> HttpResponse[dict[str, str]]:
    extra = cast("list[dict[str, str]]", error.extra or [])
    first = extra[0] if extra else {}
    message = first.get("message", error.detail)
    # The framework's words for a body that is not there.
    said = "the body is empty" if message == "'data'" else message
    what = f"{first.get('key', 'request')}: {said}" if first else error.detail
    words = f"The request does not have the shape asked for: {what}. See /api/docs for the shape."
    return _detail(words, _BAD_REQUEST)


def _http(_request: Request[Any, Any, Any], error: HTTPException) -> HttpResponse[dict[str, str]]:
    if error.status_code == _BAD_REQUEST:
        return _detail(f"The request cannot be read: {error.detail}. Send a JSON object.", _BAD_REQUEST)
    return _detail(_WORDS.get(error.status_code, error.detail or "The request failed."), error.status_code)


def _unreadable(_request: Request[Any, Any, Any], error: Exception) -> HttpResponse[dict[str, str]]:
    what = "it is not UTF-8 text" if isinstance(error, UnicodeDecodeError) else "it is nested too deeply"
    return _detail(f"The request cannot be read: {what}. Send a JSON object.", _BAD_REQUEST)


def _no_such_file(_request: Request[Any, Any, Any], _error: Exception) -> HttpResponse[dict[str, str]]:
    return _detail(_WORDS[_NOT_FOUND], _NOT_FOUND)


def _json_only(connection: ASGIConnection[Any, Any, Any, Any], _handler: BaseRouteHandler) -> None:
    """Refuse what a page of another host could send without asking first, and what was sent by mistake."""
    kind = connection.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != MediaType.JSON:
        raise HTTPException(status_code=_NOT_JSON)


def _detail(words: str, status: int) -> HttpResponse[dict[str, str]]:
    return HttpResponse({"detail": words}, status_code=status, media_type=MediaType.JSON)


class _Documentation(SwaggerRenderPlugin):
    """The page of the interface, said to be of the version that the script coming with us can draw."""

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        """Return the page; the little that our schemas take from version 3.1 does it no harm."""
        draw = cast("Callable[..., bytes]", getattr(super(), "render"))  # noqa: B009 half typed
        return draw(request, {**openapi_schema, "openapi": "3.0.3"})


def _openapi() -> OpenAPIConfig:
    return OpenAPIConfig(
        title="sacral-edu",
        version=__version__,
        description="Prompts out, responses in, scores out. Synthetic cases for teaching.",
        path="/api/docs",
        render_plugins=[
            _Documentation(
                js_url=f"{_ASSETS}/swagger-ui-bundle.js",
                css_url=f"{_ASSETS}/swagger-ui.css",
                standalone_preset_js_url=f"{_ASSETS}/swagger-ui-standalone-preset.js",
                favicon="<link rel='icon' href='data:,'>",
            )
        ],
    )


def _documentation_assets() -> Any:
    """Serve the script and style of the interface's page from here, so that no other host is asked."""
    vendor = Path(str(files("swagger_ui_bundle").joinpath("vendor")))
    newest = sorted(path for path in vendor.iterdir() if path.is_dir())[-1]
    return _static(_ASSETS, newest)


def _static(path: str, folder: Path, *, html_mode: bool = False) -> Any:
    """Serve a folder; a path that no file can have (too long, with a NUL) is as good as missing."""
    return create_static_files_router(
        path=path,
        directories=[folder],
        html_mode=html_mode,
        include_in_schema=False,
        exception_handlers={InternalServerException: _no_such_file, ValueError: _no_such_file},
    )
