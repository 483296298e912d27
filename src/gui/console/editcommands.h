#pragma once

class QPlainTextEdit;

/// What an editor for SQL does to its text beyond typing. Each is one step of undo.
namespace howdah::gui {

/// Toggles "-- " before the selected lines.
void toggleComment(QPlainTextEdit *edit);
/// Moves the selected lines by four columns.
void indentLines(QPlainTextEdit *edit);
void unindentLines(QPlainTextEdit *edit);
/// Repeats the selected lines below themselves, or the selection right behind itself.
void duplicateLines(QPlainTextEdit *edit);
/// Exchanges the selected lines with the one above (or below).
void moveLinesUp(QPlainTextEdit *edit);
void moveLinesDown(QPlainTextEdit *edit);
/// Puts the key words of the selection, or of the whole text, into capitals; strings, comments and
/// quoted names stay.
void capitalizeKeywords(QPlainTextEdit *edit);

} // namespace howdah::gui
