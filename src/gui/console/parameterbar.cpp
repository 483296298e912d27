#include "gui/console/parameterbar.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace howdah::gui {

ParameterBar::ParameterBar(QWidget *parent)
    : QFrame(parent)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(8, 6, 8, 6);
    auto *buttons = new QHBoxLayout;
    auto *title = new QLabel(
        tr("Values for this run. They are sent as parameters, never as part of the SQL."), this);
    title->setProperty("look", u"secondary"_s);
    auto *run = new QPushButton(tr("Run"), this);
    run->setObjectName(u"runWithParametersButton"_s);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    buttons->addWidget(title, 1);
    buttons->addWidget(run);
    buttons->addWidget(cancel);
    m_layout->addLayout(buttons);
    connect(run, &QPushButton::clicked, this, &ParameterBar::accept);
    connect(cancel, &QPushButton::clicked, this, &ParameterBar::dismiss);
    hide();
}

void ParameterBar::ask(const QStringList &names, const QMap<QString, QString> &last)
{
    delete m_fields;
    m_entries.clear();
    m_fields = new QWidget(this);
    auto *grid = new QGridLayout(m_fields);
    grid->setContentsMargins(0, 0, 0, 0);
    for (const QString &name : names) {
        const int row = int(m_entries.size());
        auto *label = new QLabel(u':' + name, m_fields);
        label->setTextFormat(Qt::PlainText);
        auto *edit = new QLineEdit(last.value(name), m_fields);
        edit->setObjectName(u"parameter-"_s + name);
        edit->setAccessibleName(name);
        auto *null = new QCheckBox(u"NULL"_s, m_fields);
        null->setChecked(last.contains(name) && last.value(name).isNull());
        edit->setDisabled(null->isChecked());
        connect(null, &QCheckBox::toggled, edit, &QWidget::setDisabled);
        connect(edit, &QLineEdit::returnPressed, this, &ParameterBar::accept);
        grid->addWidget(label, row, 0);
        grid->addWidget(edit, row, 1);
        grid->addWidget(null, row, 2);
        m_entries.append({.name = name, .edit = edit, .null = null});
    }
    m_layout->addWidget(m_fields);
    show();
    m_entries.constFirst().edit->setFocus();
    m_entries.constFirst().edit->selectAll();
}

void ParameterBar::dismiss()
{
    if (isHidden())
        return;
    hide();
    emit rejected();
}

void ParameterBar::accept()
{
    QMap<QString, QString> values;
    for (const Field &field : std::as_const(m_entries)) {
        // QLineEdit hands an empty text out as "", which is a value; NULL is the null QString.
        values.insert(field.name, field.null->isChecked() ? QString() : field.edit->text() + u""_s);
    }
    hide();
    emit accepted(values);
}

void ParameterBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        dismiss();
    else
        QFrame::keyPressEvent(event);
}

} // namespace howdah::gui
