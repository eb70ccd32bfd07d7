"""Looks at the brief, the report on a classifier and the notebook in a real browser: pictures into out/browser/, and checks that need one.

Run by `make browser`. Needs Chromium or Chrome on the path (or named in BROWSER); installs nothing.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "out" / "browser"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SHOTS = {"wide": (1440, 900), "phone": (500, 1600)}


def browser() -> str:
    """The browser's path."""
    for name in (os.environ.get("BROWSER", ""), *BROWSERS):
        if name and (path := shutil.which(name)):
            return path
    sys.exit("browser.py needs Chromium or Chrome: install one, or name it in BROWSER")


def chrome(*arguments: str, url: str) -> str:
    """Runs the browser without a window and gives what it prints."""
    with tempfile.TemporaryDirectory() as profile:
        command = [
            browser(),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            f"--user-data-dir={profile}",
        ]
        done = subprocess.run([*command, *arguments, url], capture_output=True, text=True, timeout=120, check=True)
    return done.stdout


def shot(name: str, url: str, size: tuple[int, int], dark: bool = False) -> Path:
    """Takes a picture."""
    target = OUT / f"{name}.png"
    theme = [f"--blink-settings=preferredColorScheme={0 if dark else 1}"]
    chrome(*theme, f"--window-size={size[0]},{size[1]}", f"--screenshot={target}", url=url)
    return target


def check_print(printed: Path, page: str) -> None:
    """Paper shows what is folded on the screen, and the first page is not half empty."""

    def words(*options: str) -> str:
        command = ["pdftotext", *options, str(printed), "-"]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    # Each event ends with who tells it: "2 outlets:", "3 outlets and 1 document, 2 without copies:".
    shown = len(re.findall(r"(?:outlets?|documents?|copies):", words("-raw")))
    events = page.count('class="line event')
    if shown < events:
        sys.exit(f"print leaves out {events - shown} of {events} events")
    height = float(re.findall(r'<page width="[\d.]+" height="([\d.]+)"', first := words("-bbox", "-l", "1"))[0])
    if max(map(float, re.findall(r'yMax="([\d.]+)"', first))) < 0.7 * height:
        sys.exit("the first page of the print is half empty")


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    for old in OUT.glob("brief-page-*.png"):
        old.unlink()
    brief = OUT / "brief.html"
    names = ROOT / "seeds" / "dispatches" / "names.csv"
    command = [
        "brief",
        str(names.parent),
        "--gazetteer",
        str(names),
        "--title",
        "The Lysna crisis",
        "-q",
        "-o",
        str(brief),
    ]
    subprocess.run([sys.executable, "-m", "dateline", *command], check=True)
    report = OUT / "report.html"
    labels = ROOT / "seeds" / "labels" / "africa.jsonl"
    command = ["train", str(labels), "--no-tune", "-q", "-o", str(OUT / "model.dlc"), "--report", str(report)]
    subprocess.run([sys.executable, "-m", "dateline", *command], check=True)
    notebook = OUT / "notebook.html"
    script = ROOT / "scripts" / "run_notebook.py"
    source = ROOT / "notebooks" / "from_install_to_brief.ipynb"
    subprocess.run([sys.executable, str(script), str(source), str(OUT / "notebook.ipynb"), str(notebook)], check=True)

    links = re.findall(r'href="(#d\d+-\d+-\d+)"', brief.read_text(encoding="utf-8"))
    pictures = []
    for name, size in SHOTS.items():
        for dark in (False, True):
            pictures.append(shot(f"brief-{name}-{'dark' if dark else 'light'}", brief.as_uri(), size, dark))
    pictures.append(shot("report-wide", report.as_uri(), (1100, 4800)))
    pictures.append(shot("report-phone-dark", report.as_uri(), (500, 6400), dark=True))
    pictures.append(shot("brief-link", brief.as_uri() + links[len(links) // 3], SHOTS["wide"]))
    pictures.append(shot("notebook-light", notebook.as_uri(), (1100, 5600)))
    pictures.append(shot("notebook-dark", notebook.as_uri(), (1100, 5600), dark=True))
    printed = OUT / "brief.pdf"
    chrome(f"--print-to-pdf={printed}", "--no-pdf-header-footer", url=brief.as_uri())
    if (render := shutil.which("pdftoppm")) is not None:
        subprocess.run([render, "-r", "80", "-png", str(printed), str(OUT / "brief-page")], check=True)
        pages = len(list(OUT.glob("brief-page-*.png")))
        print(f"{pages} pages of print as pictures, brief-page-*.png")
        if pages > 35:
            sys.exit(
                "the print of twelve dispatches has more than 35 pages: do the texts stand in it as a whole again?"
            )
    if shutil.which("pdftotext") is not None:
        check_print(printed, brief.read_text(encoding="utf-8"))

    # The page's own script ran under its own policy: it shows the tools that need it.
    page = chrome("--dump-dom", "--virtual-time-budget=2000", url=brief.as_uri())
    if re.search(r'id="theme"[^>]*hidden', page):
        sys.exit("the brief's script did not run: has its hash changed?")
    for picture in (*pictures, printed):
        print(picture.relative_to(ROOT), f"{picture.stat().st_size / 1000:,.0f} kB")


if __name__ == "__main__":
    main()
