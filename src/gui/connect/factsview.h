#pragma once

#include "gui/common/errortext.h"
#include "gui/connect/words.h"

#include <QWidget>

class QGridLayout;

namespace howdah::gui {

/// A short list of names and values that can be selected and copied, or an error in the same place.
class FactsView final : public QWidget
{
    Q_OBJECT

public:
    explicit FactsView(QWidget *parent = nullptr);

    void clear();
    void showFacts(const QList<ConnectionFact> &facts);
    /// One sentence, while something is on its way.
    void showText(const QString &text);
    void showError(const Error &error);

private:
    void addRow(const QString &name, const QString &value, const char *look);

    QGridLayout *m_layout; ///< which, unlike a form layout, gives wrapped lines their height
    int m_rows = 0;
};

} // namespace howdah::gui
