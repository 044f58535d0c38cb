import time

import pytest
import torch

from gzlabel.embedding.torch_models.precision import bfloat16_serves

PICTURES = torch.ones(4, 3)


@pytest.mark.parametrize(
    ("half_seconds", "error", "serves"), [(0.0, 0.0, True), (0.05, 0.0, False), (0.0, 2.0, False)]
)
def test_half_precision_must_be_faster_and_agree(half_seconds, error, serves):
    def forward(pictures, half):
        time.sleep(half_seconds if half else 0.01)
        vectors = pictures.clone()
        vectors[:, 0] += error * half
        return vectors

    assert bfloat16_serves(forward, PICTURES) is serves


def test_a_network_without_the_kernels_stays_whole():
    def forward(pictures, half):
        if half:
            raise RuntimeError("not implemented for 'BFloat16'")
        return pictures

    assert not bfloat16_serves(forward, PICTURES)
