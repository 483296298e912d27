#include "app/windowstate.h"

using namespace Qt::StringLiterals;

namespace howdah::app {

QByteArray WindowState::load(const QString &key)
{
    if (m_memory == Memory::None)
        return {};
    return m_settings.get(u"window/"_s + key).toString().toUtf8();
}

void WindowState::save(const QString &key, const QByteArray &value)
{
    if (m_memory == Memory::None)
        return;
    m_settings.set(u"window/"_s + key,
                   value.isEmpty() ? QJsonValue() : QJsonValue(QString::fromUtf8(value)));
}

} // namespace howdah::app
