#pragma once

#include "gui/shell/place.h"
#include "gui/shell/theme.h"

#include <QButtonGroup>
#include <QToolButton>
#include <QWidget>

class QVBoxLayout;

namespace howdah::gui {

/// The slim column of places on the left; Alt+1 … Alt+6 reach them too.
class Rail final : public QWidget
{
    Q_OBJECT

public:
    explicit Rail(const Theme &theme, QWidget *parent = nullptr);

    void addPlace(const Place &place);
    /// Marks the place whose page is in front; an unknown id marks none.
    void setCurrent(const QString &placeId);
    /// Greys out the places that need a connection.
    void setConnected(bool connected);

signals:
    void placeActivated(const QString &placeId);

private:
    void updateIcons();

    struct Entry
    {
        Place place;
        QToolButton *button;
    };
    const Theme &m_theme;
    QVBoxLayout *m_layout;
    QButtonGroup m_group;
    QList<Entry> m_entries;
};

} // namespace howdah::gui
