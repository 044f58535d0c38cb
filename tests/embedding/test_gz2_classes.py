import pytest

from gzlabel.embedding.gz2_classes import GZ2_CLASSES, gz2_classes


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("Er", "completely round smooth"),
        ("Ei(m)", "in-between smooth"),
        ("Ec", "cigar-shaped smooth"),
        ("Ser", "edge-on"),
        ("Sen(o)", "edge-on"),
        ("Sc2m", "spiral"),
        ("SBb2t(r)", "spiral"),
        ("Sb+l", "spiral"),
        ("Sc?t", "spiral"),
    ],
)
def test_a_code_has_its_class(code, name):
    assert GZ2_CLASSES[gz2_classes([code])[0]] == name


@pytest.mark.parametrize("code", ["A", "", None, "Sb", "SBc(d)", "nonsense"])
def test_what_belongs_to_none_of_the_five_is_left_out(code):
    assert gz2_classes([code]).tolist() == [-1]
