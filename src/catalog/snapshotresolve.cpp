// Which object a row of a catalog stands for.
#include "catalog/snapshotlookup.h"

namespace howdah::catalog {

std::optional<ObjectId> Snapshot::resolve(Oid catalog, Oid oid, qint32 number) const
{
    const auto known = [&](Kind kind) -> std::optional<ObjectId> {
        if (other(kind, oid))
            return ObjectId{.kind = kind, .oid = oid};
        return {};
    };
    switch (Catalog(catalog)) {
    case Catalog::Class:
        if (const Relation *r = relation(oid)) {
            if (number > 0)
                return ObjectId{.kind = Kind::Column, .oid = oid, .number = qint16(number)};
            return idOf(*r);
        }
        if (index(oid))
            return ObjectId{.kind = Kind::Index, .oid = oid};
        return {};
    case Catalog::Type: {
        if (type(oid))
            return ObjectId{.kind = Kind::Type, .oid = oid};
        const auto row = std::ranges::lower_bound(m_lookup->rowTypes, oid, {}, &OidAndPlace::first);
        if (row != m_lookup->rowTypes.end() && row->first == oid)
            return idOf(m_objects->relations[row->second]);
        const auto array = std::ranges::find(m_objects->types, oid, &Type::array);
        if (oid != 0 && array != m_objects->types.end())
            return ObjectId{.kind = Kind::Type, .oid = array->oid};
        return {};
    }
    case Catalog::AttributeDefault:
        if (m_dependencies) {
            if (const auto *at =
                    oneWith(m_dependencies->defaults, oid, &Dependencies::DefaultPlace::oid))
                return ObjectId{.kind = Kind::Column, .oid = at->relation, .number = at->number};
        }
        return {};
    case Catalog::Rewrite:
        if (const Rule *r = rule(oid)) {
            const Relation *view = r->isView ? relation(r->relation) : nullptr;
            return view ? idOf(*view) : ObjectId{.kind = Kind::Rule, .oid = oid};
        }
        return {};
    case Catalog::Proc:
        if (const Function *f = function(oid))
            return idOf(*f);
        return {};
    case Catalog::Constraint:
        return constraint(oid) ? std::optional(ObjectId{.kind = Kind::Constraint, .oid = oid})
                               : std::nullopt;
    case Catalog::Trigger:
        return trigger(oid) ? std::optional(ObjectId{.kind = Kind::Trigger, .oid = oid})
                            : std::nullopt;
    case Catalog::Policy:
        return policy(oid) ? std::optional(ObjectId{.kind = Kind::Policy, .oid = oid})
                           : std::nullopt;
    case Catalog::Schema:
        return schema(oid) ? std::optional(ObjectId{.kind = Kind::Schema, .oid = oid})
                           : std::nullopt;
    case Catalog::AuthId:
        return known(Kind::Role);
    case Catalog::Tablespace:
        return known(Kind::Tablespace);
    case Catalog::Database:
        return known(Kind::Database);
    case Catalog::ForeignServer:
        return known(Kind::ForeignServer);
    case Catalog::UserMapping:
        return known(Kind::UserMapping);
    case Catalog::ForeignDataWrapper:
        return known(Kind::ForeignDataWrapper);
    case Catalog::AccessMethod:
        return known(Kind::AccessMethod);
    case Catalog::Cast:
        return known(Kind::Cast);
    case Catalog::Conversion:
        return known(Kind::Conversion);
    case Catalog::Language:
        return known(Kind::Language);
    case Catalog::OperatorClass:
        return known(Kind::OperatorClass);
    case Catalog::Operator:
        return known(Kind::Operator);
    case Catalog::OperatorFamily:
        return known(Kind::OperatorFamily);
    case Catalog::Extension:
        return known(Kind::Extension);
    case Catalog::StatisticExt:
        return known(Kind::Statistics);
    case Catalog::Collation:
        return known(Kind::Collation);
    case Catalog::EventTrigger:
        return known(Kind::EventTrigger);
    case Catalog::Transform:
        return known(Kind::Transform);
    case Catalog::TextSearchDictionary:
        return known(Kind::TextSearchDictionary);
    case Catalog::TextSearchParser:
        return known(Kind::TextSearchParser);
    case Catalog::TextSearchConfiguration:
        return known(Kind::TextSearchConfiguration);
    case Catalog::TextSearchTemplate:
        return known(Kind::TextSearchTemplate);
    case Catalog::Publication:
        return known(Kind::Publication);
    case Catalog::Subscription:
        return known(Kind::Subscription);
    case Catalog::PublicationRelation:
    case Catalog::PublicationSchema:
        return known(Kind::PublicationMember);
    case Catalog::DefaultAcl:
        return known(Kind::DefaultPrivileges);
    case Catalog::ParameterAcl:
        return known(Kind::ParameterPrivileges);
    case Catalog::LargeObject:
        return known(Kind::LargeObject);
    case Catalog::Attribute:
    case Catalog::AccessMethodOperator:
    case Catalog::AccessMethodProcedure:
        return {};
    }
    return {};
}

} // namespace howdah::catalog
