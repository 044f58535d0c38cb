import pytest
import torch

from gzlabel.embedding.torch_models.views import views

PICTURE = torch.arange(9.0).reshape(1, 1, 3, 3)


@pytest.mark.parametrize("n", [1, 2, 4, 8])
def test_all_views_differ_and_the_first_is_the_picture(n):
    seen = list(views(PICTURE, n))
    assert len({tuple(view.flatten().tolist()) for view in seen}) == n
    assert torch.equal(seen[0], PICTURE)


def test_two_views_are_mirror_images():
    assert next(iter(list(views(PICTURE, 2))[1].flatten().tolist())) == 2
