#include "change/finding.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::change {

QString severityName(Severity severity)
{
    switch (severity) {
    case Severity::Info:
        return u"info"_s;
    case Severity::Warning:
        return u"warning"_s;
    case Severity::Error:
        return u"error"_s;
    }
    Q_UNREACHABLE();
}

bool hasErrors(const QList<Finding> &findings)
{
    return worst(findings) == Severity::Error;
}

Severity worst(const QList<Finding> &findings)
{
    auto severity = Severity::Info;
    for (const Finding &finding : findings)
        severity = std::max(severity, finding.severity);
    return severity;
}

} // namespace howdah::change
