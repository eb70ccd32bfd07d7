"""Long calls: Ctrl-C, threads of the host, fork, spawn, panics of ours, hostile input."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import sys
import threading
import time

import pytest

import dateline as dl

TEXT = "Ukraine has asked Belarus to withdraw its troops from the border, officials in Kyiv said on Monday. "


def test_progress_counts_to_the_end():
    seen = []
    dl.Pipeline(layers=[]).run([TEXT] * 300, progress=seen.append)
    assert seen[-1] == 300 and seen == sorted(seen)


def test_ctrl_c_stops_a_long_call():
    pipeline = dl.Pipeline()
    documents = [TEXT * 50] * 20_000
    timer = threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        pipeline.run(documents)
    timer.join()


LONG = TEXT * 100_000
# Explaining takes longer, by the text.
EXPLAINED = TEXT * 20_000
CLASSIFIER = dl.SentenceClassifier.seed("acts")
NAMES = [f"Долина Північна {number}" for number in range(20_000)]


@pytest.mark.parametrize(
    "call",
    [
        lambda: dl.Gazetteer.seed().find(LONG),
        lambda: dl.Gazetteer.seed().find_all([LONG * 4], threads=1),
        lambda: CLASSIFIER.explain(EXPLAINED),
        lambda: dl.Gazetteer(NAMES),
    ],
    ids=["find", "find_all", "explain", "build"],
)
def test_ctrl_c_stops_a_call_within_one_text(call):
    # What is made once a process is no part of what is measured.
    CLASSIFIER.explain(TEXT)
    dl.Gazetteer.seed().find_all([TEXT], threads=1)
    start = time.process_time()
    call()
    whole = time.process_time() - start
    timer = threading.Timer(0.05, os.kill, (os.getpid(), signal.SIGINT))
    start = time.process_time()
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        call()
    # The work itself is measured, not the clock: some of it was left undone.
    assert time.process_time() - start < 0.9 * whole
    timer.join()
    assert dl.Gazetteer(["Kyiv"]).find("Talks in Kyiv.")


@pytest.mark.parametrize(
    "call",
    [
        lambda: dl.Pipeline().run([TEXT * 20] * 200),
        lambda: dl.Gazetteer.seed().find(LONG),
        lambda: CLASSIFIER.explain(EXPLAINED),
    ],
)
def test_other_threads_run_meanwhile(call):
    ticks = []
    stop = threading.Event()

    def tick():
        while not stop.is_set():
            ticks.append(1)
            time.sleep(0.001)

    thread = threading.Thread(target=tick)
    thread.start()
    try:
        before = len(ticks)
        call()
        assert len(ticks) > before + 5
    finally:
        stop.set()
        thread.join()


def _count(text):
    return len(dl.Gazetteer.seed().find_all([text] * 50, threads=2))


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_fork_gets_threads_of_its_own():
    want = _count(TEXT)
    with multiprocessing.get_context("fork").Pool(2) as pool:
        assert pool.map_async(_count, [TEXT] * 4).get(timeout=60) == [want] * 4


def test_spawned_workers_take_pickled_objects():
    gaz = dl.Gazetteer(["Kyiv", "Belarus"])
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        rows = pool.apply_async(gaz.find_all, ([TEXT],)).get(timeout=120)
    assert rows == gaz.find_all([TEXT])


def test_pipelines_and_rules_pickle():
    pipeline = dl.Pipeline(gazetteer=dl.Gazetteer(["Kyiv"]), layers=["mentions", "acts"])
    again = pickle.loads(pickle.dumps(pipeline))
    assert again.run(TEXT).sentences == pipeline.run(TEXT).sentences
    rules = dl.RuleClassifier.seed("acts")
    assert pickle.loads(pickle.dumps(rules)).classes_ == rules.classes_


def test_threads_can_be_set():
    before = dl.get_threads()
    dl.set_threads(1)
    try:
        assert dl.get_threads() == 1
    finally:
        dl.set_threads(None)
    assert dl.get_threads() == before


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n\n",
        "\x00\x01\x02",
        "“" * 2_000,
        "((((" * 2_000,
        "9" * 20_000,
        "1,000 " * 3_000,
        "A. " * 5_000,
        "U.S." * 5_000,
        "e" + "\u0301" * 20_000,
        "’s " * 5_000,
        "Kyiv " * 5_000,
        "Minsk said Kyiv said " * 2_000,
        "\u202e\u200b\ufeff" * 2_000,
        "𝔎𝔶𝔦𝔳 🇺🇦👩‍👩‍👧 " * 500,
        "on 99 May 99999, 31 February 2024, 00/00/0000 " * 200,
    ],
    ids=range(16),
)
def test_hostile_texts_are_only_texts(text):
    analysis = dl.Pipeline().run(text)
    assert analysis.documents["error"] == [None]
    for name in ("sentences", "mentions", "times", "quantities"):
        for row in getattr(analysis, name).to_pylist():
            assert row["text"] == text[row["start"] : row["end"]]


def test_a_long_text_comes_to_an_end():
    """A layer whose time grew with the square of the text would not within the time limit of a test."""
    pipeline = dl.Pipeline()
    one, many = (len(pipeline.run(TEXT * copies).sentences) for copies in (1, 8_000))
    assert many == 8_000 * one
