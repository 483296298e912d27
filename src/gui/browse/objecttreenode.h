#pragma once

#include "gui/browse/objecttreemodel.h"

namespace howdah::gui {

/// One line of the tree; its children are made when somebody looks at them. For the model's own two
/// files only.
struct ObjectTreeModel::Node
{
    enum class Sort : quint8 { Root, Shelf, Folder, Object };
    Sort sort = Sort::Root;
    catalog::Kind kind = catalog::Kind::Database; ///< of a folder: what is in it
    Shelf shelf = Shelf::None;
    bool populated = false;
    int row = 0;
    catalog::Oid schema = 0; ///< of a folder
    catalog::ObjectId id;    ///< the object, or the one a folder is of
    qsizetype count = 0;     ///< of a folder
    Node *parent = nullptr;
    std::vector<std::unique_ptr<Node>> children;
};

} // namespace howdah::gui
