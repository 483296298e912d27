#include "sql/classify.h"
#include "sql/parse.h"

#include <cstdint>
#include <cstdlib>

using namespace howdah;

/// Whatever is typed, the grammar answers and nothing breaks; a statement written out again still
/// has its fingerprint.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QString statement =
        QString::fromUtf8(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto tree = sql::parse(statement);
    (void)sql::normalise(statement); // an error is an answer too
    const auto fingerprint = sql::fingerprint(statement);
    if (!tree)
        return 0;
    if (!fingerprint || fingerprint->size() != 16)
        std::abort();
    if (const auto text = sql::deparse(statement); text && text->isEmpty())
        std::abort();
    return 0;
}
