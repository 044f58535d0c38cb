"""Short names of the Zoobot encoders on the Hugging Face hub.

Walmsley et al. 2023, JOSS 8, 5312; Walmsley et al. 2024, arXiv:2404.02973 (the models listed here).
"""

_HUB = "hf_hub:mwalmsley/zoobot-encoder-"

ZOOBOT_ARCHITECTURES = {
    "zoobot-convnext-pico": "convnext_pico",
    "zoobot-convnext-nano": "convnext_nano",
    "zoobot-convnext-tiny": "convnext_tiny",
    "zoobot-convnext-small": "convnext_small",
    "zoobot-convnext-base": "convnext_base",
    "zoobot-convnext-large": "convnext_large",
    "zoobot-efficientnet-b0": "efficientnet_b0",
    "zoobot-maxvit-tiny": "maxvit_rmlp_tiny_rw_224",
    "zoobot-maxvit-small": "maxvit_rmlp_small_rw_224",
    "zoobot-maxvit-base": "maxvit_base_rw_224",
    "zoobot-maxvit-large": "maxvit_large_tf_224",
    "zoobot-resnet18": "resnet18",
    "zoobot-resnet50": "resnet50",
    "zoobot-resnet101": "resnet101",
    "zoobot-greyscale-convnext-nano": "greyscale-convnext_nano",
    "zoobot-euclid": "euclid",
}


def hub_address(name: str) -> str:
    """Address that timm loads for ``name``; other names are returned as they are."""
    return _HUB + ZOOBOT_ARCHITECTURES[name] if name in ZOOBOT_ARCHITECTURES else name


def architecture(name: str) -> str:
    """Name of the timm architecture behind ``name``, for weights that lie on disk.

    A hub address without a known architecture is returned as it is.
    """
    known = ZOOBOT_ARCHITECTURES.get(name, name.removeprefix(_HUB))
    return {"euclid": "convnext_nano"}.get(known, known.removeprefix("greyscale-"))
