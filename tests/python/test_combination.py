"""Acts and events by rules and a classifier together: the default pipeline, and what may take its place."""

import pickle

import pytest

import dateline as dl

TEXT = "The mayor accused the rebels of shelling the ferry on Friday.\n\n“We hit nobody,” their spokesman said.\n\nWill the truce hold?\n"


@pytest.fixture(scope="module")
def pipe():
    return dl.Pipeline(gazetteer=False)


def tables(pipe):
    analysis = pipe.run(dl.Corpus.from_texts([TEXT]), progress=False)
    return analysis.sentences.to_pylist(), analysis.events.to_pylist()


def test_tables_hold_together(pipe):
    sentences, events = tables(pipe)
    assert [s["act"] for s in sentences] == ["accusation", "denial", "question"]
    for sentence in sentences:
        rows = [e for e in events if e["sentence"] == sentence["sentence"]]
        assert sentence["events"] == sorted({e["type"] for e in rows})
        assert all(sentence["start"] <= e["start"] < e["end"] <= sentence["end"] for e in rows)
        assert 0 < sentence["act_score"] <= 1 and all(0 < e["score"] <= 1 for e in rows)
    assert sentences[0]["events"] == ["ACCUSE", "ASSAULT"]


def test_reasons_name_rule_and_words(pipe):
    parts = [p for p in pipe.explain(TEXT) if p["sentence"] == 0]
    accused = next(p for p in parts if p["scheme"] == "acts" and p["part"] == "rules")
    assert (accused["label"], accused["name"], accused["text"]) == ("accusation", "accuses", "accused")
    assert TEXT[accused["start"] : accused["end"]] == "accused"
    model = [p for p in parts if p["part"] == "model"]
    assert model and all(p["text"] and p["rule"] is None for p in model)
    with pytest.raises(dl.InputTypeError):
        pipe.explain(["a list"])


def test_a_classifier_or_rules_alone_decide():
    learnt = dl.SentenceClassifier.seed("acts")
    rules = dl.RuleClassifier.seed("events")
    alone = dl.Pipeline(gazetteer=False, acts=learnt, events=rules)
    assert "classifier of 10 labels" in repr(alone) and f"{len(rules)} rules" in repr(alone)
    sentences, events = tables(alone)
    assert sentences[0]["act"] == learnt.predict([TEXT.split("\n")[0]])[0]
    assert {e["type"] for e in events if e["sentence"] == 0} == set(rules.predict([TEXT.split("\n")[0]])[0])
    again = pickle.loads(pickle.dumps(alone))
    assert tables(again) == (sentences, events)


def test_off_stays_off():
    sentences, events = tables(dl.Pipeline(gazetteer=False, acts=False, events=False))
    assert not events and all(s["act"] is None and s["events"] == [] for s in sentences)


def test_what_is_no_classifier_is_named():
    with pytest.raises(dl.InputTypeError, match="acts: must be a RuleClassifier, a fitted SentenceClassifier"):
        dl.Pipeline(acts="rules.toml")
    with pytest.raises((AttributeError, dl.DatelineError)):
        dl.Pipeline(events=dl.SentenceClassifier(multilabel=True))
