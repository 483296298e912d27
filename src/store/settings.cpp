#include "store/settings.h"

#include "base/whendone.h"
#include "store/store.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLoggingCategory>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::store {

namespace {

Q_LOGGING_CATEGORY(log, "howdah.store.settings")

// QJsonDocument holds no bare values, so each is kept as the only member of an array.
QString toText(const QJsonValue &value)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact));
}

QJsonValue fromText(const QString &text)
{
    const auto document = QJsonDocument::fromJson(text.toUtf8());
    return document.array().isEmpty() ? QJsonValue(QJsonValue::Undefined)
                                      : document.array().first();
}

Result<void> writeAll(Transaction &transaction, const QHash<QString, QJsonValue> &values)
{
    const QString now = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);
    for (auto it = values.begin(); it != values.end(); ++it) {
        const auto done =
            it->isNull() || it->isUndefined()
                ? transaction.execute(u"DELETE FROM setting WHERE key = ?"_s, {it.key()})
                : transaction.execute(
                      u"INSERT INTO setting VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET "
                      u"value = excluded.value, changed_at = excluded.changed_at"_s,
                      {it.key(), toText(*it), now});
        if (!done)
            return done.error();
    }
    return {};
}

} // namespace

Settings::Settings(std::shared_ptr<Store> store, QObject *parent)
    : QObject(parent)
    , m_store(std::move(store))
{
    const auto rows = m_store->read([](Transaction &transaction) {
        return transaction.select(u"SELECT key, value FROM setting"_s);
    });
    if (!rows) {
        qCWarning(log).noquote() << "settings cannot be read:" << rows.error().toText();
        return;
    }
    for (const Row &row : *rows)
        m_values.insert(row.at(0).toString(), fromText(row.at(1).toString()));
}

Settings::~Settings()
{
    // A save under way is in the store's queue already; what failed or came later goes behind it.
    m_saving.insert(m_unsaved);
    if (m_saving.isEmpty())
        return;
    const auto written = m_store->write(
        [values = m_saving](Transaction &transaction) { return writeAll(transaction, values); });
    if (!written)
        qCWarning(log).noquote() << "settings cannot be written:" << written.error().toText();
}

QJsonValue Settings::get(const QString &key) const
{
    return m_values.value(key, QJsonValue(QJsonValue::Undefined));
}

void Settings::set(const QString &key, const QJsonValue &value)
{
    if (get(key) == value)
        return;
    if (value.isNull() || value.isUndefined()) {
        if (!m_values.remove(key))
            return;
    } else {
        m_values.insert(key, value);
    }
    m_unsaved.insert(key, value);
    save();
}

QStringList Settings::keys(const QString &prefix) const
{
    QStringList keys;
    for (auto it = m_values.begin(); it != m_values.end(); ++it) {
        if (it.key().startsWith(prefix))
            keys += it.key();
    }
    keys.sort();
    return keys;
}

void Settings::save()
{
    // One write at a time; what is set meanwhile gathers for the next.
    if (m_busy || m_unsaved.isEmpty())
        return;
    m_busy = true;
    m_saving = std::exchange(m_unsaved, {});
    const auto written = m_store->startWrite(
        [values = m_saving](Transaction &transaction) { return writeAll(transaction, values); });
    whenDone(written, this, [this](const Result<void> &done) {
        m_busy = false;
        auto tried = std::exchange(m_saving, {});
        if (done) {
            save();
            return;
        }
        // Kept for the next set(); what was set meanwhile wins.
        tried.insert(m_unsaved);
        m_unsaved = std::move(tried);
        emit saveFailed(done.error());
    });
}

} // namespace howdah::store
