#include "gui/charts/chartexport.h"

#include <QImage>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>

using namespace Qt::StringLiterals;

namespace howdah::gui {

namespace {

constexpr double pngScale = 2;
constexpr int pdfDpi = 96;

void drawPng(QIODevice &device, const QSizeF &size, const Drawing &drawing)
{
    QImage image((size * pngScale).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(pngScale);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    drawing(&painter, QRectF(QPointF(), size));
    painter.end();
    image.save(&device, "PNG");
}

void drawSvg(QIODevice &device, const QString &title, const QSizeF &size, const Drawing &drawing)
{
    QSvgGenerator generator;
    generator.setOutputDevice(&device);
    generator.setTitle(title);
    generator.setSize(size.toSize());
    generator.setViewBox(QRectF(QPointF(), size));
    QPainter painter(&generator);
    drawing(&painter, QRectF(QPointF(), size));
}

void drawPdf(QIODevice &device, const QString &title, const QSizeF &size, const Drawing &drawing)
{
    QPdfWriter writer(&device);
    writer.setTitle(title);
    writer.setResolution(pdfDpi);
    writer.setPageSize(QPageSize(size / pdfDpi, QPageSize::Inch));
    writer.setPageMargins({});
    QPainter painter(&writer);
    drawing(&painter, QRectF(QPointF(), size));
}

} // namespace

Result<void> savePicture(const QString &path, PictureFormat format, const QString &title,
                         const QSizeF &size, const Drawing &drawing)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly)) {
        switch (format) {
        case PictureFormat::Png:
            drawPng(file, size, drawing);
            break;
        case PictureFormat::Svg:
            drawSvg(file, title, size, drawing);
            break;
        case PictureFormat::Pdf:
            drawPdf(file, title, size, drawing);
            break;
        }
        if (file.commit())
            return {};
    }
    return Error{.kind = Error::Kind::Io, .message = file.errorString(), .context = {path}};
}

} // namespace howdah::gui
