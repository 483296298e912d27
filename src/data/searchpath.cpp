#include "data/searchpath.h"

#include "data/sqlpieces.h"

using namespace Qt::StringLiterals;

namespace howdah::data {

QStringList parseSearchPath(const QString &setting, const QString &user)
{
    QStringList schemas;
    const auto read = readPieces(setting, -1);
    for (const SqlPiece &piece : read.pieces) {
        if (!piece.isName())
            continue;
        const bool isUser =
            piece.kind == sql::TokenKind::QuotedIdentifier && piece.name == "$user"_L1;
        const QString name = isUser ? user : piece.name;
        if (!name.isEmpty() && !schemas.contains(name))
            schemas += name;
    }
    return schemas;
}

Result<QStringList> defaultSearchPath(pg::Connection &connection, const pg::CallLimits &limits)
{
    // Not the current value: whoever reads catalogs on this session empties that.
    const auto rows = connection.query(
        u"SELECT reset_val, current_user FROM pg_settings WHERE name = 'search_path'"_s, {},
        limits);
    if (!rows)
        return rows.error();
    return rows->rowCount() == 0 ? QStringList()
                                 : parseSearchPath(rows->text(0, 0), rows->text(0, 1));
}

QString currentSearchPathSql()
{
    return u"SHOW search_path; SHOW role; SHOW session_authorization"_s;
}

Result<QStringList> currentSearchPath(pg::Connection &connection, const pg::CallLimits &limits)
{
    const auto answers = connection.execute(currentSearchPathSql(), limits);
    if (!answers)
        return answers.error();
    if (answers->size() != 3)
        return QStringList();
    const QString role = answers->at(1).text(0, 0);
    return parseSearchPath(answers->at(0).text(0, 0),
                           role == "none"_L1 ? answers->at(2).text(0, 0) : role);
}

} // namespace howdah::data
