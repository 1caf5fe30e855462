"""What is true of every page: each control has a name, and no text is cut."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QWidget,
)

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QTextEdit,
)
OWN_PARTS = (QScrollBar, QTabBar)
"""Controls that Qt makes and names by itself; of tabs, each single one."""


def nameless(root: QWidget) -> list[str]:
    """Return the controls below a widget that a screen reader could not name."""
    return [
        f"{type(control).__name__} {control.objectName()!r} in {type(control.parent()).__name__}"
        for control in root.findChildren(QWidget)
        if isinstance(control, CONTROLS)
        and not isinstance(control, OWN_PARTS)
        and not _inside_another(control)
        and not (control.accessibleName() or (isinstance(control, QAbstractButton) and control.text()))
    ]


def fits(page: QWidget, width: int) -> None:
    """Assert that a page has kept its width, and that no text on it is cut or outside."""
    assert page.width() == width
    assert cut(page) == []
    assert outside(page) == []


def cut(root: QWidget) -> list[str]:
    """Return the visible texts below a widget that have less room than they need."""
    return [text for widget in _visible(root) if (text := _cut_text(widget))]


def outside(root: QWidget) -> list[str]:
    """Return the visible labels and buttons below a widget that reach over its right edge."""
    return [
        f"{type(widget).__name__} {widget.accessibleName()!r}"
        for widget in _visible(root)
        if isinstance(widget, QLabel | QAbstractButton | QComboBox | QLineEdit)
        and widget.mapTo(root, widget.rect().topRight()).x() > root.width()
    ]


def _visible(root: QWidget) -> Iterator[QWidget]:
    return (widget for widget in root.findChildren(QWidget) if widget.isVisibleTo(root))


def _cut_text(widget: QWidget) -> str:
    if isinstance(widget, QAbstractButton) and widget.text():
        if widget.width() < widget.minimumSizeHint().width() or widget.height() < widget.fontMetrics().height():
            return widget.text()
    elif isinstance(widget, QLabel) and widget.text():
        needed = widget.heightForWidth(widget.width()) if widget.wordWrap() else widget.sizeHint().height()
        wide = widget.wordWrap() or widget.width() >= widget.sizeHint().width()
        if not wide or widget.height() < needed - 1:
            return widget.text()
    elif isinstance(widget, QComboBox) and widget.height() < widget.fontMetrics().height():
        return widget.currentText()
    return ""


def _inside_another(control: QWidget) -> bool:
    parent = control.parentWidget()
    while parent is not None:
        if isinstance(parent, (*CONTROLS, QScrollBar)):
            return True
        parent = parent.parentWidget()
    return False
