#include "planner/alembicrevision.h"

#include <cstdint>
#include <cstdlib>

using namespace howdah;

/// Any text is a revision, a helper or an error; SQL read from it stands inside the file.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QString source = QString::fromUtf8(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto read = planner::readAlembicRevision(source, QStringLiteral("x.py"));
    if (!read || !*read)
        return 0;
    const auto lines = source.count(u'\n') + source.count(u'\r') + 1;
    const auto scripts = (*read)->up + (*read)->down;
    for (const auto &script : scripts) {
        for (qsizetype i = 0; i < script->text.size(); ++i) {
            if (script->map.at(i).line < 1 || script->map.at(i).line > lines)
                std::abort();
        }
    }
    return 0;
}
