#pragma once

#include "base/error.h"

#include <QHash>
#include <QJsonValue>
#include <QObject>

#include <memory>

namespace howdah::store {

class Store;

/// What the program remembers about itself: JSON values by key ("window/geometry", "tabs",
/// "text/<id>"). Reading answers from memory; set() returns at once and is in the file milliseconds
/// later, so that a kill loses nothing that was set before. Belongs to one thread. Never for
/// secrets.
class Settings final : public QObject
{
    Q_OBJECT

public:
    /// Reads everything there is; blocks for that moment.
    explicit Settings(std::shared_ptr<Store> store, QObject *parent = nullptr);
    /// Waits until everything is written.
    ~Settings() override;

    /// Undefined when there is none.
    [[nodiscard]] QJsonValue get(const QString &key) const;
    /// An undefined or null @p value removes the key.
    void set(const QString &key, const QJsonValue &value);
    void remove(const QString &key) { set(key, QJsonValue()); }
    /// The keys that start with @p prefix, sorted.
    [[nodiscard]] QStringList keys(const QString &prefix = {}) const;

signals:
    /// Something could not be written (disk full …); it stays in memory and goes along with the
    /// next set().
    void saveFailed(const howdah::Error &error);

private:
    void save();

    std::shared_ptr<Store> m_store;
    QHash<QString, QJsonValue> m_values;
    QHash<QString, QJsonValue> m_unsaved;
    QHash<QString, QJsonValue> m_saving;
    bool m_busy = false;
};

} // namespace howdah::store
