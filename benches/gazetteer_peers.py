"""The matchers that users pick today, behind one interface: `build(names)` gives a function from a text to the number of its matches.

Peers are given every advantage: they match raw text, without folding, and where they know no word bounds their hits are not filtered.
`bytes` says that a matcher reads bytes, `most` how many names it is tried with.
"""


class Dateline:
    """The whole contract: folding, word bounds, gaps, case evidence, longest, entities; a batch call over documents, one thread.

    Without made spellings and without the choice among entities of one name, which no peer has.
    """

    name = "dateline"

    def prepare(self, names):
        """Names as an Arrow column, where there is pyarrow; the others take a list of str."""
        try:
            import pyarrow as pa

            return pa.table({"name": pa.array(names)})
        except ImportError:
            return names

    def build(self, names):
        import dateline as dl

        self.gazetteer = dl.Gazetteer(names, variants=False)

    def build_default(self, names):
        """The build as most make it: with spellings made of Cyrillic names."""
        import dateline as dl

        return dl.Gazetteer(names)

    def run(self, texts):
        return len(self.gazetteer.find_all(texts, threads=1, resolve=False))

    def run_default(self, texts):
        """The call as most make it: the text chooses among entities of one name."""
        return len(self.gazetteer.find_all(texts, threads=1))


class OneByOne:
    """A peer that is asked text by text."""

    most = 20_000_000
    bytes = False

    def run(self, texts):
        find = self.find
        return sum(find(text) for text in texts)


class FlashText(OneByOne):
    name = "flashtext"
    most = 2_000_000

    def build(self, names):
        from flashtext import KeywordProcessor

        processor = KeywordProcessor(case_sensitive=False)
        processor.add_keywords_from_list(names)
        self.find = lambda text: len(processor.extract_keywords(text, span_info=True))


class FlashText2(OneByOne):
    name = "flashtext2"

    def build(self, names):
        from flashtext2 import KeywordProcessor

        processor = KeywordProcessor(case_sensitive=False)
        processor.add_keywords_from_iter(names)
        self.find = lambda text: len(processor.extract_keywords_with_span(text))


class AhoCorasickRs(OneByOne):
    name = "ahocorasick-rs"

    def build(self, names):
        from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

        kind = Implementation.ContiguousNFA
        automaton = AhoCorasick(names, matchkind=MatchKind.LeftmostLongest, implementation=kind, store_patterns=False)
        self.find = lambda text: len(automaton.find_matches_as_indexes(text))


class AhoCorasickRsDfa(OneByOne):
    name = "ahocorasick-rs, DFA"
    most = 2_000

    def build(self, names):
        from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

        automaton = AhoCorasick(
            names, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA, store_patterns=False
        )
        self.find = lambda text: len(automaton.find_matches_as_indexes(text))


class PyAhoCorasick(OneByOne):
    name = "pyahocorasick"
    most = 2_000_000

    def build(self, names):
        import ahocorasick

        automaton = ahocorasick.Automaton()
        for number, name in enumerate(names):
            automaton.add_word(name, number)
        automaton.make_automaton()
        self.find = lambda text: sum(1 for _ in automaton.iter_long(text))


class Daachorse(OneByOne):
    name = "daachorse"

    def build(self, names):
        import daachorse

        automaton = daachorse.CharwiseDoubleArrayAhoCorasick(names, daachorse.MATCH_KIND_LEFTMOST_LONGEST)
        self.find = lambda text: len(automaton.find(text))


class SpacyMatcher(OneByOne):
    name = "spaCy PhraseMatcher"
    most = 2_000_000

    def build(self, names):
        import spacy
        from spacy.matcher import PhraseMatcher

        language = spacy.blank("en")
        language.max_length = 10**9
        matcher = PhraseMatcher(language.vocab, attr="LOWER")
        for name in names:
            matcher.add("NAME", [language.make_doc(name)])
        self.find = lambda text: len(matcher(language.make_doc(text)))


class Hyperscan(OneByOne):
    """Literals of any case; gives the ends of all matches, not the longest."""

    name = "hyperscan"
    most = 300_000
    bytes = True

    def build(self, names):
        import hyperscan

        database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
        literals = [name.encode() for name in names]
        database.compile(
            expressions=literals,
            ids=list(range(len(literals))),
            elements=len(literals),
            flags=hyperscan.HS_FLAG_CASELESS,
            literal=True,
        )
        scratch = hyperscan.Scratch(database)
        self.keep = scratch
        count = [0]

        def seen(*_):
            count[0] += 1

        def find(text):
            before = count[0]
            database.scan(text, match_event_handler=seen, scratch=scratch)
            return count[0] - before

        self.find = find


PEERS = [
    FlashText,
    FlashText2,
    AhoCorasickRs,
    AhoCorasickRsDfa,
    PyAhoCorasick,
    Daachorse,
    SpacyMatcher,
    Hyperscan,
]
