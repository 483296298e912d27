#pragma once

#include "catalog/service.h"

/// A small catalog made by hand, so that models and pages are tested without a server.
namespace howdah::samples {

struct CatalogBuilder final
{
    catalog::Objects o;
    catalog::Oid next = 20000;

    catalog::Oid schema(const QString &name)
    {
        o.schemas.push_back({.oid = ++next, .owner = 10, .name = o.texts.add(name)});
        return next;
    }
    catalog::Oid table(catalog::Oid schema, const QString &name, const QStringList &columns)
    {
        const catalog::Oid oid = ++next;
        o.relations.push_back(
            {.oid = oid, .schema = schema, .owner = 10, .name = o.texts.add(name)});
        qint16 number = 0;
        for (const QString &column : columns) {
            o.columns.push_back(
                {.relation = oid, .type = 23, .name = o.texts.add(column), .number = ++number});
        }
        return oid;
    }
    catalog::Oid index(catalog::Oid schema, catalog::Oid table, const QString &name)
    {
        o.indexes.push_back({.oid = ++next,
                             .relation = table,
                             .schema = schema,
                             .name = o.texts.add(name),
                             .keys = o.texts.add(QStringLiteral("1")),
                             .keyCount = 1});
        return next;
    }
    catalog::Oid function(catalog::Oid schema, const QString &name)
    {
        o.functions.push_back(
            {.oid = ++next, .schema = schema, .owner = 10, .name = o.texts.add(name)});
        return next;
    }
    catalog::CatalogService::Loaded load()
    {
        o.serverVersion = 150004;
        o.typeNames.push_back({.type = 23, .name = o.texts.add(QStringLiteral("integer"))});
        o.others.push_back(
            {.oid = 10, .name = o.texts.add(QStringLiteral("owner")), .kind = catalog::Kind::Role});
        const auto snapshot = catalog::Snapshot::make(std::move(o));
        return {.snapshot = snapshot,
                .search = std::make_shared<const catalog::SearchIndex>(snapshot),
                .directory = std::make_shared<const catalog::Directory>(*snapshot)};
    }
};

} // namespace howdah::samples
