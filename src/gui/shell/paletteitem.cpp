#include "gui/shell/paletteitem.h"

#include <QVarLengthArray>

namespace howdah::gui {

namespace {

constexpr int noMatch = -1;
constexpr int runScore = 8;
constexpr int wordStartScore = 6;
constexpr int letterScore = 1;

bool startsWord(const QString &text, qsizetype at)
{
    return at == 0 || !text.at(at - 1).isLetterOrNumber() ||
           (text.at(at).isUpper() && text.at(at - 1).isLower());
}

} // namespace

int fuzzyScore(const QString &pattern, const QString &text)
{
    // best[j]: the best score with the letter matched last standing at j. Taking the first place
    // that fits instead would rate "lm" in "llm_metrics" below "calming".
    QVarLengthArray<int, 128> best(text.size(), 0);
    QVarLengthArray<int, 128> next(text.size(), 0);
    bool first = true;
    for (const QChar wanted : pattern) {
        if (wanted.isSpace())
            continue;
        int before = first ? 0 : noMatch; // best of all places left of j
        for (qsizetype j = 0; j < text.size(); ++j) {
            const int run =
                j > 0 && !first && best[j - 1] != noMatch ? best[j - 1] + runScore : noMatch;
            next[j] = noMatch;
            if (text.at(j).toCaseFolded() == wanted.toCaseFolded()) {
                const int jump = before == noMatch ? noMatch
                                                   : before + (startsWord(text, j) ? wordStartScore
                                                                                   : letterScore);
                next[j] = qMax(run, jump);
            }
            if (!first)
                before = qMax(before, best[j]);
        }
        std::swap(best, next);
        first = false;
    }
    if (first)
        return 0;
    int score = noMatch;
    for (const int candidate : best)
        score = qMax(score, candidate);
    // Among equals the shorter text is the closer one.
    return score == noMatch ? noMatch : score * 64 - int(qMin<qsizetype>(text.size(), 63));
}

} // namespace howdah::gui
