#include "catalog/ddlscript.h"

#include "catalog/scriptmaker.h"

using namespace Qt::StringLiterals;

namespace howdah::catalog {

QString DdlScript::toText(const Snapshot &snapshot) const
{
    QString text =
        u"-- Schema of database "_s + snapshot.text(snapshot.objects().database).simplified() +
        u", server version "_s + QString::number(snapshot.serverVersion() / 10000) + u".\n"_s;
    text += u"-- Restore into an empty database made from template0.\n"_s;
    for (const QString &line : assumed)
        text += u"-- "_s + QString(line).replace(u'\n', u' ') + u'\n';
    for (const QString &line : missing)
        text += u"-- NOT IN HERE: "_s + QString(line).replace(u'\n', u' ') + u'\n';
    text += u"\nSET client_encoding = 'UTF8';\nSET standard_conforming_strings = on;\n"
            u"SET check_function_bodies = false;\nSET client_min_messages = warning;\n"
            u"SELECT pg_catalog.set_config('search_path', '', false);\n\n"_s;
    for (const Entry &entry : entries) {
        for (const QString &statement : entry.statements)
            text += statement + u";\n\n"_s;
    }
    return text;
}
DdlScript writeDatabase(const Snapshot &snapshot)
{
    return script::ScriptMaker(snapshot).make();
}

} // namespace howdah::catalog
