#pragma once

#include "data/completion.h"
#include "data/sqlscope.h"

namespace howdah::data {

/// Looks names up in a snapshot as search_path would, for completion. Refers to the context, which
/// must live longer.
class NameLookup final : public ScopeCatalog
{
public:
    explicit NameLookup(const CompletionContext &context);

    /// nullptr when there is no such thing; an empty @p schema means: as search_path decides.
    [[nodiscard]] const catalog::Relation *relation(const QString &schema,
                                                    const QString &table) const;
    [[nodiscard]] QList<const catalog::Function *> functions(const QString &schema,
                                                             const QString &name) const;
    [[nodiscard]] QList<ScopeColumn> columnsOf(const QString &schema,
                                               const QString &table) const override;
    [[nodiscard]] QList<ScopeColumn> resultOf(const QString &schema,
                                              const QString &function) const override;
    /// "(since timestamp with time zone, [many integer])": those with a default in brackets.
    [[nodiscard]] QString arguments(const catalog::Function &function) const;
    /// " → bigint"; empty for a procedure.
    [[nodiscard]] QString result(const catalog::Function &function) const;

private:
    [[nodiscard]] QList<ScopeColumn> columns(const catalog::Relation &relation) const;

    const catalog::Snapshot *m_snapshot;
    const QStringList &m_path;
};

} // namespace howdah::data
