"""Open the window, keep it running, close it cleanly."""

from __future__ import annotations

import sys
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from coach.gui.bridge import Bridge
from coach.gui.parts import Parts
from coach.gui.theme import dress, load_theme
from coach.gui.window import Window
from coach.messages import msg
from coach.settings import APP


def run(parts: Parts) -> int:
    """Show the window until it is closed; return the exit code. No engine is loaded before it is on the screen."""
    app = application(parts)
    bridge = Bridge()
    theme = load_theme(parts.resources / "assets" / "themes", parts.settings.theme, parts.settings.text_percent)
    dress(app, theme)
    window = Window(parts, bridge, theme)
    window.gone.connect(app.quit)
    before = sys.excepthook
    sys.excepthook = CrashHook(window)
    try:
        window.show()
        QTimer.singleShot(0, window, window.start)
        return app.exec()
    finally:
        sys.excepthook = before
        bridge.close()
        parts.recogniser.close()
        window.deleteLater()


def application(parts: Parts) -> QApplication:
    """Return the one QApplication, made where there is none yet."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName(APP)
    app.setApplicationDisplayName(parts.texts(msg("window.title")))
    app.setDesktopFileName(APP)
    app.setStyle("Fusion")
    # The window says when it is gone; a second wish to quit, from Qt itself, would outlive the event loop.
    app.setQuitOnLastWindowClosed(False)
    _speak(app, parts.texts.language)
    return app


def _speak(app: QApplication, language: str) -> None:
    """Let Qt's own menus and dialogs speak the language of the program; English is what they speak by themselves."""
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(QLocale(language), "qtbase", "_", folder):
        app.installTranslator(translator)


class CrashHook:
    """Show every bug that nothing on the GUI thread caught."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Show the report; Ctrl+C in the terminal only closes the window."""
        if isinstance(error, KeyboardInterrupt):
            self._window.close()
            return
        self._window.show_crash(error.with_traceback(trace))
