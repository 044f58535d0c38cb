"""Run one of the program's own benchmarks: each prints ratios measured within one run."""

import argparse
import inspect

import gzlabel.bench
from gzlabel.cli.terminal import ProgressBar, print_json, print_table
from gzlabel.registry import modules_of

NAME = "bench"
HELP = "measure the program on this machine"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments: each parameter of a benchmark's ``run`` becomes an option."""
    choices = parser.add_subparsers(metavar="BENCHMARK", required=True)
    for module in modules_of(gzlabel.bench):
        first_line = str(module.__doc__).splitlines()[0]
        name = module.__name__.rpartition(".")[2]
        benchmark = choices.add_parser(name, help=first_line, description=module.__doc__)
        for parameter in inspect.signature(module.run).parameters.values():
            if parameter.name != "report":
                _add_option(benchmark, parameter)
        benchmark.add_argument("--json", action="store_true", help="for a program")
        benchmark.set_defaults(benchmark=module.run)


def _add_option(benchmark: argparse.ArgumentParser, parameter: inspect.Parameter) -> None:
    """Every parameter has a default of the type it takes, so the default says how to read the option."""
    default = parameter.default
    benchmark.add_argument(
        f"--{parameter.name.replace('_', '-')}",
        default=default,
        help=f"({default})" if default != "" else None,
        **(
            {"action": argparse.BooleanOptionalAction}
            if isinstance(default, bool)
            else {"type": type(default)}
        ),
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
    return 0
