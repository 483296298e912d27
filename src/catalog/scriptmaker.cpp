// Writes what was collected, each when all it needs is there.
#include "catalog/scriptmaker.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::catalog::script {

QStringList ScriptMaker::statements(const Node &node) const
{
    const Relation *relation = m_s.relation(node.id.oid);
    switch (node.part) {
    case Part::Shell:
        if (const Type *type = m_s.type(node.id.oid))
            return {m_writer.shellType(*type)};
        return {};
    case Part::Whole:
        if (node.id.kind == Kind::Table || node.id.kind == Kind::ForeignTable) {
            if (!relation)
                return {};
            QStringList all = m_writer.createTable(*relation, m_parts.at(relation->oid));
            const QString owner = m_writer.owner(node.id);
            if (!owner.isNull())
                all.append(owner);
            return all;
        }
        if (node.id.kind == Kind::Column) {
            const Column *column = relation ? m_s.column(*relation, node.id.number) : nullptr;
            return column ? QStringList{m_writer.setDefault(*relation, *column)} : QStringList();
        }
        return m_writer.create(node.id);
    case Part::OwnedBy:
        if (const Sequence *sequence = m_s.sequence(node.id.oid))
            return {m_writer.sequenceOwnedBy(*sequence)};
        return {};
    case Part::Attach: {
        const QString text = m_writer.attach(node.id.oid);
        return text.isNull() ? QStringList() : QStringList{text};
    }
    case Part::Replacement: {
        QStringList all = m_writer.create(node.id);
        if (!all.isEmpty())
            all.first().replace(0, qstrlen("CREATE VIEW"), u"CREATE OR REPLACE VIEW"_s);
        return all;
    }
    case Part::Comment:
        return m_writer.comments(node.id) + m_writer.securityLabels(node.id);
    case Part::Grant:
        return m_writer.grants(node.id);
    case Part::Last:
        break;
    }
    return {};
}

/// Picks a view inside a circle and lets it stand empty for now; without one the circle is cut
/// anywhere.
int ScriptMaker::breakCircle(const std::vector<int> &open)
{
    // Walking from need to need must come back to something that was seen.
    std::map<int, int> seen;
    std::vector<int> way;
    int at = open.front();
    while (!seen.contains(at)) {
        seen.emplace(at, int(way.size()));
        way.push_back(at);
        at = *m_places[size_t(at)].needs.begin();
    }
    const std::vector<int> circle(way.begin() + seen.at(at), way.end());
    for (const int place : circle) {
        if (m_nodes[size_t(place)].id.kind == Kind::View &&
            m_nodes[size_t(place)].part == Part::Whole)
            return place;
    }
    return *std::ranges::min_element(circle, {},
                                     [&](int place) { return m_places[size_t(place)].key; });
}

void ScriptMaker::emitAll()
{
    using Ready = std::pair<QString, int>;
    std::set<Ready> ready;
    std::set<int> waiting;
    std::set<Ready> last;
    for (size_t i = 0; i < m_places.size(); ++i) {
        const Kind kind = m_nodes[i].id.kind;
        // Event triggers would fire on what follows, default privileges would change it.
        if ((kind == Kind::EventTrigger || kind == Kind::DefaultPrivileges)) {
            last.emplace(m_places[i].key, int(i));
            m_places[i].needs.clear();
        } else if (m_places[i].needs.empty())
            ready.emplace(m_places[i].key, int(i));
        else
            waiting.insert(int(i));
    }
    const auto finished = [&](int place) {
        for (const int other : std::vector<int>(m_places[size_t(place)].neededBy)) {
            Place &waits = m_places[size_t(other)];
            if (waits.needs.erase(place) > 0 && waits.needs.empty() && waiting.erase(other) > 0)
                ready.emplace(waits.key, other);
        }
    };
    while (!ready.empty() || !waiting.empty()) {
        if (ready.empty()) {
            const int place = breakCircle({waiting.begin(), waiting.end()});
            const Node node = m_nodes[size_t(place)];
            waiting.erase(place);
            const Relation *view = node.id.kind == Kind::View ? m_s.relation(node.id.oid) : nullptr;
            if (view && node.part == Part::Whole && !m_stubs.contains(node.id.oid)) {
                m_stubs.insert(node.id.oid);
                m_script.entries.append({node.id, {m_writer.viewStub(*view)}});
                const std::set<int> needs = m_places[size_t(place)].needs;
                add({node.id, Part::Replacement});
                const int later = int(m_nodes.size()) - 1;
                for (const int need : needs) {
                    m_places[size_t(later)].needs.insert(need);
                    m_places[size_t(need)].neededBy.push_back(later);
                }
                waiting.insert(later);
            } else {
                m_script.missing.append(
                    m_s.sqlName(node.id) +
                    u": depends on itself through others; its place in the script is a guess"_s);
                m_script.entries.append({node.id, statements(node)});
            }
            m_places[size_t(place)].needs.clear();
            finished(place);
            continue;
        }
        const int place = ready.begin()->second;
        ready.erase(ready.begin());
        const Node &node = m_nodes[size_t(place)];
        const QStringList text = statements(node);
        if (!text.isEmpty())
            m_script.entries.append({node.id, text});
        finished(place);
    }
    for (const auto &[key, place] : last) {
        const QStringList text = statements(m_nodes[size_t(place)]);
        if (!text.isEmpty())
            m_script.entries.append({m_nodes[size_t(place)].id, text});
    }
}

DdlScript ScriptMaker::make()
{
    collect();
    connect();
    const bool hasPublic = std::ranges::any_of(m_s.objects().schemas, [&](const Schema &s) {
        return m_s.utf8(s.name) == QByteArrayView("public");
    });
    if (!hasPublic)
        m_script.entries.append({{.kind = Kind::Schema}, {u"DROP SCHEMA public"_s}});
    if (const QString owner = m_writer.publicOwner(); !owner.isNull())
        m_script.entries.append({{.kind = Kind::Schema}, {owner}});
    if (!m_s.other(Kind::Extension, u"plpgsql"))
        m_script.entries.append({{.kind = Kind::Extension}, {u"DROP EXTENSION plpgsql"_s}});
    emitAll();
    tellWhatIsMissing();
    return std::move(m_script);
}

} // namespace howdah::catalog::script
