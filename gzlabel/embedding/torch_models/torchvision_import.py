"""Import timm even where torchvision's compiled operators do not fit the installed torch.

timm imports torchvision, whose wheels on the public index are built for one build of torch: beside another,
such as the CPU build, its compiled operators do not load, and its import ends with "operator torchvision::nms
does not exist", because it describes those operators to torch's tracer without asking whether they are there
(https://github.com/pytorch/vision/issues/9085). No encoder uses them, they are for object detection. So while
torchvision is imported, describing an operator that is not there is left out; all else stays as it is.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from gzlabel.errors import EmbeddingError

_INSTALL = "Install them by `pip install 'gzlabel[encoders]'`"


def import_timm() -> ModuleType:
    """Return timm.

    Raises
    ------
    EmbeddingError
        If torch or timm is not installed.
    """
    # Torch's threads spin while they wait for each other, which starves those that decode images: with other
    # work on two cores a network ran four times as fast asleep. Read when torch is loaded, so said before.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    try:
        if "torchvision" not in sys.modules:
            with _absent_operators_left_out():
                import torchvision  # noqa: F401
        import timm
    except ModuleNotFoundError as error:
        raise EmbeddingError(
            f"pretrained encoders need torch and timm, {error.name} is not here", remedy=_INSTALL
        ) from error
    return timm


@contextmanager
def _absent_operators_left_out() -> Iterator[None]:
    import torch

    register_fake = torch.library.register_fake

    def register_if_present(name: Any, *arguments: Any, **options: Any) -> Callable[[Any], Any]:
        register = register_fake(name, *arguments, **options)

        def registered(function: Any) -> Any:
            try:
                return register(function)
            except RuntimeError as error:
                if "does not exist" not in str(error):
                    raise
                return function

        return registered

    torch.library.register_fake = register_if_present
    try:
        yield
    finally:
        torch.library.register_fake = register_fake
