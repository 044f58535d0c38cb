import torch

from gzlabel.embedding.torch_models.augmentation import turned_at_random
from gzlabel.embedding.torch_models.views import views


def test_every_picture_becomes_one_of_its_eight_views_and_all_occur():
    picture = torch.arange(9.0).reshape(1, 1, 3, 3)
    allowed = {tuple(view.flatten().tolist()) for view in views(picture, 8)}
    turned = turned_at_random(picture.expand(200, 1, 3, 3), torch.Generator().manual_seed(0))
    assert {tuple(one.flatten().tolist()) for one in turned} == allowed
