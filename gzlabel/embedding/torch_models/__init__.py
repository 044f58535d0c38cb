"""Pretrained networks by torch and timm. Nothing here imports torch before it is called."""
