#pragma once

#include "catalog/ddlscript.h"
#include "catalog/ddlwriter.h"

#include <map>
#include <optional>
#include <set>
#include <vector>

/// How a whole database is put into an order that works. For ddlscript.cpp alone.
namespace howdah::catalog::script {

enum class Part : quint8 { Shell, Whole, OwnedBy, Attach, Replacement, Comment, Grant, Last };

struct Node
{
    ObjectId id;
    Part part = Part::Whole;

    friend auto operator<=>(const Node &, const Node &) = default;
};

/// Orders all statements: by kind and name as far as dependencies leave the choice, so that equal
/// databases are written equally; circles are broken as pg_dump breaks them (shell types, empty
/// views, separate defaults).
class ScriptMaker final
{
public:
    explicit ScriptMaker(const Snapshot &snapshot)
        : m_s(snapshot)
        , m_writer(snapshot)
    {}
    DdlScript make();

private:
    struct Place
    {
        QString key;
        std::set<int> needs;
        std::vector<int> neededBy;
    };

    void collect();
    void add(const Node &node);
    void addTable(const Relation &relation);
    void connect();
    [[nodiscard]] bool reachesPartitions(const Node &node) const;
    void depend(const Node &from, const Node &needed);
    [[nodiscard]] bool wanted(const ObjectId &id) const;
    [[nodiscard]] std::optional<Node> nodeOf(Oid catalog, Oid oid, qint16 number) const;
    [[nodiscard]] bool needsUserCode(Oid catalog, Oid oid, Oid table) const;
    [[nodiscard]] QString keyOf(const Node &node) const;
    [[nodiscard]] QStringList statements(const Node &node) const;
    void emitAll();
    int breakCircle(const std::vector<int> &open);
    void miss(const ObjectId &id, const QString &why);
    void tellWhatIsMissing();
    void tellOfTheDatabase();
    void tellOfTheServer();
    void tellWhatSystemSchemasHold();
    void tellUnsaidWords();
    [[nodiscard]] bool isSaid(Oid catalog, Oid oid, qint32 number) const;

    const Snapshot &m_s;
    DdlWriter m_writer;
    DdlScript m_script;
    std::map<Node, int> m_numbers;
    std::vector<Node> m_nodes;
    std::vector<Place> m_places;
    std::map<Oid, DdlWriter::TableParts> m_parts;
    std::set<Oid> m_stubs; // views that were emitted empty
    std::map<Oid, Oid> m_constraintOfIndex;
    std::vector<ObjectId> m_described; // sorted: whose comments, labels and privileges are written
    std::multimap<Oid, Dependencies::DefaultPlace> m_defaults; // by relation
};

} // namespace howdah::catalog::script
