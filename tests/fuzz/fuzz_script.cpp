#include "sql/script.h"

#include <cstdint>
#include <cstdlib>

using namespace howdah;

namespace {

void demand(bool property)
{
    if (!property)
        std::abort();
}

/// Line and column, counted anew from the beginning.
sql::Position positionOf(const QByteArray &utf8, qsizetype offset)
{
    sql::Position position{.offset = offset};
    for (qsizetype i = 0; i < offset; ++i) {
        const auto byte = uchar(utf8.at(i));
        if (byte == '\n') {
            ++position.line;
            position.column = 1;
        } else if ((byte & 0xC0) != 0x80) {
            ++position.column;
        }
    }
    return position;
}

} // namespace

/// Cutting accepts any input; its statements lie in order inside it; and where nothing is wrong,
/// statements put together again are cut the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray input(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto script = sql::Script::split(input);
    const QByteArray &utf8 = script.utf8();

    QByteArray again;
    const bool sound = script.problems().isEmpty() && !utf8.startsWith("\xEF\xBB\xBF");
    bool plain = sound;
    qsizetype behind = 0;
    for (const auto &statement : script.statements()) {
        demand(statement.begin.offset >= behind);
        demand(statement.end > statement.begin.offset);
        demand(statement.end <= utf8.size());
        behind = statement.end;
        if (const auto rows = statement.copyData) {
            demand(rows->first >= behind && rows->second >= rows->first &&
                   rows->second <= utf8.size());
            behind = rows->second;
            plain = false;
        }
        if (sound)
            demand(statement.begin == positionOf(utf8, statement.begin.offset));
        // An open parenthesis would swallow the semicolon that we add.
        plain = plain && statement.terminated;
        again += script.bytes(statement).toByteArray() + ";\n";
    }
    for (qsizetype offset = 0; offset <= utf8.size(); ++offset) {
        const int index = script.statementAt(offset);
        demand(index >= -1 && index < script.statements().size());
    }
    if (!plain)
        return 0;
    const auto second = sql::Script::split(again);
    demand(second.problems().isEmpty());
    demand(second.statements().size() == script.statements().size());
    for (qsizetype i = 0; i < script.statements().size(); ++i) {
        demand(second.bytes(second.statements().at(i)) == script.bytes(script.statements().at(i)));
    }
    return 0;
}
