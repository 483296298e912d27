#pragma once

#include "pg/connection.h"

#include <QStringList>
#include <QUuid>

namespace howdah::samples {

/// Writes rows in COPY's text format, field by field.
class RowWriter final
{
public:
    RowWriter &null();
    RowWriter &number(qint64 value);
    /// @p units of 10^-@p scale: decimal(1234, 2) is 12.34.
    RowWriter &decimal(qint64 units, int scale);
    /// What COPY would take as its own is escaped.
    RowWriter &text(const QByteArray &value) { return escaped(value); }
    RowWriter &text(const char *value) { return escaped(value); }
    RowWriter &boolean(bool value);
    RowWriter &uuid(const QUuid &value);
    /// Milliseconds since 1970, written with zone UTC.
    RowWriter &time(qint64 ms);
    void endRow();

    [[nodiscard]] QByteArray &bytes() { return m_bytes; }

private:
    void beginField();
    RowWriter &escaped(QByteArrayView value);

    QByteArray m_bytes;
    bool m_rowBegun = false;
};

/// Appends @p value with @p scale digits after the point: the form that numeric columns print.
void appendDecimal(QByteArray &bytes, qint64 units, int scale);

/// Writes the next row; false, with nothing written, when there are no more.
using RowSource = std::function<bool(RowWriter &row)>;

/// COPY … FROM STDIN with what @p source writes. Returns the number of rows. Names are quoted here.
[[nodiscard]] Result<qint64> copyRows(pg::Connection &connection, const QString &table,
                                      const QStringList &columns, const RowSource &source,
                                      const pg::CallLimits &limits);

} // namespace howdah::samples
