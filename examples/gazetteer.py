"""From a foreign list of names to a quiet gazetteer: import → review → without → suggest → save → find.

Run it from the root of the repository: python examples/gazetteer.py [OUTPUT.dlg]
"""

from __future__ import annotations

import sys
from pathlib import Path

import dateline as dl

ROOT = Path(__file__).resolve().parents[1]
OUTPUT = Path(sys.argv[1] if len(sys.argv) > 1 else "watch.dlg")

# 1. Import. Every format has a reader, and every reader says what it left out and why.
names = dl.Gazetteer.read_csv(
    ROOT / "seeds" / "dispatches" / "names.csv", columns={"name": "name", "aliases": "aliases"}, bad_rows="skip"
)
print(names.report)

# A list made elsewhere often holds names that are words as well.
names |= dl.Gazetteer([{"id": "paper:reading", "name": "Reading", "type": "organization"}, "The Report", "UNO"])

# 2. Review: which names look like noise in these texts?
texts = [document.text for document in dl.read(ROOT / "seeds" / "dispatches") if document.text]
review = names.review(texts)
for row in review.head(5).to_pylist():
    print(f"{row['suspicion']:.2f} {row['hits']:4d} hits  {row['name']}  {row['examples'][:1]}")

# 3. Without what is noise, and with a case of its own for what is ambiguous.
names = names.without(names=["Reading", "The Report"]).with_case({"UNO": "sensitive"})

# 4. What do the texts name that is not on the list? Look the rows over, then add those that you want.
missing = names.suggest(texts, min_documents=2)
for row in missing.head(5).to_pylist():
    print(f"{row['documents']:3d} texts  {row['type']:14s} {row['name']}")
names |= dl.Gazetteer(missing.head(20), keep=[])

# 5. Save once; every process maps the file.
names.save(OUTPUT)
names = dl.Gazetteer.load(OUTPUT)

# 6. Find.
table = names.find_all(texts)
print(f"{len(table)} mentions of {len(set(table['entity_id']))} entities in {len(texts)} texts")
