"""What a fit gave, as it is kept."""

from dataclasses import replace

import numpy as np
import pytest

from gzlabel.interest import Hyperparameters
from gzlabel.workbench.model.fitted import Fitted, name_of


def _material(seed: int = 0, n: int = 10) -> tuple[np.ndarray, np.ndarray, Hyperparameters]:
    random = np.random.default_rng(seed)
    return random.normal(size=(n, 3)).astype(np.float32), random.uniform(0, 5, n), Hyperparameters()


def test_what_is_kept_is_what_was_fitted() -> None:
    start = Hyperparameters()
    fitted = Fitted("5" * 32, start.with_log_parameters(start.log_parameters + 0.25))
    kept = Fitted.read(fitted.told())
    assert kept is not None
    assert kept.material == "5" * 32
    np.testing.assert_array_equal(kept.hyperparameters.log_parameters, fitted.hyperparameters.log_parameters)


@pytest.mark.parametrize(
    "told",
    [
        None,
        "fitted",
        {},
        {"material": "a" * 32, "log_parameters": "0000"},
        {"material": "a" * 32, "log_parameters": [0.0]},
        {"material": "a" * 32, "log_parameters": [float("nan")] * 4},
        {"material": "a" * 32, "log_parameters": [1e9] * 4},
        {"material": "a" * 32, "log_parameters": [10**400] * 4},
        {"material": "a" * 32, "log_parameters": [[0.0]] * 4},
        {"material": "a", "log_parameters": [0.0] * 4},
        {"material": "a" * 32, "log_parameters": [0.0, 0.0, 0.0, 11.0]},
        {"material": 1, "log_parameters": [0.0] * 4},
    ],
)
def test_what_a_fit_never_gave_is_none(told: object) -> None:
    assert Fitted.read(told) is None


def test_other_material_has_another_name() -> None:
    vectors, ratings, start = _material()
    others = [
        (vectors + 1, ratings, start),
        (vectors, ratings + 1, start),
        (vectors, ratings, replace(start, noise_variance=0.3)),
        _material(n=9),
    ]
    names = {name_of(one) for one in [(vectors, ratings, start), *others]}
    assert len(names) == 5
    assert name_of(_material()) == name_of((vectors, ratings, start))
