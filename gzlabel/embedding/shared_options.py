"""Which of several joined encoders takes which weights, and whether an encoder takes an option at all."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from gzlabel.embedding.torch_models.network import UNTRAINED
from gzlabel.errors import EmbeddingError

Weights: TypeAlias = str | Path | Sequence[str | Path] | Mapping[str, str | Path] | None
"""Of one network; or one for each, in their order; or by the names of the networks."""

_ON_THE_COMMAND_LINE = {"batch_size": "batch", "n_views": "views", "model_args": "model-arg"}


def weights_of_each(networks: Sequence[str], given: Weights) -> dict[str, str | Path | None]:
    """Weights of each of some networks; None: those of the hub.

    Raises
    ------
    EmbeddingError
        If there are more or fewer than networks, or they are for another network.
    """
    if isinstance(given, Mapping):
        strangers = [name for name in given if name not in networks]
        if strangers:
            raise EmbeddingError(
                f"--weights names {strangers[0]!r}, which is not among the networks to be joined",
                remedy=f"These are: {', '.join(networks) or 'none'}",
            )
        return {name: given.get(name) for name in networks}
    files = [given] if isinstance(given, str | Path) else list(given or ())
    if not files or files == [UNTRAINED]:
        return dict.fromkeys(networks, files[0] if files else None)
    if len(files) != len(networks):
        raise EmbeddingError(
            f"--weights was given {_times(len(files))} for {len(networks)} networks ({', '.join(networks)})",
            remedy="Give it once for each, in their order, or as NAME=FILE for some; the others are "
            "fetched from the hub",
        )
    return dict(zip(networks, files, strict=True))


def assert_takes(name: str, make: Callable[..., object], options: Mapping[str, object]) -> None:
    """Raise an `EmbeddingError` that names the first option that the encoder ``name`` does not take."""
    known = inspect.signature(make).parameters
    if any(one.kind is inspect.Parameter.VAR_KEYWORD for one in known.values()):
        return
    strange = [option for option in options if option not in known]
    if strange:
        option = _ON_THE_COMMAND_LINE.get(strange[0], strange[0])
        raise EmbeddingError(
            f"the encoder {name!r} takes no {option}",
            remedy=f"Leave --{option} out, or name a network with --encoder, such as zoobot-convnext-nano",
        )


def _times(n: int) -> str:
    return {1: "once", 2: "twice"}.get(n, f"{n} times")
