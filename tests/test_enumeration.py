from gzlabel.enumeration import enumerated


def test_the_first_few_are_named_and_the_rest_counted() -> None:
    assert enumerated([], 2) == ""
    assert enumerated(["a", "b"], 2) == "a, b"
    assert enumerated(range(1_503), 3) == "0, 1, 2 and 1,500 more"
