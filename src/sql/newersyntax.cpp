#include "sql/classify.h"
#include "sql/statementhead.h"

using namespace Qt::StringLiterals;

namespace howdah::sql {

namespace {

/// Looks through the words of one statement; -1 and "" past their end, so that rules read simply.
class Words final
{
public:
    explicit Words(const QString &statement)
        : m_words(headWords(statement, 4096))
    {}

    [[nodiscard]] qsizetype count() const { return m_words.size(); }
    [[nodiscard]] QString at(qsizetype i) const
    {
        return i >= 0 && i < m_words.size() ? m_words.at(i).upper : QString();
    }
    [[nodiscard]] bool starts(const char *word) const { return at(0) == QLatin1StringView(word); }
    [[nodiscard]] bool pair(qsizetype i, QLatin1StringView first, QLatin1StringView second) const
    {
        return at(i) == first && at(i + 1) == second;
    }

private:
    QList<HeadWord> m_words;
};

std::optional<QString> inTableDefinition(const Words &words, qsizetype i)
{
    const QString word = words.at(i);
    if (words.pair(i, "NOT"_L1, "ENFORCED"_L1))
        return u"NOT ENFORCED"_s;
    if (word == "ENFORCED"_L1)
        return u"ENFORCED"_s;
    if (words.pair(i, "WITHOUT"_L1, "OVERLAPS"_L1))
        return u"WITHOUT OVERLAPS"_s;
    if (word == "VIRTUAL"_L1)
        return u"GENERATED … VIRTUAL"_s;
    if (word == "PERIOD"_L1)
        return u"PERIOD"_s;
    // CONSTRAINT name NOT NULL column, and what may follow it.
    if (word == "CONSTRAINT"_L1 && words.pair(i + 2, "NOT"_L1, "NULL"_L1))
        return u"NOT NULL constraint"_s;
    if (words.pair(i, "ADD"_L1, "NOT"_L1) && words.at(i + 2) == "NULL"_L1)
        return u"NOT NULL constraint"_s;
    if (words.pair(i, "ALTER"_L1, "CONSTRAINT"_L1))
        return u"ALTER CONSTRAINT"_s;
    return {};
}

} // namespace

std::optional<QString> newerSyntax(const QString &statement)
{
    const Words words(statement);
    const bool definesTable = words.starts("CREATE") || words.starts("ALTER");
    const bool generated = [&] {
        for (qsizetype i = 0; i < words.count(); ++i) {
            if (words.at(i) == "GENERATED"_L1)
                return true;
        }
        return false;
    }();
    for (qsizetype i = 0; i < words.count(); ++i) {
        if (definesTable) {
            if (const auto found = inTableDefinition(words, i))
                return found;
        }
        if (words.pair(i, "RETURNING"_L1, "WITH"_L1))
            return u"RETURNING WITH (OLD/NEW …)"_s;
        if ((words.starts("VACUUM") || words.starts("ANALYZE")) && words.at(i) == "ONLY"_L1)
            return u"ONLY in VACUUM/ANALYZE"_s;
        if (words.pair(0, "ALTER"_L1, "DEFAULT"_L1) && words.pair(i, "LARGE"_L1, "OBJECTS"_L1))
            return u"LARGE OBJECTS in default privileges"_s;
        if (words.starts("CREATE") && words.at(1) == "FOREIGN"_L1 && words.at(i) == "LIKE"_L1)
            return u"LIKE in CREATE FOREIGN TABLE"_s;
    }
    // Since 18 a generated column is virtual when nothing is said; 17 insists on STORED.
    if (definesTable && generated) {
        for (qsizetype i = 0; i < words.count(); ++i) {
            if (words.at(i) == "STORED"_L1)
                return {};
        }
        return u"GENERATED … VIRTUAL"_s;
    }
    return {};
}

} // namespace howdah::sql
