"""The server over real HTTP: prompts out, responses in, scores out, and every refusal in a sentence."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import msgspec
import pytest

from sacral_edu.clinical import coding
from sacral_edu.domain.items import Prompt
from sacral_edu.generation.spec import Spec
from sacral_edu.interfaces.casebook import Desk
from sacral_edu.interfaces.site.server import MAX_BODY

JSON = {"Content-Type": "application/json"}
ITEMS = [
    "left-on-left/audit/error",
    "v01/coding/claim",
    "superior-shear/region/primary",
    "left-on-left/tart/evidence",
]
FIELDS_OF_KEYS = {
    "key", "letters", "deciding", "worth", "why", "looks", "right", "truth", "rationale", "open", "conveys",
    "acceptable_first_listed", "planted_error", "findings", "query", "points",
}  # fmt: skip


def refusal(reply: Any, status: int) -> str:
    assert (reply.status, reply.kind) == (status, "application/json"), reply.text
    assert set(reply.json) == {"detail"}
    detail = reply.json["detail"]
    assert detail.endswith((".", "?"))
    assert "Traceback" not in detail
    return detail


def names_in(value: object) -> set[str]:
    """Every name of every object in a JSON value."""
    if isinstance(value, dict):
        return set(value).union(*map(names_in, value.values()))
    if isinstance(value, list):
        return set().union(*map(names_in, value))
    return set()


def test_the_scorers_are_listed(server: Any, desk: Desk) -> None:
    rows = server.get("/api/scorers").json
    assert {"audit", "coding", "dysfunction", "region", "tart", "triage"} <= {row["name"] for row in rows}
    assert [row["title"] for row in rows] == [desk.scorers[row["name"]].title for row in rows]


@pytest.mark.parametrize("case_id", ["left-on-left", "v01", "g1-7-0"])
def test_the_prompts_of_a_case_are_handed_out_and_no_key(case_id: str, server: Any, desk: Desk) -> None:
    reply = server.get(f"/api/items?case={case_id}")
    prompts = [
        item.prompt
        for name in sorted(desk.scorers)
        for item in desk.items(desk.casebook.case(case_id), name).items
    ]
    assert reply.json == json.loads(msgspec.json.encode(prompts))
    assert not names_in(reply.json) & FIELDS_OF_KEYS


def test_the_prompts_of_one_scorer_are_handed_out(server: Any) -> None:
    asked = server.get("/api/items?case=left-on-left&scorer=tart").json
    assert asked[0]["item_id"] == "left-on-left/tart/evidence"
    assert {one["scorer"] for one in asked} == {"tart"}
    assert server.get("/api/items?case=v01&scorer=tart").json == []


def test_the_prompts_of_one_kind_are_handed_out(server: Any) -> None:
    asked = server.get("/api/items?case=left-on-left&scorer=tart&item=picture").json
    assert [one["item_id"] for one in asked] == ["left-on-left/tart/picture"]
    assert server.get("/api/items?case=left-on-left&item=nope").json == []


@pytest.mark.parametrize("kind", ["picture", "contradiction"])
def test_another_exercise_of_a_kind_is_of_that_kind(kind: str, server: Any) -> None:
    reply = server.get(f"/api/another?item=left-on-left/tart/{kind}").json
    assert reply["item_id"].endswith(f"/tart/{kind}")
    assert reply["case_id"] != "left-on-left"


@pytest.mark.parametrize("name", ["coding", "region", "tart"])
def test_another_case_is_another_case_of_the_same_scorer(name: str, server: Any, desk: Desk) -> None:
    shown = desk.first(name, Spec(seed=3, provider="DO")).prompt
    other = server.get(f"/api/another?item={shown.item_id}")
    assert msgspec.json.decode(other.text, type=Prompt).scorer == name
    assert other.json["case_id"] != shown.case_id
    assert not names_in(other.json) & FIELDS_OF_KEYS
    assert desk.casebook.case(other.json["case_id"]).encounter.provider == "DO"


def test_another_authored_case_wraps_round(server: Any) -> None:
    item, seen = "left-on-left/region/primary", []
    while not seen or seen[-1] != "left-on-left/region/primary":
        item = server.get(f"/api/another?item={item}").json["item_id"]
        seen.append(item)
    assert len(set(seen)) == len(seen) > 3


@pytest.mark.parametrize("item_id", ITEMS)
def test_right_wrong_and_blank_answers_are_scored(item_id: str, server: Any, desk: Desk) -> None:
    item = desk.item(item_id)
    for example in desk.scorers[item.prompt.scorer].examples(item):
        reply = server.score(json.loads(msgspec.json.encode(example.response)))
        if example.points is None:
            assert item_id in refusal(reply, 400)
        else:
            assert (reply.status, reply.json["outcome"], reply.json["item_id"]) == (200, "score", item_id)
            assert reply.json["points"] == pytest.approx(example.points, abs=1e-6)
            assert all(line["read_more"] for line in reply.json["criteria"])


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/api/items?case=nope", 404, "There is no case 'nope'."),
        ("/api/items?case=left-on-left&scorer=nope", 404, "There is no scorer 'nope'"),
        ("/api/items", 400, "Missing required query parameter 'case'"),
        ("/api/items?case=g9-1-1", 404, "Case g9-1-1 was made by generator 9"),
        ("/api/another", 400, "Missing required query parameter 'item'"),
        ("/api/another?item=nope", 400, "'nope' is not an item id; one reads case/scorer/name."),
        ("/api/another?item=nope/tart/evidence", 400, "There is no case 'nope'."),
        ("/api/another?item=left-on-left/tart/nope", 400, "There is no item 'left-on-left/tart/nope'."),
        ("/api/another?item=left-on-left/nope/x", 400, "There is no scorer 'nope'"),
        ("/api/nope", 404, "There is nothing at this address."),
    ],
)
def test_what_is_not_there_is_refused_in_a_sentence(path: str, status: int, words: str, server: Any) -> None:
    assert words in refusal(server.get(path), status)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "the body is empty"),
        (b"{", "The request cannot be read: Input data was truncated."),
        (b"\xff", "The request cannot be read: "),
        (b'{"item_id": "\xff", "answers": {}}', "The request cannot be read: it is not UTF-8 text."),
        (b"null", "Expected `object`, got `null`"),
        (b"[1]", "Expected `object`, got `array`"),
        (b"{}", "Object missing required field `item_id`"),
        (b'{"item_id": 7, "answers": {}}', "Expected `str`, got `int`"),
        (b'{"item_id": "x", "answers": 7}', "Expected `object`, got `int`"),
        (b'{"item_id": "x", "answers": {}}', "'x' is not an item id"),
        (b'{"item_id": "v01/coding/claim", "answers": {"clam": 1}}', "there is no field 'clam'"),
        (b'{"item_id": "v01/coding/claim", "answers": {"claim": 1}}', "this is not a claim"),
        (b'{"item_id": "x", "answers": {"a": ' + b"[" * 5000 + b"]" * 5000 + b"}}", "nested too deeply"),
    ],
    ids=lambda value: value[:40].decode("utf-8", "replace") if isinstance(value, bytes) else "",
)
def test_a_body_that_is_no_response_is_refused_in_a_sentence(body: bytes, words: str, server: Any) -> None:
    assert words in refusal(server.ask("POST", "/api/score", body, JSON), 400)


@pytest.mark.parametrize("depth", [900, 940, 960, 980, 990, 1000])
def test_no_depth_of_nesting_is_the_servers_fault(depth: int, server: Any) -> None:
    nested = b'{"s5":' * depth + b"1" + b"}" * depth
    body = b'{"item_id": "left-on-left/tart/evidence", "answers": {"evidence": ' + nested + b"}}"
    refusal(server.ask("POST", "/api/score", body, JSON), 400)


@pytest.mark.parametrize(
    "kind",
    [
        None,
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/xml",
    ],
)
def test_a_body_of_another_kind_is_refused(kind: str | None, server: Any) -> None:
    body = b'{"item_id": "left-on-left/tart/evidence", "answers": {}}'
    headers = {"Content-Type": kind} if kind else {}
    assert "Content-Type: application/json" in refusal(server.ask("POST", "/api/score", body, headers), 415)


def test_json_may_name_its_charset(server: Any) -> None:
    body = b'{"item_id": "left-on-left/tart/evidence", "answers": {}}'
    assert (
        server.ask("POST", "/api/score", body, {"Content-Type": "Application/JSON; charset=utf-8"}).status
        == 200
    )


def test_a_huge_body_is_refused_with_the_limit(server: Any) -> None:
    body = json.dumps({"item_id": "x", "answers": {"a": "x" * MAX_BODY}})
    assert f"{MAX_BODY:,} bytes" in refusal(server.ask("POST", "/api/score", body, JSON), 413)


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/api/score"), ("POST", "/api/items"), ("DELETE", "/api/another"), ("PUT", "/")],
)
def test_a_wrong_method_is_refused(method: str, path: str, server: Any) -> None:
    assert "does not take requests of this kind" in refusal(server.ask(method, path), 405)


def test_the_code_list_is_whole_sorted_and_holds_no_key(server: Any) -> None:
    codes = server.get("/api/codes").json
    assert {"code": "M99.04", "title": "Segmental and somatic dysfunction of sacral region"} in codes[
        "diagnoses"
    ]
    assert [one["code"] for one in codes["diagnoses"]] == sorted(one["code"] for one in codes["diagnoses"])
    assert {one["code"] for one in codes["modifiers"]} >= {"25", "59", "AT", "GP"}
    omt = next(one for one in codes["procedures"] if one["code"] == "OMT_1_2")
    assert (omt["shown"], omt["family"]) == (coding.number_of("OMT_1_2"), "omt")
    assert codes["notice"]
    assert not names_in(codes) & FIELDS_OF_KEYS


def test_the_page_of_the_interface_comes_from_this_host_alone(server: Any) -> None:
    reply = server.get("/api/docs")
    assert (reply.status, reply.kind) == (200, "text/html")
    loaded = re.findall(r"""(?:src|href)=["']([^"']+)["']""", reply.text)
    assert [one for one in loaded if not one.startswith(("/api/docs-assets/", "data:"))] == []
    assert re.findall(r"(?:https?:)?//[\w.-]+\.\w+", reply.text) == []
    for path in loaded:
        if path.startswith("/"):
            assert server.get(path).status == 200
    assert server.get("/api/docs/openapi.json").json["info"]["title"] == "sacral-edu"


def test_the_site_is_served_with_its_first_page(server: Any, bundled_site: Path) -> None:
    assert server.get("/").text == (bundled_site / "index.html").read_text(encoding="utf-8")
    assert server.get("/tart.html").text == (bundled_site / "tart.html").read_text(encoding="utf-8")
    assert server.get("/_static/sacral-edu/sacral-exercise.js").kind in (
        "text/javascript",
        "application/javascript",
    )
    assert server.get("/_static/sacral-edu/sacral-exercise.css").kind == "text/css"


@pytest.mark.parametrize(
    "path",
    [
        "/..%2f..%2f..%2f..%2f..%2fetc/passwd",
        "/../../../../../etc/passwd",
        "/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/_static/../../../../../../etc/passwd",
        "/_static/..%2f..%2f..%2f..%2f..%2f..%2fetc%2fpasswd",
        "/..%5c..%5c..%5cetc%5cpasswd",
        "//etc/passwd",
        "/%2fetc%2fpasswd",
        "/api/docs-assets/..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2fetc/passwd",
        "/%00",
        "/tart.html%00.png",
        "/" + "a" * 5000,
    ],
)
def test_nothing_outside_the_site_is_served(path: str, server: Any) -> None:
    reply = server.ask("GET", path)
    assert "root:" not in reply.text
    assert reply.status == 404
    if reply.kind == "text/html":
        assert "There is no such page here" in reply.text
    else:
        refusal(reply, 404)


def test_for_what_is_not_there_a_page_is_shown_that_leads_back(server: Any) -> None:
    reply = server.get("/decisions/nope.html")
    assert (reply.status, reply.kind) == (404, "text/html")
    assert "There is no such page here" in reply.text
    assert 'href="/index.html"' in reply.text
    assert server.get("/index.html").status == 200


def test_only_this_machine_can_ask_by_default(server: Any) -> None:
    assert server.address.startswith("http://127.0.0.1:")
    port = int(server.address.rsplit(":", 1)[1].strip("/"))
    table = Path("/proc/net/tcp")
    if not table.exists():
        pytest.skip("the table of listening sockets is Linux's")
    listening = [line.split()[1] for line in table.read_text().splitlines()[1:] if line.split()[3] == "0A"]
    assert [where for where in listening if where.endswith(f":{port:04X}")] == [f"0100007F:{port:04X}"]


def test_many_may_ask_at_once(server: Any, desk: Desk) -> None:
    responses = [
        {"item_id": desk.first("tart", Spec(seed=9, index=index)).prompt.item_id, "answers": {}}
        for index in range(40)
    ]
    with ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(server.score, responses))
    assert [reply.json["item_id"] for reply in replies] == [one["item_id"] for one in responses]
