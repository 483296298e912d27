#pragma once

#include <QByteArrayView>
#include <QString>

#include <memory>

struct pg_result;

namespace howdah::pg {

/// One complete result: rows and columns of text, or a command tag. Immutable and cheap to copy.
class Rows final
{
public:
    Rows() = default;
    /// Takes ownership of @p result.
    explicit Rows(pg_result *result);

    [[nodiscard]] int rowCount() const;
    [[nodiscard]] int columnCount() const;
    [[nodiscard]] bool isEmpty() const { return rowCount() == 0; }
    [[nodiscard]] QString columnName(int column) const;
    /// -1 when there is no such column.
    [[nodiscard]] int columnIndex(const char *name) const;
    [[nodiscard]] quint32 columnTypeOid(int column) const;
    [[nodiscard]] int columnTypeModifier(int column) const;
    [[nodiscard]] quint32 columnTableOid(int column) const;
    [[nodiscard]] int columnTableNumber(int column) const;

    [[nodiscard]] bool isNull(int row, int column) const;
    /// The bytes as the server sent them, valid as long as a copy of this Rows lives.
    [[nodiscard]] QByteArrayView bytes(int row, int column) const;
    /// Decoded as UTF-8; null when SQL NULL.
    [[nodiscard]] QString text(int row, int column) const;
    [[nodiscard]] qint64 integer(int row, int column) const;
    [[nodiscard]] double real(int row, int column) const;
    /// "t" is true.
    [[nodiscard]] bool boolean(int row, int column) const;

    /// "INSERT 0 5".
    [[nodiscard]] QString commandTag() const;
    /// Rows touched by INSERT, UPDATE, DELETE, COPY …; 0 for others.
    [[nodiscard]] qint64 affectedRows() const;
    /// Bytes of memory that this result keeps.
    [[nodiscard]] qint64 memorySize() const;
    /// False for a bare command such as CREATE TABLE.
    [[nodiscard]] bool hasColumns() const { return columnCount() > 0; }

private:
    std::shared_ptr<pg_result> m_result;
};

} // namespace howdah::pg
