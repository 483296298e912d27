#pragma once

#include "catalog/textpool.h"

#include <QByteArrayView>

namespace howdah::catalog {

/// Reads one row of COPY … TO STDOUT in text format, field by field. Nothing is copied unless the
/// field holds a backslash.
class CopyRow final
{
public:
    explicit CopyRow(QByteArrayView line);

    /// The next field, unescaped; valid until the next call. Null (data() == nullptr) for SQL NULL,
    /// and after the last field.
    [[nodiscard]] QByteArrayView next();

    void read(quint32 &value);
    void read(qint32 &value);
    void read(qint16 &value);
    void read(qint64 &value);
    void read(float &value);
    void read(bool &value);
    /// NUL for an empty field, as PostgreSQL writes "char" zero.
    void read(char &value);
    void read(Text &value, TextPool &pool);

private:
    const char *m_at;
    const char *m_end;
    QByteArray m_unescaped;
};

} // namespace howdah::catalog
