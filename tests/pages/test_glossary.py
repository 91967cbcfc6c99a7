import re
from pathlib import Path

from chainmap.pages import glossary
from chainmap.pages.words_brief import BRIEF_WORDS
from chainmap.pages.words_chokepoints import CHOKEPOINT_WORDS
from chainmap.pages.words_evidence import EVIDENCE_WORDS
from chainmap.pages.words_map import MAP_WORDS

TEMPLATES = Path(glossary.__file__).parent / "templates"


def test_every_word_is_there_in_both_languages_with_the_same_values():
    for key, (english, chinese) in glossary.WORDS.items():
        assert english and chinese, key
        values = [sorted(re.findall(r"\{\w+\}", text)) for text in (english.replace("{s}", ""), chinese)]
        assert values[0] == values[1], key
        assert re.search(r"[\u4e00-\u9fff]", chinese) or key in ("other_language", "k_of_n"), key


def test_no_word_is_said_twice():
    several = (MAP_WORDS, BRIEF_WORDS, CHOKEPOINT_WORDS, EVIDENCE_WORDS)
    assert len(set().union(*several)) == sum(map(len, several))


def test_scripts_use_only_words_that_exist():
    known = set(MAP_WORDS) | {f"term_{key}" for key in glossary.TERMS}
    for path in TEMPLATES.glob("*.js"):
        for key in re.findall(r"\bsay\('(\w+)'", path.read_text(encoding="utf-8")):
            assert key in known, f"{path.name}: {key}"


def test_every_word_is_used():
    pages = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES.glob("*.j*"))
    python = (path for path in TEMPLATES.parent.glob("*.py") if not path.name.startswith("words_"))
    text = pages + "".join(path.read_text(encoding="utf-8") for path in python)
    # Some keys are put together: 'glance_' ~ key, `basis_${...}`, f"lens_{lens}".
    found = re.findall(r"""'(\w+_)' ?~|`(\w+_)\$|"(\w+_)\{""", text)
    starts = tuple({one for several in found for one in several if one} | {"term_", "about_"})
    unused = [
        key for key in glossary.WORDS if not re.search(rf"""['"]{key}['"]""", text) and not key.startswith(starts)
    ]
    assert unused == []


def test_computed_words_are_not_the_sources_words():
    """国外 and 国内 only quote a source; what is computed is 境外 and 境内."""
    for key, (_, chinese) in glossary.WORDS.items():
        if not key.startswith(("label_", "lens_label")):
            assert "国外" not in chinese and "国内" not in chinese, key


def test_values_stand_in_their_language():
    assert glossary.say("seen_from", home=("China", "中国")) == ("Seen from China", "立场：中国")
