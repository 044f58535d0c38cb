"""The language on the screen: English as written in the code, or a catalogue of `resources/languages`.

A language is a folder of TOML files of ``"English" = "Anders"``; they are read as they are, nothing is compiled.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from gzlabel.assets import asset

SYSTEM, ENGLISH = "system", "en"
LANGUAGES = {ENGLISH: "English", "de": "Deutsch"}
"""What can be chosen, each by its own name."""


class Catalogue(QTranslator):
    """Translations by the English text, wherever it stands.

    Parameters
    ----------
    words
        English to the other language.
    """

    def __init__(self, words: Mapping[str, str]) -> None:
        super().__init__()
        self._words = words

    def isEmpty(self) -> bool:
        return not self._words

    def translate(  # None is Qt's null string: "not here, ask on"
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        return self._words.get(source)


class Language:
    """Puts one language in force for the application; the widgets made from then on speak it."""

    def __init__(self, application: QCoreApplication) -> None:
        self._application = application
        self._installed: list[QTranslator] = []
        self._code = ENGLISH

    @property
    def code(self) -> str:
        """Of the language in force."""
        return self._code

    def choose(self, choice: str) -> None:
        """Use "system", or one of `LANGUAGES`; English where there is no catalogue."""
        for translator in self._installed:
            self._application.removeTranslator(translator)
            translator.deleteLater()
        self._code = resolved(choice)
        self._installed = [] if self._code == ENGLISH else [_of_qt(self._code), Catalogue(words(self._code))]
        for translator in self._installed:
            translator.setParent(self._application)  # so that it lasts as long as what it translates
            self._application.installTranslator(translator)


def resolved(choice: str) -> str:
    """The language that ``choice`` means on this computer."""
    wanted = QLocale.system().name().split("_")[0] if choice == SYSTEM else choice
    return wanted if wanted in LANGUAGES else ENGLISH


def in_force() -> str:
    """The code of the language that the desk speaks now."""
    return QCoreApplication.translate("language", ENGLISH)


def words(code: str) -> dict[str, str]:
    """The catalogue of one language: all of its files together."""
    found: dict[str, str] = {}
    for file in sorted(asset(f"languages/{code}").glob("*.toml")):
        found |= tomllib.loads(file.read_text(encoding="utf-8"))
    return found


def help_page(name: str) -> Path:
    """A page of `resources/help` in the language in force, in English where it is not translated."""
    try:
        return asset(f"help/{in_force()}/{name}.md")
    except FileNotFoundError:
        return asset(f"help/{name}.md")


def translated(text: str) -> str:
    """A fixed sentence that came from below the desk, in the user's language where it is known."""
    return QCoreApplication.translate("below", text) if text else ""


def _of_qt(code: str) -> QTranslator:
    """What Qt's own dialogs and buttons say."""
    translator = QTranslator()
    translator.load(f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    return translator
