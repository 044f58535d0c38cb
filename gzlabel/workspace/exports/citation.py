"""What to cite for a list made here: the program, the methods and the libraries, as BibTeX."""

from collections.abc import Iterable
from dataclasses import dataclass

from gzlabel import __version__


@dataclass(frozen=True)
class Reference:
    """One BibTeX entry. ``used_for`` is why it is cited; ``package`` a library whose version is added."""

    key: str
    kind: str
    used_for: str
    fields: tuple[tuple[str, str], ...]
    package: str = ""

    def bibtex(self) -> str:
        """The entry, with the installed version of its library in a note."""
        note = f"Used for {self.used_for}{_installed(self.package)}"
        lines = [f"  {name} = {{{_escaped(text)}}}," for name, text in (*self.fields, ("note", note))]
        return "\n".join([f"@{self.kind}{{{self.key},", *lines, "}"])


REFERENCES: tuple[Reference, ...] = (
    Reference(
        "gzlabel",
        "software",
        "choosing and rating the galaxies",
        (("title", "gzlabel: find the rare galaxies in a catalogue"), ("version", __version__)),
    ),
    Reference(
        "Walmsley2022",
        "article",
        "the method: active anomaly search with a Gaussian process over learned features",
        (
            ("author", "Walmsley, Mike and Scaife, Anna M. M. and Lintott, Chris and others"),
            ("title", "Practical galaxy morphology tools from deep supervised representation learning"),
            ("journal", "Monthly Notices of the Royal Astronomical Society"),
            ("volume", "513"),
            ("pages", "1581--1599"),
            ("year", "2022"),
            ("doi", "10.1093/mnras/stac525"),
            ("eprint", "2110.12735"),
        ),
    ),
    Reference(
        "Lochner2021",
        "article",
        "the 0-5 scale of interest and active learning of anomalies",
        (
            ("author", "Lochner, Michelle and Bassett, Bruce A."),
            ("title", "Astronomaly: Personalised active anomaly detection in astronomical data"),
            ("journal", "Astronomy and Computing"),
            ("volume", "36"),
            ("pages", "100481"),
            ("year", "2021"),
            ("doi", "10.1016/j.ascom.2021.100481"),
        ),
    ),
    Reference(
        "Rasmussen2006",
        "book",
        "Gaussian-process regression",
        (
            ("author", "Rasmussen, Carl Edward and Williams, Christopher K. I."),
            ("title", "Gaussian Processes for Machine Learning"),
            ("publisher", "MIT Press"),
            ("year", "2006"),
        ),
    ),
    Reference(
        "McInnes2018",
        "article",
        "the map",
        (
            ("author", "McInnes, Leland and Healy, John and Saul, Nathaniel and Großberger, Lukas"),
            ("title", "UMAP: Uniform Manifold Approximation and Projection"),
            ("journal", "Journal of Open Source Software"),
            ("volume", "3"),
            ("number", "29"),
            ("pages", "861"),
            ("year", "2018"),
            ("doi", "10.21105/joss.00861"),
        ),
        "umap-learn",
    ),
    Reference(
        "McInnes2017",
        "article",
        "the clusters",
        (
            ("author", "McInnes, Leland and Healy, John and Astels, Steve"),
            ("title", "hdbscan: Hierarchical density based clustering"),
            ("journal", "Journal of Open Source Software"),
            ("volume", "2"),
            ("number", "11"),
            ("pages", "205"),
            ("year", "2017"),
            ("doi", "10.21105/joss.00205"),
        ),
        "hdbscan",
    ),
    Reference(
        "Lotz2004",
        "article",
        "Gini and M20, among the measured features of the training-free encoder",
        (
            ("author", "Lotz, Jennifer M. and Primack, Joel and Madau, Piero"),
            ("title", "A new nonparametric approach to galaxy morphological classification"),
            ("journal", "The Astronomical Journal"),
            ("volume", "128"),
            ("pages", "163--182"),
            ("year", "2004"),
            ("doi", "10.1086/421849"),
        ),
    ),
    Reference(
        "Barbary2016",
        "article",
        "finding sources in a mosaic",
        (
            ("author", "Barbary, Kyle"),
            ("title", "SEP: Source Extractor as a library"),
            ("journal", "Journal of Open Source Software"),
            ("volume", "1"),
            ("number", "6"),
            ("pages", "58"),
            ("year", "2016"),
            ("doi", "10.21105/joss.00058"),
        ),
        "sep",
    ),
    Reference(
        "Astropy2022",
        "article",
        "tables, coordinates and image stretches",
        (
            ("author", "{Astropy Collaboration}"),
            (
                "title",
                "The Astropy Project: Sustaining and growing a community-oriented open-source project and the "
                "latest major release (v5.0) of the core package",
            ),
            ("journal", "The Astrophysical Journal"),
            ("volume", "935"),
            ("pages", "167"),
            ("year", "2022"),
            ("doi", "10.3847/1538-4357/ac7c74"),
        ),
        "astropy",
    ),
    Reference(
        "Harris2020",
        "article",
        "arrays",
        (
            ("author", "Harris, Charles R. and Millman, K. Jarrod and van der Walt, Stéfan J. and others"),
            ("title", "Array programming with NumPy"),
            ("journal", "Nature"),
            ("volume", "585"),
            ("pages", "357--362"),
            ("year", "2020"),
            ("doi", "10.1038/s41586-020-2649-2"),
        ),
        "numpy",
    ),
)


def bibtex(extra: Iterable[Reference] = ()) -> str:
    """Every reference as one BibTeX file; ``extra`` are those of the encoder used."""
    return "\n\n".join(reference.bibtex() for reference in (*REFERENCES, *extra)) + "\n"


def _installed(package: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    if not package:
        return ""
    try:
        return f"; {package} {version(package)}"
    except PackageNotFoundError:
        return ""


def _escaped(text: str) -> str:
    """Characters TeX would act upon, and letters old BibTeX cannot sort."""
    for character, tex in {"&": r"\&", "%": r"\%", "ß": r"{\ss}", "é": r"{\'e}"}.items():
        text = text.replace(character, tex)
    return text
