#pragma once

#include <QList>
#include <QString>

#include <memory>

namespace howdah::change {

/// Line and column in a file, both from 1; columns count characters as QString does.
struct Place final
{
    int line = 1;
    int column = 1;

    friend bool operator==(const Place &, const Place &) = default;
};

/// Where each character of some SQL stands in the file it was read from: the two differ as soon as
/// the SQL is the value of a string literal with escapes or of several literals in a row.
class SourceMap final
{
public:
    /// Text that is the file's own, starting at @p start.
    [[nodiscard]] static SourceMap ofText(const QString &text, Place start = {});

    /// From @p index on, characters stand one after the other from @p place; indexes must ascend.
    void mark(qsizetype index, Place place);
    [[nodiscard]] Place at(qsizetype index) const;

private:
    struct Mark
    {
        qsizetype index;
        Place place;
    };
    QList<Mark> m_marks;
};

/// One piece of SQL out of a file: the whole file, or one op.execute() of a revision.
struct Script final
{
    QString file; ///< as people know it, relative to the folder
    QString text;
    SourceMap map;
    bool autocommit =
        false; ///< asked for by its author: each statement in a transaction of its own
};

using ScriptPtr = std::shared_ptr<const Script>;

} // namespace howdah::change
