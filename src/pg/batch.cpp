#include "pg/batch.h"

#include <libpq-fe.h>

#include <utility>

namespace howdah::pg {

namespace {
constexpr int mostRows = 1000;
constexpr qsizetype mostBytes = 512 * 1024;
} // namespace

Batch::~Batch()
{
    PQclear(m_result);
}

void Batch::add(const pg_result *row)
{
    if (!m_result) {
        m_result = PQcopyResult(row, PG_COPYRES_ATTRS);
        m_columns = PQnfields(row);
    }
    for (int column = 0; column < m_columns; ++column) {
        const bool null = PQgetisnull(row, 0, column);
        const int length = PQgetlength(row, 0, column);
        PQsetvalue(m_result, m_rows, column, null ? nullptr : PQgetvalue(row, 0, column),
                   null ? -1 : length);
        m_bytes += length;
    }
    ++m_rows;
}

bool Batch::isFull() const
{
    return m_rows >= mostRows || m_bytes >= mostBytes;
}

Rows Batch::take()
{
    m_rows = 0;
    m_bytes = 0;
    return Rows(std::exchange(m_result, nullptr));
}

} // namespace howdah::pg
