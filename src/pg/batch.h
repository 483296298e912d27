#pragma once

#include "pg/rows.h"

namespace howdah::pg {

/// Gathers single-row results into one, so that a million rows do not cost a million allocations
/// further up.
class Batch final
{
public:
    ~Batch();
    Batch() = default;
    Q_DISABLE_COPY_MOVE(Batch)

    /// Copies the only row of @p row.
    void add(const pg_result *row);
    [[nodiscard]] bool isEmpty() const { return m_rows == 0; }
    [[nodiscard]] bool isFull() const;
    /// The rows so far; empty afterwards.
    [[nodiscard]] Rows take();

private:
    pg_result *m_result = nullptr;
    int m_columns = 0;
    int m_rows = 0;
    qsizetype m_bytes = 0;
};

} // namespace howdah::pg
