"""The model follows the ratings; its hyperparameters follow one fit at a time."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from gzlabel.workbench.work.mailbox import Mailbox
from gzlabel.workbench.workbench import Workbench

Fit = tuple[tuple[Any, ...], Callable[[Any], None]]


@pytest.fixture
def waiting(workbench: Workbench, monkeypatch: pytest.MonkeyPatch) -> list[Fit]:
    """Fits that were begun and take until somebody ends them."""
    fits: list[Fit] = []

    def begin(lane: str, function: Any, *material: Any, then: Callable[[Any], None], **_: Any) -> None:
        fits.append((material, then))

    monkeypatch.setattr(workbench._modelling._runner, "process", begin)
    return fits


def rate(workbench: Workbench, mailbox: Mailbox, n_ratings: int) -> None:
    for _ in range(n_ratings):
        assert mailbox.run_until(lambda: workbench.state.current is not None and not workbench.state.choosing)
        workbench.decisions.rate(0)
    assert mailbox.run_until(
        lambda: (
            workbench.state.scores is not None
            and workbench.state.scores.n_labels == workbench.state.counts.ratings
        )
    )


def rate_until_a_fit(workbench: Workbench, mailbox: Mailbox, waiting: list[Fit], n_ratings: int) -> None:
    rate(workbench, mailbox, n_ratings)
    assert mailbox.run_until(lambda: len(waiting) == 1)


def test_fits_never_queue_up(workbench: Workbench, mailbox: Mailbox, waiting: list[Fit]) -> None:
    rate_until_a_fit(workbench, mailbox, waiting, 11)
    rate(workbench, mailbox, 40)
    assert len(waiting) == 1
    (_, ratings, start), end = waiting.pop()
    assert len(ratings) == 10
    end(start)
    assert mailbox.run_until(lambda: len(waiting) == 1)
    assert len(waiting[0][0][1]) == 50
    assert mailbox.run_until(lambda: workbench._modelling._fitting.n_fits == 1)


def test_a_fit_that_another_interest_overtook_is_followed_by_one_of_its_own(
    workbench: Workbench, mailbox: Mailbox, waiting: list[Fit]
) -> None:
    rate_until_a_fit(workbench, mailbox, waiting, 11)
    workbench.interests.add("Discs")
    rate(workbench, mailbox, 21)
    (_, _, start), end = waiting.pop()
    end(start)
    assert mailbox.run_until(lambda: len(waiting) == 1)
    assert len(waiting[0][0][1]) == 20
    assert workbench._modelling._fitting.n_fits == 0


def model_after_a_fit(workbench: Workbench, mailbox: Mailbox, waiting: list[Fit]) -> str:
    rate_until_a_fit(workbench, mailbox, waiting, 12)
    (_, _, start), end = waiting.pop()
    end(replace(start, kernel=start.kernel.with_log_parameters(start.kernel.log_parameters + 0.1)))
    assert mailbox.run_until(lambda: workbench._modelling._fitting.n_fits == 1)
    rate(workbench, mailbox, 1)
    assert waiting == []
    assert workbench._modelling.choice is not None
    assert not workbench._modelling.choice.model.startswith(str(start))
    return workbench._modelling.choice.model


def test_a_search_begun_anew_with_the_same_ratings_begins_as_fitted(
    workbench: Workbench, mailbox: Mailbox, waiting: list[Fit]
) -> None:
    model = model_after_a_fit(workbench, mailbox, waiting)
    search = workbench._modelling.choice.search  # type: ignore[union-attr]
    workbench.interests.rename("Discs")
    rate(workbench, mailbox, 1)
    assert workbench._modelling.choice is not None
    assert workbench._modelling.choice.search != search
    assert workbench._modelling.choice.model == model
    assert waiting == []


def test_a_workspace_opens_with_the_model_it_was_closed_with(
    open_workbench: Callable[[], Workbench], mailbox: Mailbox, waiting: list[Fit], workbench: Workbench
) -> None:
    model = model_after_a_fit(workbench, mailbox, waiting)
    workbench.close()
    again = open_workbench()
    assert mailbox.run_until(lambda: again._modelling.choice is not None)
    assert again._modelling.choice is not None
    assert again._modelling.choice.model == model
    assert mailbox.run_until(lambda: not again.state.jobs)
    assert again._modelling._fitting.n_fits == 0


def test_the_same_interest_gone_on_with_is_not_fitted_again(
    workbench: Workbench, mailbox: Mailbox, waiting: list[Fit]
) -> None:
    model = model_after_a_fit(workbench, mailbox, waiting)
    workbench.interests.switch(workbench.state.interest)
    rate(workbench, mailbox, 1)
    assert workbench._modelling.choice is not None
    assert workbench._modelling.choice.model == model
    assert waiting == []


def test_a_fit_that_a_new_name_overtook_is_the_only_one(
    workbench: Workbench, mailbox: Mailbox, waiting: list[Fit]
) -> None:
    rate_until_a_fit(workbench, mailbox, waiting, 12)
    workbench.interests.rename("Discs")
    rate(workbench, mailbox, 1)
    (_, _, start), end = waiting.pop()
    end(start)
    assert mailbox.run_until(lambda: workbench._modelling._fitting.n_fits == 1)
    rate(workbench, mailbox, 1)
    assert mailbox.run_until(
        lambda: bool(workbench._modelling.choice and workbench._modelling.choice.material)
    )
    assert waiting == []


def test_noise_of_ones_own_is_put_in_by_a_fit_of_its_own(
    workbench: Workbench, mailbox: Mailbox, waiting: list[Fit]
) -> None:
    model_after_a_fit(workbench, mailbox, waiting)
    workbench._store.replace(settings={**workbench.state.settings, "noise from repeats": True})
    workbench.interests.switch(workbench.state.interest)
    rate_until_a_fit(workbench, mailbox, waiting, 1)


def test_what_was_chosen_from_other_ratings_is_chosen_anew(
    workbench: Workbench, mailbox: Mailbox, waiting: list[Fit]
) -> None:
    model_after_a_fit(workbench, mailbox, waiting)
    workbench.decisions.rate_rows(workbench._modelling._rating.record.rated_rows[:1], 5)
    workbench.interests.rename("Discs")
    rate_until_a_fit(workbench, mailbox, waiting, 1)


def test_a_fit_for_other_vectors_is_of_no_use(
    workbench: Workbench, mailbox: Mailbox, waiting: list[Fit]
) -> None:
    rate_until_a_fit(workbench, mailbox, waiting, 12)
    path = workbench.background.features_path
    assert path is not None
    workbench._modelling.use(path)
    (_, _, start), end = waiting.pop()
    end(start)
    assert mailbox.run_until(lambda: len(waiting) == 1)
    assert workbench._modelling._fitting.n_fits == 0
