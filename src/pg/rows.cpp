#include "pg/rows.h"

#include <libpq-fe.h>

namespace howdah::pg {

Rows::Rows(pg_result *result)
    : m_result(result, PQclear)
{}

qint64 Rows::memorySize() const
{
    return m_result ? qint64(PQresultMemorySize(m_result.get())) : 0;
}

int Rows::rowCount() const
{
    return m_result ? PQntuples(m_result.get()) : 0;
}

int Rows::columnCount() const
{
    return m_result ? PQnfields(m_result.get()) : 0;
}

QString Rows::columnName(int column) const
{
    return QString::fromUtf8(PQfname(m_result.get(), column));
}

int Rows::columnIndex(const char *name) const
{
    const int columns = columnCount();
    for (int column = 0; column < columns; ++column) {
        if (qstrcmp(PQfname(m_result.get(), column), name) == 0)
            return column;
    }
    return -1;
}

quint32 Rows::columnTypeOid(int column) const
{
    return PQftype(m_result.get(), column);
}

int Rows::columnTypeModifier(int column) const
{
    return PQfmod(m_result.get(), column);
}

quint32 Rows::columnTableOid(int column) const
{
    return PQftable(m_result.get(), column);
}

int Rows::columnTableNumber(int column) const
{
    return PQftablecol(m_result.get(), column);
}

bool Rows::isNull(int row, int column) const
{
    return PQgetisnull(m_result.get(), row, column) != 0;
}

QByteArrayView Rows::bytes(int row, int column) const
{
    return {PQgetvalue(m_result.get(), row, column), PQgetlength(m_result.get(), row, column)};
}

QString Rows::text(int row, int column) const
{
    if (isNull(row, column))
        return {};
    const auto value = bytes(row, column);
    // fromUtf8 of nothing would be a null string, which means SQL NULL here.
    return value.isEmpty() ? QStringLiteral("") : QString::fromUtf8(value);
}

qint64 Rows::integer(int row, int column) const
{
    return bytes(row, column).toLongLong();
}

double Rows::real(int row, int column) const
{
    return bytes(row, column).toDouble();
}

bool Rows::boolean(int row, int column) const
{
    return bytes(row, column).startsWith('t');
}

QString Rows::commandTag() const
{
    return m_result ? QString::fromUtf8(PQcmdStatus(m_result.get())) : QString();
}

qint64 Rows::affectedRows() const
{
    return m_result ? QByteArray(PQcmdTuples(m_result.get())).toLongLong() : 0;
}

} // namespace howdah::pg
