#pragma once

#include "data/csvimport.h"

#include <optional>

namespace howdah::data {

/// One row of a file as bytes, its line break included.
struct CsvRecord final
{
    QByteArray bytes;
    qint64 line = 1; ///< where it begins
};

/// Cuts a file into rows without loading it: a line break inside quotes belongs to its row.
class CsvReader final
{
public:
    CsvReader(QIODevice &device, const CsvFormat &format);

    /// Nothing at the end.
    [[nodiscard]] std::optional<CsvRecord> next();
    [[nodiscard]] qint64 position() const { return m_position; }

private:
    QIODevice &m_device;
    char m_quote;
    qint64 m_line = 1;
    qint64 m_position = 0;
};

/// The fields of one row; an empty field without quotes is a null QString.
[[nodiscard]] QStringList csvFields(QByteArrayView record, const CsvFormat &format);

} // namespace howdah::data
