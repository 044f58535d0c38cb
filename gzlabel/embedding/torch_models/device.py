"""Where a network runs."""

from gzlabel.errors import EmbeddingError


def torch_device(name: str) -> str:
    """The device to work on: ``auto`` takes a GPU of Nvidia's or Apple's where there is one.

    Raises
    ------
    EmbeddingError
        If torch finds no such device here.
    """
    import torch

    if name != "auto":
        available = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available()}
        if not available.get(name.split(":")[0], True):
            raise EmbeddingError(f"torch finds no {name} device here", remedy="Choose auto or cpu")
        return name
    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"
