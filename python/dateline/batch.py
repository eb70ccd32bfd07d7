"""The folder that `Pipeline.run_batch` writes: its tables, opened one by one."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline._arguments import must_be, near
from dateline._brief.brief import Brief
from dateline._core import TABLES_OF_WHOLE_RUN, Analysis, Corpus, Table, read_tables
from dateline._display.analysis import TABLES
from dateline._needed import needed
from dateline.errors import FileError, FormatError, InputError, MissingFileError, UnknownKeyError

MOST = 2000
"""Documents of which a brief can still be read, and whose texts fit into one page."""


class BatchRun:
    """What `Pipeline.run_batch` wrote into a folder. Nothing is read before it is asked for.

    `documents` is the corpus of the run, for the texts that a brief shows; `run_batch` gives it, and a folder that is opened later can
    be given it too. `complete` says whether the run came to its end: before that there is neither `near_copies` nor `conflicts`.

    >>> import dateline as dl, tempfile
    >>> out = tempfile.mkdtemp()
    >>> run = dl.Pipeline().run_batch(["Kyiv denied the claim.", "Snow fell."], out)
    >>> run, run["sentences"]["act"][0]
    (BatchRun(2 documents, 1 shard, complete), 'denial')
    """

    def __init__(self, folder: str | os.PathLike[str], documents: Corpus | None = None) -> None:
        self.folder = Path(folder)
        manifest = self.folder / "manifest.json"
        try:
            found: dict[str, Any] = json.loads(manifest.read_text(encoding="utf-8"))
            self.complete = bool(found["complete"])
            self.n_documents = int(found["documents"])
            self.n_failed = int(found["failed"])
            self._shards = len(found["shards"])
        except FileNotFoundError:
            raise MissingFileError(f"{manifest}: there is no such file; the folder holds no run in shards") from None
        except OSError as error:
            raise FileError(f"{manifest}: {error.strerror or error}") from error
        except (ValueError, KeyError, TypeError) as error:
            raise FormatError(f"{manifest}: this is no manifest of a run: {error!r}") from None
        self._documents = documents

    def __repr__(self) -> str:
        failed = f", {self.n_failed} failed" if self.n_failed else ""
        shards = f"{self._shards} shard{'s' if self._shards != 1 else ''}"
        return f"BatchRun({self.n_documents} documents{failed}, {shards}, {'complete' if self.complete else 'not complete'})"

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of the tables."""
        return tuple(TABLES)

    def paths(self, table: str) -> list[Path]:
        """The Parquet files of a table, in order: for DuckDB, polars, Spark and the like."""
        if table not in TABLES:
            hint = near(table, TABLES) if isinstance(table, str) else ""
            raise UnknownKeyError(f"there is no table {table!r}{hint}; there are {', '.join(TABLES)}")
        whole = table in TABLES_OF_WHOLE_RUN
        if whole and not self.complete:
            raise InputError(f"{table}: it is of the whole run, which is not complete; resume it")
        count = 1 if whole else self._shards
        return [self.folder / table / f"part-{number:05}.parquet" for number in range(count)]

    def __getitem__(self, table: str) -> Table:
        """A table, read as a whole."""
        paths = self.paths(table)
        if not paths:
            raise InputError(f"{self.folder}: no shard is done yet; resume the run")
        return read_tables(paths)

    def shards(self, table: str) -> Iterator[Table]:
        """A table shard by shard, one in memory at a time."""
        for path in self.paths(table):
            yield read_tables([path])

    def to_arrow(self, table: str) -> Any:
        """A table as `pyarrow.dataset.Dataset`, which reads the columns and rows that are asked of it, when they are."""
        return needed("pyarrow.dataset").dataset([str(path) for path in self.paths(table)], format="parquet")

    def analysis(self, documents: Corpus | None = None) -> Analysis:
        """The whole run in memory, as `Pipeline.run` gives it: every table, and the texts of the documents.

        Raises `InputError` where the texts are not at hand, or are not those of the run.
        """
        documents = documents if documents is not None else self._documents
        if documents is None:
            raise InputError(
                "documents: the texts are not in the folder; give the corpus, as BatchRun(folder, dl.read(...))"
            )
        if not isinstance(documents, Corpus):
            raise must_be("documents", "a Corpus", documents, "dl.read makes one")
        texts = [(document.id, document.text) for document in documents]
        loaded = [self[name] for name in TABLES]
        if [text[0] for text in texts] != loaded[0]["doc_id"]:
            raise InputError(f"documents: they are not those that the run in {self.folder} has read")
        return Analysis._from_state(loaded, texts)

    def brief(self, title: str | None = None) -> Brief:
        """The situation brief. Raises `InputError` for a run of more documents than a page can hold."""
        if self.n_documents > MOST:
            raise InputError(
                f"the run has {self.n_documents:,} documents, and a brief is for {MOST:,} at most; select some and run them by themselves"
            )
        return self.analysis().brief(title)
