#include "gui/connect/factsview.h"

#include <QGridLayout>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace howdah::gui {

FactsView::FactsView(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QGridLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setHorizontalSpacing(16);
    m_layout->setVerticalSpacing(4);
    m_layout->setColumnStretch(1, 1);
}

void FactsView::clear()
{
    while (QLayoutItem *item = m_layout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_rows = 0;
}

void FactsView::showFacts(const QList<ConnectionFact> &facts)
{
    clear();
    for (const ConnectionFact &fact : facts) {
        const char *look = nullptr;
        if (fact.tone == ConnectionFact::Tone::Good)
            look = "good";
        else if (fact.tone == ConnectionFact::Tone::Warning)
            look = "warning";
        addRow(fact.name, fact.value, look);
    }
}

void FactsView::showText(const QString &text)
{
    clear();
    addRow({}, text, nullptr);
}

void FactsView::showError(const Error &error)
{
    clear();
    const ErrorText words = describe(error);
    addRow({}, words.heading, "error");
    if (!words.detail.isEmpty())
        addRow({}, words.detail, nullptr);
    if (!words.next.isEmpty())
        addRow({}, words.next, "secondary");
}

void FactsView::addRow(const QString &name, const QString &value, const char *look)
{
    auto *text = new QLabel(value, this);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    if (look)
        text->setProperty("look", QLatin1StringView(look));
    if (name.isEmpty()) {
        m_layout->addWidget(text, m_rows++, 0, 1, 2);
        return;
    }
    auto *label = new QLabel(name, this);
    label->setTextFormat(Qt::PlainText);
    label->setProperty("look", u"secondary"_s);
    text->setAccessibleName(name);
    m_layout->addWidget(label, m_rows, 0, Qt::AlignTop);
    m_layout->addWidget(text, m_rows++, 1);
}

} // namespace howdah::gui
