"""The command line: `dateline brief | run | find | classify | train | gazetteer`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

EPILOG = """examples:
  dateline brief reports/ -o brief.html
  dateline run reports/ -o out/ --format csv
  dateline find --gazetteer watch.csv reports/*.txt
  dateline train labels.csv -o model.dlc
  dateline classify reports/ --model model.dlc

`dateline COMMAND --help` says more.
exit code: 0 done, 1 nothing found or nothing readable, 2 wrong usage or input, 130 interrupted."""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs a command line and gives its exit code; errors are one line on standard error."""
    try:
        args = _parser().parse_args(argv)
        code: int = args.command(args)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of our output has gone, as with `| head`. What is still buffered must not raise again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        return _fail(error)
    return code


def _parser() -> argparse.ArgumentParser:
    from dateline import __version__

    from ._cli import brief, classify, find, gazetteer, run, train

    parser = argparse.ArgumentParser(
        prog="dateline",
        description="Who says what about whom, where and when: situation briefs, tables and names out of news reports.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"dateline {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for command in (brief, run, find, classify, train, gazetteer):
        command.add(commands)
    return parser


def _fail(error: Exception) -> int:
    """One line for an error; a fault of our own says that it is one."""
    from dateline import DatelineError, InternalError

    from ._escape import showable

    # A package that an option needs is named by the error.
    known = isinstance(error, DatelineError | OSError | UnicodeError | ImportError) and not isinstance(
        error, InternalError
    )
    if not known and os.environ.get("DATELINE_TRACEBACK"):
        raise error
    words = " ".join(str(error).split()) or type(error).__name__
    print(f"dateline: {showable(words)}", file=sys.stderr)
    if not known:
        print(
            f"dateline: this ({type(error).__name__}) is a fault of dateline; DATELINE_TRACEBACK=1 shows where",
            file=sys.stderr,
        )
    return 2 if known else 1


if __name__ == "__main__":
    sys.exit(main())
