"""A page printed into a PDF file: text stays text, pictures stay vectors, every sheet carries its number."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLocale, QMarginsF, QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPyTextObject,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from coach.messages import Texts, msg
from coach.practice.export.printing import Figure

DPI = 600
"""Dots per inch of the layout: letters are placed to a twenty-fifth of a millimetre."""
POINTS = 72
MARGINS = QMarginsF(18, 16, 18, 14)
"""Millimetres around the text: lines stay short enough to be read."""
FOOT = 22
"""Points below the text that hold the foot of a sheet."""
FOLLOWING = 60
"""Points that must follow a heading on its sheet: two rows of a table, or three lines."""
FAMILIES = ["Noto Sans", "DejaVu Sans", "Segoe UI", "Helvetica Neue", "Arial", "Liberation Sans", "sans-serif"]
"""Fonts that most computers have; the first one that is there is embedded."""
SIZE = 10
SMALL = 8
FIGURE = QTextFormat.ObjectTypes.UserObject + 1
PREFIX = "figure:"


class FigureObject(QPyTextObject):
    """Put figures into lines of text, as wide as the text, painted and not as pixels."""

    def __init__(self, figures: Sequence[Figure], width: float, parent: QTextDocument) -> None:
        super().__init__(parent)
        self._figures = {PREFIX + one.name: one for one in figures}
        self._width = width

    def intrinsicSize(self, document: QTextDocument, place: int, form: QTextFormat) -> QSizeF:  # noqa: N802 - Qt's name
        """Return how much room a figure takes."""
        figure = self._figures[form.stringProperty(FIGURE)]
        return QSizeF(self._width, self._width * figure.height / figure.width)

    def drawObject(  # noqa: N802 - Qt's name
        self, painter: QPainter, box: QRectF | QRect, document: QTextDocument, place: int, form: QTextFormat
    ) -> None:
        """Paint a figure."""
        figure = self._figures[form.stringProperty(FIGURE)]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(box.left(), box.top())
        painter.scale(box.width() / figure.width, box.height() / figure.height)
        figure.paint(painter)
        painter.restore()


def print_page(page: str, figures: Sequence[Figure], title: str, target: Path, texts: Texts) -> None:
    """Print a page of HTML, its pictures as `<img src="figure:NAME">`; raise OSError where it cannot be written."""
    writer = _paper(target, title)
    painter = QPainter()
    if not painter.begin(writer):
        raise OSError(f"no PDF at {target.name}")
    try:
        area = QRectF(QPointF(0, 0), writer.pageLayout().paintRectPixels(DPI).size().toSizeF())
        text = area.adjusted(0, 0, 0, -round(FOOT * DPI / POINTS))
        document = _document(page, figures, text.size(), writer)
        for number in range(document.pageCount()):
            if number:
                writer.newPage()
            painter.save()
            painter.translate(0, -number * text.height())
            # A dot less: a line that begins the next sheet would be written at the end of this one too, unseen.
            document.drawContents(painter, text.translated(0, number * text.height()).adjusted(0, 0, 0, -1))
            painter.restore()
            _write_foot(painter, area, title, texts(msg("out.report.page", number=number + 1, of=document.pageCount())))
    finally:
        # A painter that is still at work when its paper goes away ends the process.
        painter.end()
    if not target.is_file() or not target.stat().st_size:
        raise OSError(f"no PDF at {target.name}")


def _paper(target: Path, title: str) -> QPdfWriter:
    writer = QPdfWriter(str(target))
    writer.setResolution(DPI)
    writer.setTitle(title)
    writer.setCreator("Anchor Coach")
    imperial = QLocale.system().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem
    size = QPageSize(QPageSize.PageSizeId.Letter if imperial else QPageSize.PageSizeId.A4)
    writer.setPageLayout(
        QPageLayout(size, QPageLayout.Orientation.Portrait, MARGINS, QPageLayout.Unit.Millimeter, QMarginsF())
    )
    return writer


def _document(page: str, figures: Sequence[Figure], size: QSizeF, writer: QPdfWriter) -> QTextDocument:
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.documentLayout().setPaintDevice(writer)
    document.setDefaultFont(_font(SIZE))
    document.setHtml(page)
    document.documentLayout().registerHandler(FIGURE, FigureObject(figures, size.width(), document))
    for place, name in _pictures(document):
        form = QTextCharFormat()
        form.setObjectType(FIGURE)
        form.setProperty(FIGURE, name)
        cursor = QTextCursor(document)
        cursor.setPosition(place)
        cursor.deleteChar()
        cursor.insertText("\N{OBJECT REPLACEMENT CHARACTER}", form)
    document.setPageSize(size)
    _keep_headings(document, size.height())
    return document


def _keep_headings(document: QTextDocument, page: float) -> None:
    """Move a heading to the next sheet where it would be left alone at the foot of one."""
    block = document.begin()
    while block.isValid():
        if block.blockFormat().headingLevel():
            box = document.documentLayout().blockBoundingRect(block)
            if (box.bottom() + FOLLOWING * DPI / POINTS) // page > box.top() // page:
                form = block.blockFormat()
                form.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
                QTextCursor(block).setBlockFormat(form)
                # Laid out piece by piece, what follows a moved heading can get lost.
                document.markContentsDirty(0, document.characterCount())
        block = block.next()


def _pictures(document: QTextDocument) -> list[tuple[int, str]]:
    """Return where the page has its pictures, and their names."""
    found = []
    block = document.begin()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            piece = pieces.fragment()
            if piece.charFormat().isImageFormat():
                found.append((piece.position(), piece.charFormat().toImageFormat().name()))
            pieces += 1
        block = block.next()
    return found


def _font(points: int) -> QFont:
    font = QFont(FAMILIES)
    font.setPointSize(points)
    # A ligature is copied out of the file, and searched in it, as one strange letter.
    font.setFeature(QFont.Tag("liga"), 0)
    return font


def _write_foot(painter: QPainter, area: QRectF, title: str, number: str) -> None:
    font = _font(SMALL)
    metrics = QFontMetricsF(font, painter.device())
    painter.setFont(font)
    room = area.width() - metrics.horizontalAdvance(number) - metrics.averageCharWidth() * 4
    low = QRectF(area.left(), area.bottom() - metrics.height(), area.width(), metrics.height())
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(low, left, metrics.elidedText(" ".join(title.split()), Qt.TextElideMode.ElideRight, room))
    painter.drawText(low, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, number)
