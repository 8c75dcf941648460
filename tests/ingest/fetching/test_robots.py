"""What robots.txt says, by the examples and the rules of RFC 9309."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.fetching.robots import read_rules

RFC_5_1 = """
User-Agent: *
Disallow: *.gif$
Disallow: /example/
Allow: /publications/

User-Agent: foobot
Disallow:/
Allow:/example/page.html
Allow:/example/allowed.gif

User-Agent: barbot
User-Agent: bazbot
Disallow: /example/page.html

User-Agent: quxbot
"""


@pytest.mark.parametrize(
    ("token", "path", "allowed"),
    [
        ("other", "/a.gif", False), ("other", "/a.gif?b", True), ("other", "/example/a", False), ("other", "/", True),
        ("foobot", "/", False), ("foobot", "/example/page.html", True), ("foobot", "/example/allowed.gif", True),
        ("barbot", "/example/page.html", False), ("bazbot", "/example/page.html", False), ("barbot", "/example/", True),
        ("quxbot", "/example/page.html", True),
    ],
)  # fmt: skip
def test_the_example_of_the_standard_is_read_as_it_says(token: str, path: str, allowed: bool) -> None:
    assert read_rules(RFC_5_1.replace(token, "treatygraph")).allow(path) is allowed


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("Disallow: /", "/robots.txt", True),
        ("Allow: /example/page/\nDisallow: /example/page/disallowed.gif", "/example/page/disallowed.gif", False),
        ("Allow: /page\nDisallow: /page", "/page", True),
        ("Disallow: /a", "/ab", False),
        ("Disallow: /A", "/a", True),
        ("Disallow: /a$", "/ab", True),
        ("Disallow: /*/c$", "/a/b/c", False),
        ("Disallow: /*/c$", "/c", True),
        ("Disallow: /a*a$", "/a", True),
        ("Disallow: *?print=", "/a?x=1&print=2", True),
        ("Disallow: *print=", "/a?x=1&print=2", False),
        ("Disallow: /ツ", "/%E3%83%84", False),
        ("Disallow: /%e3%83%84", "/%E3%83%84", False),
        ("Disallow: /a%62", "/ab", False),
        ("Disallow: /a%2Fb", "/a/b", True),
        ("Disallow: /a#b", "/ac", False),
        ("disallow : /a", "/a", False),
        ("Noindex: /a", "/a", True),
        ("Disallow:", "/a", True),
        ("Disallow: /a/\nSitemap: https://example.org/s.xml\nDisallow: /b/", "/b/", False),
        ("\n\nDisallow: /a", "/a", False),
    ],
)
def test_the_longest_rule_decides(rules: str, path: str, allowed: bool) -> None:
    assert read_rules(f"\ufeffUser-agent: *\r\n{rules}\r\n").allow(path) is allowed


@pytest.mark.parametrize(
    ("token", "is_ours"),
    [("treatygraph", True), ("TreatyGraph", True), ("treatygraph/1.0", True), ("treaty", False), ("graph", False),
     ("treatygraph-news", False), ("treatygraphs", False)],
)  # fmt: skip
def test_a_group_is_ours_by_our_whole_token(token: str, is_ours: bool) -> None:
    rules = read_rules(f"User-agent: {token}\nDisallow: /a\nUser-agent: *\nDisallow: /b")

    assert rules.allow("/a") is not is_ours
    assert rules.allow("/b") is is_ours


def test_groups_of_one_token_are_one_group() -> None:
    rules = read_rules("user-agent: treatygraph\ndisallow: /a\nuser-agent: x\nuser-agent: treatygraph\ndisallow: /b")

    assert not rules.allow("/a")
    assert not rules.allow("/b")


@pytest.mark.parametrize(
    ("value", "delay"), [("2.5", 2.5), ("-1", None), ("inf", None), ("nan", None), ("soon", None), ("", None)]
)
def test_a_delay_is_a_number_of_seconds(value: str, delay: float | None) -> None:
    assert read_rules(f"User-agent: *\nCrawl-delay: {value}").delay == delay


def test_rules_before_any_group_mean_nobody() -> None:
    assert read_rules("Disallow: /").allow("/a")
    assert read_rules("").allow("/a")
    assert read_rules("<html>Not: found</html>").allow("/a")


def test_a_hostile_pattern_takes_no_time() -> None:
    rules = read_rules("User-agent: *\n" + ("Disallow: /" + "*a" * 1000 + "*b$\n") * 50)
    started = time.monotonic()

    assert rules.allow("/" + "a" * 4000)
    assert time.monotonic() - started < 1


def brute(pattern: str, path: str) -> bool:
    """Every way of matching, tried: what the quick way must agree with."""
    if pattern in {"", "$"}:
        return pattern == "" or path == ""
    if pattern[0] == "*":
        return any(brute(pattern[1:], path[at:]) for at in range(len(path) + 1))
    return path != "" and pattern[0] == path[0] and brute(pattern[1:], path[1:])


@given(st.text("ab*", max_size=7), st.booleans(), st.text("ab", max_size=8))
def test_matching_agrees_with_every_way_tried(pattern: str, closed: bool, path: str) -> None:
    whole = f"/{pattern}{'$' if closed else ''}"

    assert read_rules(f"User-agent: *\nDisallow: {whole}").allow(f"/{path}") is not brute(whole, f"/{path}")


@given(st.text(max_size=300))
def test_any_text_is_some_rules(text: str) -> None:
    assert read_rules(text).allow("/robots.txt")
