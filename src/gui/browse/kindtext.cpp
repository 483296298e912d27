#include "gui/browse/kindtext.h"

#include <QCoreApplication>

#include <array>

using namespace Qt::StringLiterals;

namespace howdah::gui {

namespace {

struct KindText
{
    catalog::Kind kind;
    const char *word;
    const char *title;
    const char *folder;
    const char *icon;
};

constexpr std::array kinds{
    KindText{catalog::Kind::Database, "database", QT_TRANSLATE_NOOP("Kind", "Database"),
             QT_TRANSLATE_NOOP("Kind", "Databases"), "database"},
    KindText{catalog::Kind::Role, "role", QT_TRANSLATE_NOOP("Kind", "Role"),
             QT_TRANSLATE_NOOP("Kind", "Roles"), "role"},
    KindText{catalog::Kind::Tablespace, "tablespace", QT_TRANSLATE_NOOP("Kind", "Tablespace"),
             QT_TRANSLATE_NOOP("Kind", "Tablespaces"), "tablespace"},
    KindText{catalog::Kind::Schema, "schema", QT_TRANSLATE_NOOP("Kind", "Schema"),
             QT_TRANSLATE_NOOP("Kind", "Schemas"), "schema"},
    KindText{catalog::Kind::Extension, "extension", QT_TRANSLATE_NOOP("Kind", "Extension"),
             QT_TRANSLATE_NOOP("Kind", "Extensions"), "extension"},
    KindText{catalog::Kind::Language, "language", QT_TRANSLATE_NOOP("Kind", "Language"),
             QT_TRANSLATE_NOOP("Kind", "Languages"), "object"},
    KindText{catalog::Kind::AccessMethod, "access-method",
             QT_TRANSLATE_NOOP("Kind", "Access method"),
             QT_TRANSLATE_NOOP("Kind", "Access methods"), "object"},
    KindText{catalog::Kind::Type, "type", QT_TRANSLATE_NOOP("Kind", "Type"),
             QT_TRANSLATE_NOOP("Kind", "Types and domains"), "type"},
    KindText{catalog::Kind::Collation, "collation", QT_TRANSLATE_NOOP("Kind", "Collation"),
             QT_TRANSLATE_NOOP("Kind", "Collations"), "object"},
    KindText{catalog::Kind::Conversion, "conversion", QT_TRANSLATE_NOOP("Kind", "Conversion"),
             QT_TRANSLATE_NOOP("Kind", "Conversions"), "object"},
    KindText{catalog::Kind::Function, "function", QT_TRANSLATE_NOOP("Kind", "Function"),
             QT_TRANSLATE_NOOP("Kind", "Functions"), "function"},
    KindText{catalog::Kind::Procedure, "procedure", QT_TRANSLATE_NOOP("Kind", "Procedure"),
             QT_TRANSLATE_NOOP("Kind", "Procedures"), "procedure"},
    KindText{catalog::Kind::Aggregate, "aggregate", QT_TRANSLATE_NOOP("Kind", "Aggregate"),
             QT_TRANSLATE_NOOP("Kind", "Aggregates"), "aggregate"},
    KindText{catalog::Kind::Operator, "operator", QT_TRANSLATE_NOOP("Kind", "Operator"),
             QT_TRANSLATE_NOOP("Kind", "Operators"), "object"},
    KindText{catalog::Kind::OperatorFamily, "operator-family",
             QT_TRANSLATE_NOOP("Kind", "Operator family"),
             QT_TRANSLATE_NOOP("Kind", "Operator families"), "object"},
    KindText{catalog::Kind::OperatorClass, "operator-class",
             QT_TRANSLATE_NOOP("Kind", "Operator class"),
             QT_TRANSLATE_NOOP("Kind", "Operator classes"), "object"},
    KindText{catalog::Kind::Cast, "cast", QT_TRANSLATE_NOOP("Kind", "Cast"),
             QT_TRANSLATE_NOOP("Kind", "Casts"), "object"},
    KindText{catalog::Kind::Transform, "transform", QT_TRANSLATE_NOOP("Kind", "Transform"),
             QT_TRANSLATE_NOOP("Kind", "Transforms"), "object"},
    KindText{catalog::Kind::TextSearchParser, "text-search-parser",
             QT_TRANSLATE_NOOP("Kind", "Text search parser"),
             QT_TRANSLATE_NOOP("Kind", "Text search parsers"), "object"},
    KindText{catalog::Kind::TextSearchTemplate, "text-search-template",
             QT_TRANSLATE_NOOP("Kind", "Text search template"),
             QT_TRANSLATE_NOOP("Kind", "Text search templates"), "object"},
    KindText{catalog::Kind::TextSearchDictionary, "text-search-dictionary",
             QT_TRANSLATE_NOOP("Kind", "Text search dictionary"),
             QT_TRANSLATE_NOOP("Kind", "Text search dictionaries"), "object"},
    KindText{catalog::Kind::TextSearchConfiguration, "text-search-configuration",
             QT_TRANSLATE_NOOP("Kind", "Text search configuration"),
             QT_TRANSLATE_NOOP("Kind", "Text search configurations"), "object"},
    KindText{catalog::Kind::ForeignDataWrapper, "foreign-data-wrapper",
             QT_TRANSLATE_NOOP("Kind", "Foreign data wrapper"),
             QT_TRANSLATE_NOOP("Kind", "Foreign data wrappers"), "foreign-server"},
    KindText{catalog::Kind::ForeignServer, "foreign-server",
             QT_TRANSLATE_NOOP("Kind", "Foreign server"),
             QT_TRANSLATE_NOOP("Kind", "Foreign servers"), "foreign-server"},
    KindText{catalog::Kind::UserMapping, "user-mapping", QT_TRANSLATE_NOOP("Kind", "User mapping"),
             QT_TRANSLATE_NOOP("Kind", "User mappings"), "user"},
    KindText{catalog::Kind::Sequence, "sequence", QT_TRANSLATE_NOOP("Kind", "Sequence"),
             QT_TRANSLATE_NOOP("Kind", "Sequences"), "sequence"},
    KindText{catalog::Kind::Table, "table", QT_TRANSLATE_NOOP("Kind", "Table"),
             QT_TRANSLATE_NOOP("Kind", "Tables"), "table"},
    KindText{catalog::Kind::ForeignTable, "foreign-table",
             QT_TRANSLATE_NOOP("Kind", "Foreign table"),
             QT_TRANSLATE_NOOP("Kind", "Foreign tables"), "foreign-table"},
    KindText{catalog::Kind::Column, "column", QT_TRANSLATE_NOOP("Kind", "Column"),
             QT_TRANSLATE_NOOP("Kind", "Columns"), "column"},
    KindText{catalog::Kind::View, "view", QT_TRANSLATE_NOOP("Kind", "View"),
             QT_TRANSLATE_NOOP("Kind", "Views"), "view"},
    KindText{catalog::Kind::MaterializedView, "materialized-view",
             QT_TRANSLATE_NOOP("Kind", "Materialized view"),
             QT_TRANSLATE_NOOP("Kind", "Materialized views"), "matview"},
    KindText{catalog::Kind::Index, "index", QT_TRANSLATE_NOOP("Kind", "Index"),
             QT_TRANSLATE_NOOP("Kind", "Indexes"), "index"},
    KindText{catalog::Kind::Constraint, "constraint", QT_TRANSLATE_NOOP("Kind", "Constraint"),
             QT_TRANSLATE_NOOP("Kind", "Keys and constraints"), "constraint"},
    KindText{catalog::Kind::Trigger, "trigger", QT_TRANSLATE_NOOP("Kind", "Trigger"),
             QT_TRANSLATE_NOOP("Kind", "Triggers"), "trigger"},
    KindText{catalog::Kind::Rule, "rule", QT_TRANSLATE_NOOP("Kind", "Rule"),
             QT_TRANSLATE_NOOP("Kind", "Rules"), "rule"},
    KindText{catalog::Kind::Policy, "policy", QT_TRANSLATE_NOOP("Kind", "Policy"),
             QT_TRANSLATE_NOOP("Kind", "Policies"), "policy"},
    KindText{catalog::Kind::Statistics, "statistics",
             QT_TRANSLATE_NOOP("Kind", "Extended statistics"),
             QT_TRANSLATE_NOOP("Kind", "Extended statistics"), "analytics"},
    KindText{catalog::Kind::EventTrigger, "event-trigger",
             QT_TRANSLATE_NOOP("Kind", "Event trigger"),
             QT_TRANSLATE_NOOP("Kind", "Event triggers"), "trigger"},
    KindText{catalog::Kind::Publication, "publication", QT_TRANSLATE_NOOP("Kind", "Publication"),
             QT_TRANSLATE_NOOP("Kind", "Publications"), "publication"},
    KindText{catalog::Kind::PublicationMember, "publication-member",
             QT_TRANSLATE_NOOP("Kind", "Publication member"),
             QT_TRANSLATE_NOOP("Kind", "Publication members"), "publication"},
    KindText{catalog::Kind::Subscription, "subscription", QT_TRANSLATE_NOOP("Kind", "Subscription"),
             QT_TRANSLATE_NOOP("Kind", "Subscriptions"), "publication"},
    KindText{catalog::Kind::DefaultPrivileges, "default-privileges",
             QT_TRANSLATE_NOOP("Kind", "Default privileges"),
             QT_TRANSLATE_NOOP("Kind", "Default privileges"), "key"},
    KindText{catalog::Kind::ParameterPrivileges, "parameter-privileges",
             QT_TRANSLATE_NOOP("Kind", "Parameter privileges"),
             QT_TRANSLATE_NOOP("Kind", "Parameter privileges"), "key"},
    KindText{catalog::Kind::RoleMembership, "role-membership",
             QT_TRANSLATE_NOOP("Kind", "Membership"), QT_TRANSLATE_NOOP("Kind", "Memberships"),
             "role"},
    KindText{catalog::Kind::RoleSetting, "role-setting", QT_TRANSLATE_NOOP("Kind", "Role setting"),
             QT_TRANSLATE_NOOP("Kind", "Role settings"), "role"},
    KindText{catalog::Kind::ReplicationSlot, "replication-slot",
             QT_TRANSLATE_NOOP("Kind", "Replication slot"),
             QT_TRANSLATE_NOOP("Kind", "Replication slots"), "object"},
    KindText{catalog::Kind::LargeObject, "large-object", QT_TRANSLATE_NOOP("Kind", "Large object"),
             QT_TRANSLATE_NOOP("Kind", "Large objects"), "file"},
    KindText{catalog::Kind::AvailableExtension, "available-extension",
             QT_TRANSLATE_NOOP("Kind", "Available extension"),
             QT_TRANSLATE_NOOP("Kind", "Available extensions"), "extension"},
};
static_assert(kinds.size() == size_t(catalog::Kind::KindCount), "every kind has words");

const KindText &of(catalog::Kind kind)
{
    return kinds[std::min(size_t(kind), kinds.size() - 1)];
}

} // namespace

QString kindTitle(catalog::Kind kind)
{
    return QCoreApplication::translate("Kind", of(kind).title);
}

QString kindFolder(catalog::Kind kind)
{
    return QCoreApplication::translate("Kind", of(kind).folder);
}

QString kindIcon(catalog::Kind kind)
{
    return QString::fromLatin1(of(kind).icon);
}

QString kindWord(catalog::Kind kind)
{
    return QString::fromLatin1(of(kind).word);
}

catalog::Kind kindFromWord(const QString &word)
{
    for (const KindText &text : kinds) {
        if (word == QLatin1StringView(text.word))
            return text.kind;
    }
    return catalog::Kind::KindCount;
}

} // namespace howdah::gui
