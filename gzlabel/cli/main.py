"""Finds the verb, runs it, and turns what went wrong into a sentence and an exit code.

Exit codes: 0 done, 1 the user's mistake (one sentence on standard error), 2 wrong usage, 70 a bug (see
`gzlabel.crash_report`), 130 interrupted.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import gzlabel
from gzlabel.cli import verbs
from gzlabel.errors import UserError
from gzlabel.registry import module_of, modules_of
from gzlabel.workspace_name import SUFFIX

_VERSION = "--version"
_ALIASES = {"--self-test": "self-test"}


def run(arguments: Sequence[str]) -> int:
    """Run one command line; return its exit code. The name of a workspace alone opens it."""
    words = [_ALIASES.get(word, word) for word in arguments] or ["open"]
    if Path(words[0]).suffix == SUFFIX:
        words.insert(0, "open")
    parsed = make_parser(words[0]).parse_args(words)
    try:
        return int(parsed.run(parsed))
    except UserError as error:
        print(f"gzlabel: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("gzlabel: interrupted; what was finished is kept", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader of our output, such as `head`, has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        sentence = _of_the_disk(error)
        if sentence is None:
            raise
        print(f"gzlabel: {sentence}", file=sys.stderr)
        return 1


def _of_the_disk(error: OSError) -> UserError | None:
    from gzlabel.workspace.failures import sentence_of

    return sentence_of(error)


def make_parser(first: str = "") -> argparse.ArgumentParser:
    """A parser with every verb of `gzlabel.cli.verbs`, each with its arguments.

    Where the ``first`` word is known, it knows no more than that asks for: one verb, or all by name and purpose.
    """
    only = module_of(verbs, first.replace("-", "_"))
    found = () if first == _VERSION else modules_of(verbs) if only is None else (only,)
    parser = argparse.ArgumentParser(prog="gzlabel", description=str(gzlabel.__doc__).splitlines()[0])
    parser.add_argument(_VERSION, action="version", version=f"gzlabel {gzlabel.__version__}")
    choices = parser.add_subparsers(metavar="VERB", title="verbs", required=True)
    for module in found:
        verb = choices.add_parser(module.NAME, help=module.HELP, description=module.HELP)
        if only is not None or not first:
            module.configure(verb)
            verb.set_defaults(run=module.run)
    return parser
