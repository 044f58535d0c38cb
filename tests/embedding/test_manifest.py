import pytest
from hypothesis import given
from hypothesis import strategies as st

from gzlabel.embedding import Manifest


def manifest(**parameters):
    return Manifest(5, 3, "float32", "network", parameters)


@given(parameters=st.dictionaries(st.text(), st.integers() | st.text() | st.booleans(), max_size=4))
def test_a_manifest_survives_its_file(tmp_path_factory, parameters):
    folder = tmp_path_factory.mktemp("manifest")
    manifest(**{f"_{key}": value for key, value in parameters.items()}).write(folder)
    assert Manifest.read(folder).parameters == {f"_{key}": value for key, value in parameters.items()}


def test_the_same_weights_in_another_place_are_the_same_recipe():
    here = manifest(weights="a/w.pth", weights_digest="12", views=1)
    assert here.same_recipe(manifest(weights="/b/w.pth", weights_digest="12", views=1))


@pytest.mark.parametrize("change", [{"weights_digest": "34"}, {"views": 8}])
def test_other_weights_or_views_are_another_recipe(change):
    here = {"weights": "w.pth", "weights_digest": "12", "views": 1}
    assert not manifest(**here).same_recipe(manifest(**(here | change)))
