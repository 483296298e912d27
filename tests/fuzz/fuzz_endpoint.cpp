#include "pg/endpoint.h"

#include <cstdint>
#include <cstdlib>

using namespace howdah;

/// Any text is an endpoint or an error; an endpoint written as conninfo is read back as the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto endpoint = pg::Endpoint::parse(
        QString::fromUtf8(reinterpret_cast<const char *>(data), qsizetype(size)));
    // "postgres://" says nothing, and so does its conninfo.
    if (!endpoint || endpoint->parameters().isEmpty())
        return 0;
    (void)endpoint->toDisplayText();
    if (endpoint->parameters().contains(QStringLiteral("password")))
        std::abort();
    const auto again = pg::Endpoint::parse(endpoint->toConninfo());
    if (!again || again->parameters() != endpoint->parameters())
        std::abort();
    return 0;
}
