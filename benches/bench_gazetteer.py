#!/usr/bin/env python3
"""Matching of names against the tools that are in use, in one run: `make bench-gazetteer`.

usage: python benches/bench_gazetteer.py [CORPUS.jsonl.gz] [--sizes 1000,200000,1100000] [--ten-million] [--rounds N]
                                         [--only NAME,…] [--megabytes N] [--plot PICTURE.png]

Each tool builds each list in a process of its own, which tells the processor time of the build and its memory, peak and resident, over
what the process held before. Then all tools take turns over the same texts, one thread each; processor time, the median of the rounds;
slow ones are given fewer texts. Prints megabytes a second, matches a megabyte, and the ratios to dateline, which is built with
`variants=False`, as no tool makes spellings, and called with `resolve=False`, as none chooses among entities of one name; on lines of
their own what its default build takes, which makes them (by the clock too, for it makes them on all threads where a tool has one), and how
fast its default call is, which chooses. Then what several processes hold that map one saved file, and how two threads scale against a plain sum over bytes (wall-clock time, the median
of eleven rounds by turns). With --ten-million, a list of ten million names against the longest one before it, dateline alone. A tool that
cannot run here is named.
"""

import argparse
import contextlib
import gc
import multiprocessing
import os
import statistics
import struct
import tempfile
import time
from pathlib import Path

import gazetteer_peers
import gazetteer_texts
from scaling import scaling

# Processor seconds that one round of a tool may take, about.
BUDGET = 1.5


def memory():
    """Resident and peak megabytes of this process (Linux; elsewhere zeros)."""
    try:
        status = Path("/proc/self/status").read_text(encoding="utf-8")
    except OSError:
        return 0.0, 0.0
    fields = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
    return tuple(int(fields[name].split()[0]) / 1000 for name in ("VmRSS", "VmHWM"))


# Sections of a saved file that hold the index: what finds a name, and the folded words that verify it.
INDEX = ("root", "nodes", "words", "filter")


def index_size(path):
    """Bytes of the index in a saved gazetteer, by the table of sections that the file begins with; it takes as many in memory."""
    with open(path, "rb") as file:
        (count,) = struct.unpack("<12xI48x", file.read(64))
        rows = [struct.unpack("<16sQQ16x", file.read(48)) for _ in range(count)]
    return sum(length for name, _, length in rows if name.rstrip(b"\0").decode() in INDEX)


def files(gazetteer):
    """Size of the saved file, milliseconds to open it, and bytes of the index."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "names.dlg"
        gazetteer.save(path)
        times = {}
        for verify in ("header", "full"):
            start = time.perf_counter()
            type(gazetteer).load(path, verify=verify)
            times[verify] = 1000 * (time.perf_counter() - start)
        return path.stat().st_size / 1e6, times["header"], times["full"], index_size(path)


def built(build, names):
    """What a build gives, its processor seconds, its seconds by the clock, and the megabytes of its peak over what the process held before."""
    gc.collect()
    before, _ = memory()
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    clock, start = time.perf_counter(), time.process_time()
    made = build(names)
    seconds, clock = time.process_time() - start, time.perf_counter() - clock
    return made, seconds, clock, memory()[1] - before


def child(pipe, tool, names, texts):
    """Builds one tool's matcher, then does rounds when it is asked to."""
    tool = tool()
    try:
        if getattr(tool, "bytes", False):
            texts = [text.encode() for text in texts]
        prepare = getattr(tool, "prepare", lambda names: names)
        # What is imported while building is no part of it.
        type(tool)().build(prepare(names[:50]))
        names = prepare(names)
        gc.collect()
        before, _ = memory()
        _, seconds, clock, peak = built(tool.build, names)
        gc.collect()
        resident, _ = memory()
        file, default = None, None
        if isinstance(tool, gazetteer_peers.Dateline):
            file = files(tool.gazetteer)
            tool.build_default(names[:50])
            default = built(tool.build_default, names)[1:]
        pipe.send(
            {
                "build": seconds,
                "clock": clock,
                "peak": peak,
                "resident": resident - before,
                "file": file,
                "default build": default,
            }
        )
        start = time.process_time()
        tool.run(texts[:100])
        spent = max(time.process_time() - start, 1e-4)
        texts = texts[: max(100, min(len(texts), int(100 * BUDGET / spent)))]
        size = sum(len(text) if isinstance(text, bytes) else len(text.encode()) for text in texts) / 1e6
        while pipe.recv():
            start = time.process_time()
            found = tool.run(texts)
            seconds = time.process_time() - start
            chosen = None
            if isinstance(tool, gazetteer_peers.Dateline):
                start = time.process_time()
                tool.run_default(texts)
                chosen = size / (time.process_time() - start)
            pipe.send((size / seconds, found / size, chosen))
    except Exception as error:
        pipe.send(f"{type(error).__name__}: {error}")


def measure(tools, names, texts, rounds):
    """Figures of all tools on one list."""
    context = multiprocessing.get_context("spawn")
    running, figures = {}, {}
    for tool in tools:
        if len(names) > getattr(tool, "most", len(names)):
            continue
        ours, theirs = context.Pipe()
        process = context.Process(target=child, args=(theirs, tool, names, texts), daemon=True)
        process.start()
        theirs.close()
        try:
            answer = ours.recv()
        except EOFError:
            answer = "it was ended"
        if isinstance(answer, str):
            print(f"  {tool.name} does not run here: {answer}", flush=True)
            continue
        running[tool.name], figures[tool.name] = ours, answer | {"speeds": [], "default": []}
    for _ in range(rounds):
        for name, pipe in running.items():
            pipe.send(True)
            speed, found, default = pipe.recv()
            figures[name]["speeds"].append(speed)
            figures[name]["default"].append(default)
            figures[name]["found"] = found
    for pipe in running.values():
        pipe.send(False)
    for figure in figures.values():
        figure["speed"] = statistics.median(figure["speeds"])
    return figures


def show(names, figures):
    """Prints one list's figures."""
    print(f"\n{len(names):,} names")
    print(
        f"  {'':22}{'MB/s':>8}{'ours is':>9}{'build s':>9}{'ours is':>9}{'peak MB':>9}{'resident':>9}{'found/MB':>10}"
    )
    ours = figures.get("dateline")
    for name, f in figures.items():
        times = (f"{ours['speed'] / f['speed']:8.1f}x", f"{f['build'] / ours['build']:8.1f}x") if ours else ("", "")
        print(
            f"  {name:22}{f['speed']:8.1f}{times[0]:>9}{f['build']:9.2f}{times[1]:>9}"
            f"{f['peak']:9.0f}{f['resident']:9.0f}{f['found']:10.0f}"
        )
    if ours:
        seconds, clock, peak = ours["default build"]
        peers = [(name, f) for name, f in figures.items() if f is not ours]

        def shares(seconds, kind):
            others = [f"{seconds / f[kind]:.2f} of {name}'s" for name, f in peers]
            return f" ({', '.join(others)})" if others else ""

        print(
            f"  dateline: the default build, with spellings made of Cyrillic names: {seconds:.2f} s{shares(seconds, 'build')}, "
            f"peak {peak:.0f} MB; by the clock, on all threads that it may have: {clock:.2f} s{shares(clock, 'clock')}"
        )
        default = statistics.median(ours["default"])
        print(
            f"  dateline: the default call, which chooses among entities of one name (resolve=True): {default:.1f} MB/s, "
            f"{100 * default / ours['speed']:.0f} % of resolve=False"
        )
    if ours and ours["file"]:
        size, header, full, index = ours["file"]
        a_name = 1e6 * ours["resident"] / len(names)
        print(
            f"  dateline: {index / len(names):.0f} bytes a name in the index, the words that verify a hit included; "
            f"{a_name:.0f} resident with its entities; file {size:.1f} MB, "
            f'opened in {header:.1f} ms with verify="header", {full:.0f} ms with "full"',
            flush=True,
        )


def mapped(pipe, path, texts):
    """Loads a file and searches texts, then tells the resident and the proportional megabytes of the mapped file, when it is asked to."""
    import dateline as dl

    gazetteer = dl.Gazetteer.load(path, verify="header")
    gazetteer.find_all(texts, threads=1, resolve=False)
    pipe.send(True)
    pipe.recv()
    sizes, inside = {"Rss": 0, "Pss": 0}, False
    for line in Path("/proc/self/smaps").read_text(encoding="utf-8").splitlines():
        field, _, rest = line.partition(":")
        if field in sizes:
            sizes[field] += int(rest.split()[0]) * inside
        elif "-" in field.partition(" ")[0]:
            inside = line.endswith(path)
    pipe.send((sizes["Rss"] / 1000, sizes["Pss"] / 1000))
    pipe.recv()


def sharing(names, texts, processes=4):
    """What processes hold that map one file, all at the same time (Linux)."""
    import dateline as dl

    context = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "names.dlg")
        dl.Gazetteer(names, variants=False).save(path)
        pipes = []
        for _ in range(processes):
            ours, theirs = context.Pipe()
            context.Process(target=mapped, args=(theirs, path, texts), daemon=True).start()
            pipes.append(ours)
        for step in (lambda pipe: pipe.recv(), lambda pipe: pipe.send(True)):
            for pipe in pipes:
                step(pipe)
        sizes = [pipe.recv() for pipe in pipes]
        for pipe in pipes:
            pipe.send(False)
        resident, proportional = (statistics.median(column) for column in zip(*sizes, strict=True))
        print(
            f"\n{processes} processes map one file of {Path(path).stat().st_size / 1e6:.1f} MB: {resident:.1f} MB of it resident in each, "
            f"{proportional:.1f} MB a process with what is shared counted once (PSS)"
        )


def growth(few, many):
    """How the costs of two lists compare, each as names and figures."""
    (names, before), (more, after) = few, many
    print(
        f"  from {len(names):,} to {len(more):,} names: build x {after['build'] / before['build']:.1f}, "
        f"a document x {before['speed'] / after['speed']:.2f}"
    )


def two_threads(names, texts):
    """How much faster matching is with two threads."""
    import dateline as dl

    gazetteer = dl.Gazetteer(names, variants=False)
    scaling("dateline", lambda threads: gazetteer.find_all(texts, threads=threads, resolve=False), texts)


def times_as_fast(figures, tool):
    """How many times as fast as a tool dateline is."""
    return figures["dateline"]["speed"] / figures[tool]["speed"] if "dateline" in figures else float("nan")


# What is drawn, each as a title and a figure of a tool on one list; not a number where a tool has none.
PANELS = [
    ("MB/s, one thread", lambda figures, tool: figures[tool]["speed"]),
    ("dateline is so many times as fast", times_as_fast),
    ("matches a MB", lambda figures, tool: figures[tool]["found"]),
    ("build, seconds", lambda figures, tool: figures[tool]["build"]),
    ("memory, MB: peak of the build, line: resident", lambda figures, tool: figures[tool]["peak"]),
    ("saved file, MB", lambda figures, tool: figures[tool]["file"][0] if figures[tool]["file"] else float("nan")),
]


def plot(results, path):
    """A picture of speed, ratios, matches, build time, memory and size of the file by list."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    tools = list(dict.fromkeys(name for figures in results.values() for name in figures))
    figure, axes = plt.subplots(2, 3, figsize=(12, 6.6), layout="constrained")
    width = 0.85 / len(tools)
    for axis, (title, value) in zip(axes.flat, PANELS, strict=True):
        for at, tool in enumerate(tools):
            values = [value(figures, tool) if tool in figures else float("nan") for figures in results.values()]
            places = [group + (at - len(tools) / 2 + 0.5) * width for group in range(len(values))]
            colour = "#c0392b" if tool == "dateline" else plt.get_cmap("Greys")(0.3 + 0.6 * at / len(tools))
            axis.bar(places, [max(value, 1e-2) for value in values], width, color=colour, label=tool)
            if title.startswith("memory"):
                resident = [
                    max(figures[tool]["resident"], 1e-2) if tool in figures else float("nan")
                    for figures in results.values()
                ]
                ends = [[place + side * width / 2 for place in places] for side in (-1, 1)]
                axis.hlines(resident, *ends, color="#f1c40f" if tool == "dateline" else "#2f6fb3", linewidth=1.6)
        axis.set_yscale("log")
        axis.set_title(title, fontsize=10)
        axis.set_xticks(range(len(results)), [f"{size:,}" for size in results], fontsize=8)
        axis.set_xlabel("names", fontsize=8)
        axis.spines[["top", "right"]].set_visible(False)
    handles, labels = axes.flat[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=5, fontsize=8, frameon=False)
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=130)
    print(f"wrote {path}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="?", default=os.environ.get("DATELINE_BENCH_TEXT"))
    parser.add_argument("--sizes", default="1000,200000,1100000", help="numbers of names")
    parser.add_argument(
        "--ten-million", action="store_true", help="ten million names too, most of them made; dateline alone"
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", default="", help="parts of the names of tools")
    parser.add_argument("--megabytes", type=float, default=20, help="size of a corpus that is made")
    parser.add_argument("--plot", metavar="PICTURE")
    args = parser.parse_args()
    sizes = [int(size) for size in args.sizes.split(",")]
    wanted = [part for part in args.only.split(",") if part]
    tools = [gazetteer_peers.Dateline, *gazetteer_peers.PEERS]
    tools = [tool for tool in tools if not wanted or any(part in tool.name for part in wanted)]
    lists = gazetteer_texts.lists(sizes)
    texts = gazetteer_texts.corpus(args.corpus, args.megabytes, lists[sizes[0]])
    size = sum(len(text.encode()) for text in texts) / 1e6
    print(
        f"{len(texts):,} texts, {size:.1f} MB; one thread, processor time, median of {args.rounds} rounds", flush=True
    )
    results = {}
    for names in lists.values():
        results[len(names)] = measure(tools, names, texts, args.rounds)
        show(names, results[len(names)])
    longest = lists[sizes[-1]]
    if args.ten_million:
        many = gazetteer_texts.lists([10_000_000])[10_000_000]
        figures = measure([gazetteer_peers.Dateline], many, texts, args.rounds)
        show(many, figures)
        if "dateline" in figures and "dateline" in results[len(longest)]:
            growth((longest, results[len(longest)]["dateline"]), (many, figures["dateline"]))
        results[len(many)] = figures
        del many
    if args.plot:
        plot(results, args.plot)
    if Path("/proc/self/smaps").exists():
        sharing(longest, texts)
    two_threads(lists[sizes[0]], texts)


if __name__ == "__main__":
    main()
