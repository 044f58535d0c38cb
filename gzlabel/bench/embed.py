"""How near the whole embedding run comes to the bare speed of its model, measured within one run."""

import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.embedding import embed, make_encoder
from gzlabel.embedding.encoder import Encoder, Images
from gzlabel.embedding.reading import Reader

_SIDE = 424


class JpegFiles:
    """One JPEG a galaxy, as Galaxy Zoo ships them; repeated until there are as many as wanted."""

    def __init__(self, paths: Sequence[Path], n_galaxies: int) -> None:
        self._paths, self.n_galaxies = tuple(paths), n_galaxies

    def read(self, row: int, size: int | None = None) -> NDArray[np.uint8]:
        """Decode one, by libjpeg's own reduction where the size allows it."""
        from PIL import Image

        with Image.open(self._paths[row % len(self._paths)]) as image:
            if size is not None:
                image.draft("RGB", (size, size))
            return np.asarray(image.convert("RGB"))

    def missing(self) -> NDArray[np.int64]:
        """None is."""
        return np.empty(0, dtype=np.int64)

    def where(self, row: int) -> str:
        """Path of the file."""
        return str(self._paths[row % len(self._paths)])


def run(
    *,
    encoder: str = "convnext_nano",
    weights: str = "untrained",
    device: str = "auto",
    precision: str = "auto",
    views: int = 1,
    images: Path | None = None,
    n_galaxies: int = 96,
    repeats: int = 3,
) -> dict[str, float | str | None]:
    """Measure decoding, forward passes and the whole run in turns, and compare their medians.

    Parameters
    ----------
    encoder, weights, device, precision, views
        As `gzlabel.embedding.make_encoder` takes them; a network is left untrained, since its speed does not
        depend on its weights.
    images
        Folder of JPEG files; without it, noise of 424 px is written and read.

    Returns
    -------
    dict
        ``decode_per_s``, ``forward_per_s``, ``pipeline_per_s`` in galaxies a second, ``ratio`` of the last
        two, ``peak_gb`` of memory, and what was measured.
    """
    options = {"weights": weights, "device": device, "precision": precision, "n_views": views}
    model = make_encoder(encoder, **({} if encoder == "morphology" else options))
    with TemporaryDirectory(prefix="gzlabel-bench-") as place:
        paths = sorted(Path(images).glob("*.jp*g")) if images else _noise(Path(place), min(n_galaxies, 64))
        source = JpegFiles(paths, n_galaxies)
        prepared = Reader(source, model).read(np.arange(min(n_galaxies, 64))).images
        model.forward(prepared[: model.batch_size])
        rates = [_rates(source, model, prepared, Path(place) / str(turn)) for turn in range(repeats)]
    decode, forward, pipeline = np.median(rates, axis=0)
    return {
        "decode_per_s": round(float(decode), 1),
        "forward_per_s": round(float(forward), 1),
        "pipeline_per_s": round(float(pipeline), 1),
        "ratio": round(float(np.median([rate[2] / rate[1] for rate in rates])), 3),
        "peak_gb": _peak_gb(),
        "encoder": encoder,
        **{key: str(value) for key, value in model.runtime().items()},
    }


def _rates(
    source: Images, model: Encoder, prepared: Sequence[NDArray[np.uint8]], folder: Path
) -> tuple[float, float, float]:
    n = source.n_galaxies
    decode = _seconds(lambda: _decode(source, model))
    # The bare rate before and after, so that a machine that slows down does not favour either.
    before = _seconds(lambda: _forward(model, prepared, n))
    pipeline = _seconds(lambda: embed(source, model, folder))
    after = _seconds(lambda: _forward(model, prepared, n))
    return n / decode, 2 * n / (before + after), n / pipeline


def _decode(source: Images, model: Encoder) -> None:
    with ThreadPoolExecutor() as pool:
        reader = Reader(source, model)
        list(
            pool.map(
                lambda rows: len(reader.read(rows).images), np.array_split(np.arange(source.n_galaxies), 16)
            )
        )


def _forward(model: Encoder, prepared: Sequence[NDArray[np.uint8]], n: int) -> None:
    batches = [
        prepared[start : start + model.batch_size] for start in range(0, len(prepared), model.batch_size)
    ]
    n_done = 0
    while n_done < n:
        batch = batches[(n_done // model.batch_size) % len(batches)][: n - n_done]
        model.forward(batch)
        n_done += len(batch)


def _seconds(work: Any) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def _noise(folder: Path, n: int) -> list[Path]:
    from PIL import Image

    rng = np.random.default_rng(0)
    paths = [folder / f"{number}.jpg" for number in range(n)]
    for path in paths:
        smooth = Image.fromarray(rng.integers(0, 256, (53, 53, 3), dtype=np.uint8)).resize((_SIDE, _SIDE))
        smooth.save(path, quality=90)
    return paths


def _peak_gb() -> float | None:
    """Largest resident memory of this process so far; None where the system does not tell."""
    if sys.platform == "win32":
        return None
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1e9 if sys.platform == "darwin" else 1e6), 2)
