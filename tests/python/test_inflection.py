"""Case forms of Ukrainian, Russian and Belarusian names, through the public names."""

import re

import pytest
from conftest import cases

import dateline as dl

CASES = [case for case in cases("inflection.toml")["case"] if not case.get("held_out")]


@pytest.mark.parametrize("lang", ["uk", "ru", "be"])
def test_case_forms_are_found_and_no_others(lang):
    mine = [case for case in CASES if case["lang"] == lang]
    assert len(mine) > 20
    for case in mine:
        gaz = dl.Gazetteer([{"id": "it", "name": case["name"], "type": case["type"], "lang": lang}])
        for sentence in case["forms"]:
            form = re.search(r"\[(.*)\]", sentence).group(1)
            found = [(m.text, m.start) for m in gaz.find(re.sub(r"[\[\]]", "", sentence))]
            assert (form, sentence.index("[")) in found, (case["name"], form)
        for sentence in case.get("not", []):
            assert gaz.find(sentence) == [], (case["name"], sentence)
