import base64
import hashlib
import re

import pytest

from chainmap.pages.security import POLICY_MARK, environment, seal, web_address


def policy(html: str) -> dict[str, list[str]]:
    content = re.search(r'content="([^"]*)"', html).group(1)
    return {part.split()[0]: part.split()[1:] for part in content.split("; ")}


def digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_only_our_own_text_may_run():
    page = f'<meta content="{POLICY_MARK}"><style>a{{}}</style><script>one()</script><script>two()</script>'
    found = policy(seal(page))
    assert found["default-src"] == ["'none'"]
    assert found["script-src"] == [digest("one()"), digest("two()")]
    assert found["style-src"] == [digest("a{}")]
    assert found["base-uri"] == found["form-action"] == ["'none'"]


def test_lines_end_alike_before_they_are_hashed():
    page = f'<meta content="{POLICY_MARK}"><script>one()\r\ntwo()</script>'
    assert policy(seal(page))["script-src"] == [digest("one()\ntwo()")]


def test_data_cannot_bring_its_own_policy():
    page = f'<meta content="{POLICY_MARK}"><p>{POLICY_MARK}</p>'
    assert seal(page).count("default-src") == 1


def test_a_page_without_a_place_for_the_policy_is_refused():
    with pytest.raises(ValueError, match="no @content-security-policy@"):
        seal("<p>")


def test_templates_escape():
    made = environment().from_string("<p>{{ text }}</p><script>{{ text|tojson }}</script>")
    assert (
        made.render(text="</script><b>&")
        == '<p>&lt;/script&gt;&lt;b&gt;&amp;</p><script>"\\u003c/script\\u003e\\u003cb\\u003e\\u0026"</script>'
    )


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//x.org", "https://a b", "http://", None, 7]
)
def test_only_web_addresses_are_linked(address):
    assert web_address(address) is None
