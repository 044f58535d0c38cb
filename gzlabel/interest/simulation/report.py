"""The comparison as text, for a terminal."""

from typing import Any

_HEADER = ("policy", "mean", "median", "vs first (95%)", "< half", "AP unseen", "AP published")


def report_text(results: dict[str, Any]) -> str:
    """Return the summary of ``results``, as `simulate` returns them: a table, and the conventions it uses."""
    settings, summary = results["settings"], results["summary"]
    rows = [_HEADER, *(_row(name, entry) for name, entry in summary.items())]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADER))]
    lines = [
        f"{settings['n_positive']} of {settings['n_galaxies']} galaxies are searched for; "
        f"{settings['labels']} looks in pages of {settings['page']}, {settings['start']} start, "
        f"{len(settings['seeds'])} seeds",
        "",
        *(
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in rows
        ),
        "",
        f"mean, median: galaxies found; vs first: mean difference to {next(iter(summary))}, paired bootstrap "
        "over seeds; < half: share of seeds below half the median",
        *(f"{name}: {text}" for name, text in results["conventions"].items()),
    ]
    return "\n".join(lines)


def _row(name: str, entry: dict[str, Any]) -> tuple[str, ...]:
    low, high = entry["interval"]
    return (
        name,
        f"{entry['mean']:.1f}",
        f"{entry['median']:.1f}",
        f"{entry['difference']:+.1f} ({low:+.1f} to {high:+.1f})",
        f"{entry['share_below_half_median']:.0%}",
        _number(entry["average_precision_unseen"]),
        _number(entry["average_precision"]),
    )


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
