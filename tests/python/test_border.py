"""What comes back over the border with Python: pickles that stand by themselves, equal things, streams that do not run ahead."""

from __future__ import annotations

import gzip
import os
import pickle
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

import dateline as dl

RULES = """
labels = ["denial", "other"]
default = "other"
[lists]
refusals = { file = "refusals.txt" }
[[rule]]
label = "denial"
any = ["@refusals"]
"""


def test_pickled_rules_need_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "rules.toml").write_text(RULES, encoding="utf-8")
    (tmp_path / "refusals.txt").write_text("deny~\nrebuff~\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    rules = dl.RuleClassifier.read("rules.toml")
    pickled = pickle.dumps(rules)
    (tmp_path / "rules.toml").write_text(RULES.replace("denial", "refusal"), encoding="utf-8")
    (tmp_path / "refusals.txt").unlink()
    monkeypatch.chdir("/")
    again = pickle.loads(pickled)
    assert again.classes_ == ["denial", "other"]
    assert again.predict(["Minsk rebuffed him.", "Rain fell."]) == ["denial", "other"]
    assert again.explain("Minsk rebuffed him.") == rules.explain("Minsk rebuffed him.")


def test_pickled_rules_keep_their_name() -> None:
    rules = pickle.loads(
        pickle.dumps(dl.RuleClassifier.parse("labels = ['a']\n[[rule]]\nlabel = 'a'\nany = ['x']", "mine"))
    )
    make, fields = rules.__reduce__()
    assert fields[1] == "mine"
    with pytest.raises(dl.RuleError, match=r"^mine"):
        make("labels = 3", *fields[1:])


class Own(dl.SentenceClassifier):
    """A classifier of a user's own."""


class SentenceClassifier:
    """Something else of that name."""

    model_ = None


def test_subclasses_decide_in_a_pipeline() -> None:
    texts = ["They denied it.", "He denied that.", "She urged calm.", "They urged him."] * 5
    own = Own(tune=False).fit(texts, ["denial", "denial", "demand", "demand"] * 5)
    [sentence] = dl.Pipeline(gazetteer=False, acts=own, events=False).run("She denied it.").sentences.to_pylist()
    assert sentence["act"] == "denial"
    with pytest.raises(dl.InputTypeError, match="but is a SentenceClassifier"):
        dl.Pipeline(acts=SentenceClassifier())
    with pytest.raises(dl.InputError, match="not learnt"):
        dl.Pipeline(acts=Own())


def test_equal_tables_however_they_are_cut() -> None:
    gaz = dl.Gazetteer(["Kyiv"])
    texts = ["Talks in Kyiv. " * 40] * 3000
    whole = gaz.find_all(texts, threads=1)
    again = pickle.loads(pickle.dumps(whole))
    assert again == whole and whole != whole.head(len(whole) - 1) and whole.head(0) != whole
    assert whole != gaz.find_all([*texts[1:], "None. Talks in Kyiv. " * 40], threads=1)
    with pytest.raises(TypeError, match="unhashable"):
        hash(whole)


def test_columns_are_what_rows_say() -> None:
    table = dl.Pipeline(gazetteer=False).run(dl.Corpus.from_texts(["It fell 3.1 %."], dates=["2024-08-26"])).documents
    [row] = table.to_pylist()
    assert {name: table[name] for name in table.columns} == {name: [value] for name, value in row.items()}
    assert str(row["date"]) == "2024-08-26"


def test_a_corpus_is_read_as_it_is_asked_for(tmp_path: Path) -> None:
    paths = []
    for number in range(300):
        paths.append(tmp_path / f"{number:03}.txt")
        paths[-1].write_text(f"Report {number}.", encoding="utf-8")
    documents = iter(dl.read(tmp_path))
    assert [document.text for document in islice(documents, 3)] == ["Report 0.", "Report 1.", "Report 2."]
    paths[-1].write_text("Changed.", encoding="utf-8")
    assert list(documents)[-1].text == "Changed."
    assert next(documents, None) is None


def test_a_table_with_a_fault_ends_the_documents(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text\nFirst.\nSecond.\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("other\nThird.\n", encoding="utf-8")
    documents = iter(dl.read([tmp_path / "a.csv", tmp_path / "b.csv"]))
    assert [document.text for document in islice(documents, 2)] == ["First.", "Second."]
    with pytest.raises(dl.InputError, match=r"b\.csv"):
        next(documents)
    assert next(documents, None) is None


def test_a_pickled_corpus_keeps_its_errors(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Fine.", encoding="utf-8")
    (tmp_path / "b.txt.gz").write_bytes(gzip.compress(b"Cut short. " * 99)[:40])
    corpus = dl.read(tmp_path)
    again = pickle.loads(pickle.dumps(corpus))
    assert list(again) == list(corpus)
    assert {d.id: d.error is None for d in again} == {"a.txt": True, "b.txt.gz": False}
    noted = dl.Corpus.from_texts(["a"], dates=["someday"])
    assert list(pickle.loads(pickle.dumps(noted))) == list(noted)


def test_documents_pickle_and_compare() -> None:
    [one, two] = dl.Corpus.from_texts(["Ünder way.", "b"], dates=["2024-08-26", None], sources=["A", None])
    assert pickle.loads(pickle.dumps(one)) == one != two
    assert len({one, pickle.loads(pickle.dumps(one)), two}) == 2
    assert repr(one) == 'Document("0", 10 characters)'


def test_entities_come_one_after_the_other() -> None:
    gaz = dl.Gazetteer([f"Name {number}" for number in range(1000)])
    entities = iter(gaz)
    assert iter(entities) is entities
    assert [next(entities)["name"], next(entities)["name"]] == ["Name 0", "Name 1"]
    assert len(list(entities)) == 998 and next(entities, None) is None


def test_a_mention_of_one_entity_has_it_as_candidate() -> None:
    [mention] = dl.Gazetteer([{"id": "kyiv", "name": "Kyiv", "type": "place"}]).find("Talks in Kyiv.")
    [candidate] = mention.candidates
    assert (candidate.entity_id, candidate.name, candidate.type) == (mention.entity_id, mention.name, mention.type)
    made = dl.Mention(9, 13, "Kyiv", "kyiv", "Kyiv", "place", None, mention.variant, mention.score, [candidate])
    assert made == mention and pickle.loads(pickle.dumps(mention)) == mention


NAMED = """
labels = ["war", "other"]
default = "other"
[[rule]]
label = "war"
any = ["<country> _{0,2} shell~"]
"""


def test_rules_that_ask_for_names_find_them() -> None:
    rules = dl.RuleClassifier.parse(NAMED)
    text = "Russia shelled the town."
    assert rules.predict(text) == rules.predict([text]) == ["war"]
    assert rules.predict_proba([text])[0][0] > 0.4
    assert [part["text"] for part in rules.explain(text)] == ["Russia shelled"]
    assert rules.predict([text], gazetteer=False) == ["other"] and not rules.explain(text, gazetteer=False)
    own = dl.Gazetteer([{"name": "Vostria", "type": "country"}])
    assert rules.predict(["Vostria shelled it.", text], gazetteer=own) == ["war", "other"]
    assert dl.weak_labels(rules, [text, "Rain fell."]).labels == ["war", "other"]
    with pytest.raises(dl.InputTypeError, match="gazetteer"):
        rules.predict([text], gazetteer="names.csv")


def test_rules_label_documents_as_a_pipeline_does() -> None:
    text = "Rain fell. Russia shelled the town.\n\nVostria shelled nobody."
    rules = dl.RuleClassifier.parse(NAMED)
    table = rules.classify_all([text, ""], ["a", "b"])
    assert list(table["label"]) == ["other", "war", "other"]
    sentences = dl.Pipeline(acts=rules, events=False).run(text).sentences
    assert (
        table["label"] == sentences["act"]
        and table["start"] == sentences["start"]
        and table["text"] == sentences["text"]
    )
    assert (
        set(table["doc_id"]) == {"a"} and table.columns == dl.SentenceClassifier.seed("acts").classify_all([]).columns
    )


def test_wrong_types_are_named() -> None:
    analysis = dl.Pipeline(layers=[]).run("Fine.")
    for call, name in (
        (lambda: analysis.show(3), "doc_id"),
        (lambda: analysis.brief(title=3), "title"),
        (lambda: analysis.documents.write(3), "path"),
        (lambda: dl.RuleClassifier.parse(3), "text"),
        (lambda: dl.RuleClassifier.parse("", name=3), "name"),
    ):
        with pytest.raises(dl.InputTypeError, match=rf"^{name}: "):
            call()


def test_labels_that_are_ids_are_refused_soon() -> None:
    texts = [f"Text {number}." for number in range(20_000)]
    clf = dl.SentenceClassifier(tune=False).fit(["Rain fell.", "She scored."] * 2, ["weather", "sport"] * 2)
    with pytest.raises(dl.InputError, match=r"labels\[0\]"):
        clf.evaluate(texts, [str(number) for number in range(20_000)])


METADATA = """
import sys
import dateline as dl
clf = dl.SentenceClassifier().set_fit_request(sample_weight=True)
assert "sklearn" not in sys.modules
print(clf)
"""


def test_requests_of_metadata_need_no_scikit_learn() -> None:
    done = subprocess.run(
        [sys.executable, "-c", METADATA], capture_output=True, text=True, check=True, env={**os.environ}, timeout=60
    )
    assert done.stdout.strip() == "SentenceClassifier()"
