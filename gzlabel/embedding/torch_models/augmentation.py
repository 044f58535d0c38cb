"""Turned and mirrored galaxies are the same galaxies: free examples to teach with."""

from typing import Any


def turned_at_random(pictures: Any, generator: Any) -> Any:
    """Give each picture of a tensor ``(n, channels, side, side)`` one of its eight views at random."""
    import torch

    views = torch.randint(0, 8, (len(pictures),), generator=generator).to(pictures.device)
    turned = pictures.clone()
    for view in range(1, 8):
        chosen = views == view
        if chosen.any():
            part = pictures[chosen].rot90(view % 4, (2, 3))
            turned[chosen] = part.flip(3) if view >= 4 else part
    return turned
