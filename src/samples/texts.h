#pragma once

#include "samples/random.h"

#include <QByteArray>

namespace howdah::samples {

/// A sentence of about @p words words about software, plain enough for full-text search to find
/// things in. No word of it was ever said by anybody.
[[nodiscard]] QByteArray sentence(Random &random, int words);

/// Four words, as titles have.
[[nodiscard]] QByteArray title(Random &random);

/// A stack trace of @p frames lines that belongs to no program.
[[nodiscard]] QByteArray stackTrace(Random &random, int frames);

/// 1536 numbers as pgvector reads them. Nine of ten crowd around one direction, the others around
/// seven more: an index with equally many lists for all directions has to suffer.
class VectorSource final
{
public:
    explicit VectorSource(Random random);

    [[nodiscard]] QByteArray next();

private:
    static constexpr int dimensions = 1536;
    Random m_random;
    std::array<std::array<qint16, dimensions>, 8> m_centres; ///< thousandths
};

} // namespace howdah::samples
