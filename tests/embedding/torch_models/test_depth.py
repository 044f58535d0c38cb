import pytest

from gzlabel.embedding.torch_models.depth import parameter_groups
from gzlabel.embedding.torch_models.torchvision_import import import_timm


@pytest.fixture(params=["test_resnet", "test_vit"])
def model(request):
    return import_timm().create_model(request.param, num_classes=2)


def n_learning(model):
    return sum(parameter.requires_grad for parameter in model.parameters())


def test_a_linear_head_alone_learns(model):
    parameter_groups(model, "linear", 1e-3, 0.7, 0.01)
    assert n_learning(model) == len(list(model.get_classifier().parameters()))


def test_each_depth_learns_more_than_the_one_before(model):
    counts = []
    for head in ("linear", "last-block", "full"):
        parameter_groups(model, head, 1e-3, 0.7, 0.01)
        counts.append(n_learning(model))
    assert counts[0] < counts[1] < counts[2] == len(list(model.parameters()))


def test_layers_near_the_pixels_learn_slower(model):
    groups = parameter_groups(model, "full", 1e-3, 0.5, 0.01)
    rates = {id(parameter): group["lr"] for group in groups for parameter in group["params"]}
    first, last = next(model.parameters()), next(model.get_classifier().parameters())
    assert rates[id(last)] == 1e-3
    assert rates[id(first)] < 0.51e-3
