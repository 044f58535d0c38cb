"""Which model a file of weights looks like, for the message when it does not fit the one named."""

from collections.abc import Mapping

from gzlabel.embedding.torch_models.torchvision_import import import_timm

_CANDIDATES = (
    "resnet18",
    "resnet34",
    "resnet50",
    "resnet101",
    "resnext50_32x4d",
    "wide_resnet50_2",
    "densenet121",
    "vgg16",
    "efficientnet_b0",
    "efficientnet_b1",
    "efficientnet_b2",
    "efficientnetv2_rw_s",
    "tf_efficientnetv2_s",
    "mobilenetv2_100",
    "mobilenetv3_small_100",
    "mobilenetv3_large_100",
    "mobilenetv4_conv_small",
    "regnety_008",
    "convnext_atto",
    "convnext_pico",
    "convnext_nano",
    "convnext_tiny",
    "convnext_small",
    "convnext_base",
    "convnextv2_nano",
    "swin_tiny_patch4_window7_224",
    "swin_small_patch4_window7_224",
    "swin_base_patch4_window7_224",
    "maxvit_tiny_tf_224",
    "maxvit_rmlp_tiny_rw_224",
    "maxvit_rmlp_small_rw_224",
    "maxvit_base_rw_224",
    "vit_tiny_patch16_224",
    "vit_small_patch16_224",
    "vit_base_patch16_224",
    "vit_small_patch14_dinov2",
    "vit_base_patch14_dinov2",
    "deit_tiny_patch16_224",
    "inception_v3",
    "ghostnet_100",
)


def most_alike(shapes: Mapping[str, tuple[int, ...]], named: str = "") -> str:
    """Say which timm model shares most tensors, by name and shape, with ``shapes``.

    Parameters
    ----------
    named
        A model to compare with, besides the common ones and timm's own for tests.
    """
    import torch

    timm = import_timm()
    best, n_best = "", 0
    for name in dict.fromkeys([named, *_CANDIDATES, *timm.list_models("test_*")]):
        if not timm.is_model(name) or not _begins_alike(timm.get_pretrained_cfg(name).first_conv, shapes):
            continue
        with torch.device("meta"):
            model = timm.create_model(name, num_classes=0)
        wanted = {key: tuple(value.shape) for key, value in model.state_dict().items()}
        n_matched = sum(shapes.get(key) == shape for key, shape in wanted.items())
        if n_matched > n_best:
            best, n_best = f"{name} ({n_matched} of {len(wanted)} tensors)", n_matched
        if n_best == len(wanted):
            break
    if n_best < 0.5 * len(shapes):
        closest = f", the closest being {best}" if best else ""
        return f"its {len(shapes)} tensors look like no common timm model{closest}"
    return f"they look like {best}"


def _begins_alike(first_layers: str | tuple[str, ...], shapes: Mapping[str, tuple[int, ...]]) -> bool:
    """Whether the file names the model's first layer; building every candidate would take half a minute."""
    names = (first_layers,) if isinstance(first_layers, str) else first_layers
    return any(f"{name}.weight" in shapes for name in names)
