#pragma once

#include <QSortFilterProxyModel>

namespace howdah::gui {

/// Sessions that contain every word typed, with or without the server's own processes.
class SessionFilter final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit SessionFilter(QObject *parent = nullptr);

    void setWords(const QString &text);
    void setBackgroundShown(bool shown);
    void setIdleShown(bool shown);

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    QStringList m_words;
    bool m_background = false;
    bool m_idle = true;
};

} // namespace howdah::gui
