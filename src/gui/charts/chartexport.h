#pragma once

#include "base/result.h"

#include <QSizeF>
#include <QString>

#include <functional>

class QPainter;
class QRectF;

namespace howdah::gui {

enum class PictureFormat { Png, Svg, Pdf };

/// Draws something into a rectangle.
using Drawing = std::function<void(QPainter *painter, const QRectF &target)>;

/// Writes a picture of @p size (in logical pixels) to @p path; PNG at twice the resolution. Io when
/// the file cannot be written.
[[nodiscard]] Result<void> savePicture(const QString &path, PictureFormat format,
                                       const QString &title, const QSizeF &size,
                                       const Drawing &drawing);

} // namespace howdah::gui
