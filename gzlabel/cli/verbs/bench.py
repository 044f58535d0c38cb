"""Run one of the program's own benchmarks: each prints ratios measured within one run."""

import argparse
import inspect
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args, get_type_hints

import gzlabel.bench
from gzlabel.cli.terminal import ProgressBar, print_json, print_table
from gzlabel.registry import modules_of

NAME = "bench"
HELP = "measure the program on this machine"
_TYPED = (str, int, float, bool, Path)


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments: each parameter of a benchmark's ``run`` becomes an option."""
    choices = parser.add_subparsers(metavar="BENCHMARK", required=True)
    for module in modules_of(gzlabel.bench):
        first_line = str(module.__doc__).splitlines()[0]
        name = module.__name__.rpartition(".")[2]
        benchmark = choices.add_parser(name, help=first_line, description=module.__doc__)
        _add_options(benchmark, module.run)
        benchmark.add_argument("--json", action="store_true", help="for a program")
        benchmark.set_defaults(benchmark=module.run)


def _add_options(parser: argparse.ArgumentParser, measure: Callable[..., Any]) -> None:
    """An option for each parameter that can be typed; one without a usual value must be given."""
    hints = get_type_hints(measure)
    for name, parameter in inspect.signature(measure).parameters.items():
        kind = next((one for one in get_args(hints[name]) if one is not type(None)), hints[name])
        if kind not in _TYPED:
            continue
        is_required = parameter.default is inspect.Parameter.empty
        usual = None if is_required else parameter.default
        reading: dict[str, Any] = (
            {"action": argparse.BooleanOptionalAction} if kind is bool else {"type": kind}
        )
        words = "" if usual is None else f"({usual})"
        parser.add_argument(
            f"--{name.replace('_', '-')}", default=usual, required=is_required, help=words, **reading
        )


def run(arguments: argparse.Namespace) -> int:
    """Carry out the verb."""
    progress = ProgressBar()
    accepted = inspect.signature(arguments.benchmark).parameters
    options = {name: value for name, value in vars(arguments).items() if name in accepted}
    if "report" in accepted:
        options["report"] = progress
    figures = arguments.benchmark(**options)
    progress.close()
    if arguments.json:
        print_json(figures)
    else:
        print_table(("figure", "value"), figures.items())
    failures = figures.get("failures", ())
    for failure in failures:
        print(failure, file=sys.stderr)
    return 1 if failures else 0
