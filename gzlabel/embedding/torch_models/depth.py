"""How deep a network is fine-tuned, and at which rate each layer learns.

Layer-wise decay: the nearer to the pixels, the slower (Clark et al. 2020, ELECTRA, sec. 3; as in timm).
"""

from importlib import import_module
from typing import Any

from gzlabel.embedding.torch_models.torchvision_import import import_timm

HEADS = ("linear", "last-block", "full")


def parameter_groups(
    model: Any, head: str, rate: float, layer_decay: float, weight_decay: float
) -> list[dict[str, Any]]:
    """Parameter groups for an optimiser, each with its rate; all other parameters are frozen.

    Parameters
    ----------
    head
        "linear": the classifier alone. "last-block": with the last group of layers. "full": everything.
    """
    import_timm()
    optim = import_module("timm.optim")
    model.requires_grad_(True)
    groups = optim.param_groups_layer_decay(model, weight_decay=weight_decay, layer_decay=layer_decay)
    classifier = {id(parameter) for parameter in model.get_classifier().parameters()}
    scales = sorted({group["lr_scale"] for group in groups}, reverse=True)
    least = {"linear": 2.0, "last-block": scales[min(1, len(scales) - 1)], "full": 0.0}[head]
    chosen = []
    for group in groups:
        group["lr"] = rate * group["lr_scale"]
        if group["lr_scale"] < least:
            group["params"] = [parameter for parameter in group["params"] if id(parameter) in classifier]
        if group["params"]:
            chosen.append(group)
    learning = {id(parameter) for group in chosen for parameter in group["params"]}
    for parameter in model.parameters():
        parameter.requires_grad_(id(parameter) in learning)
    return chosen
