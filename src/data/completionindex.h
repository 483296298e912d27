#pragma once

#include "catalog/snapshot.h"

#include <QByteArray>

#include <memory>
#include <vector>

namespace howdah::data {

/// The names of a snapshot as completion looks for them. Made once a snapshot, on any thread (some
/// 50 ms for 100,000 objects), then only read.
class CompletionIndex final
{
public:
    explicit CompletionIndex(catalog::SnapshotPtr snapshot);

    enum class What : quint8 { Schema, Relation, Function, Type };

    struct Entry
    {
        What what = What::Schema;
        quint32 position = 0; ///< in the vector of its kind of catalog::Objects
        quint32 schema = 0;   ///< in Objects::schemas, of itself for a schema
        quint32 start = 0;    ///< of the folded name in one block
        quint16 length = 0;
        quint64 letters = 0; ///< which bytes occur, for leaving names out at a glance
    };

    /// How well what was typed fits a name: 0 not at all, a beginning better than the beginning of
    /// a later word, that better than a middle, a middle better than scattered letters.
    [[nodiscard]] static int fit(QByteArrayView folded, QByteArrayView typed);

    /// Calls visit(entry, fit) for each name of @p what that @p typed (folded) fits. A look at a
    /// number decides about most names, so that it takes a millisecond for 100,000.
    template<typename Visitor>
    void find(What what, QByteArrayView typed, const Visitor &visit) const
    {
        const quint64 wanted = lettersOf(typed);
        for (const Entry &entry : m_entries[size_t(what)]) {
            if ((entry.letters & wanted) != wanted)
                continue;
            if (const int quality = fit(name(entry), typed); quality > 0)
                visit(entry, quality);
        }
    }

    [[nodiscard]] QByteArrayView name(const Entry &entry) const
    {
        return QByteArrayView(m_names).sliced(entry.start, entry.length);
    }
    [[nodiscard]] const catalog::Snapshot &snapshot() const { return *m_snapshot; }
    [[nodiscard]] static QByteArray folded(QByteArrayView utf8);

private:
    [[nodiscard]] static quint64 lettersOf(QByteArrayView text);
    void add(What what, size_t position, catalog::Oid schema, catalog::Text name);

    catalog::SnapshotPtr m_snapshot;
    QByteArray m_names;
    std::vector<Entry> m_entries[4]; ///< by What, each sorted by name
};

using CompletionIndexPtr = std::shared_ptr<const CompletionIndex>;

} // namespace howdah::data
