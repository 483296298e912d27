#include "gui/charts/chartpanel.h"

#include "gui/charts/charttablemodel.h"
#include "gui/charts/chartview.h"
#include "gui/charts/elidedlabel.h"
#include "gui/common/codeedit.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace howdah::gui {

namespace {

QLabel *plainLabel(const QString &look, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setProperty("look", look);
    return label;
}

} // namespace

ChartPanel::ChartPanel(const Theme &theme, const QString &title, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_title(plainLabel(u"heading"_s, this))
    , m_note(new ElidedLabel(this))
    , m_empty(plainLabel(u"secondary"_s, this))
    , m_tableButton(new QToolButton(this))
    , m_sqlButton(new QToolButton(this))
    , m_menuButton(new QToolButton(this))
    , m_faces(new QStackedWidget(this))
    , m_chart(new ChartView(theme, this))
    , m_model(new ChartTableModel(this))
    , m_table(new QTableView(this))
    , m_sql(new CodeView(theme, this))
{
    setProperty("look", u"surface"_s);
    setAccessibleName(title);
    m_title->setText(title);
    m_note->setProperty("look", u"secondary"_s);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    const auto toggle = [this](QToolButton *button, const QString &text, const QString &tip) {
        button->setText(text);
        button->setToolTip(tip);
        button->setCheckable(true);
        connect(button, &QToolButton::toggled, this, &ChartPanel::updateFace);
    };
    toggle(m_tableButton, tr("Table"), tr("Shows the numbers as a table"));
    toggle(m_sqlButton, tr("SQL"), tr("Shows what was asked of the database"));
    connect(m_tableButton, &QToolButton::toggled, m_sqlButton, [this](bool on) {
        if (on)
            m_sqlButton->setChecked(false);
    });
    connect(m_sqlButton, &QToolButton::toggled, m_tableButton, [this](bool on) {
        if (on)
            m_tableButton->setChecked(false);
    });
    makeMenu();

    auto *sorted = new QSortFilterProxyModel(this);
    sorted->setSourceModel(m_model);
    sorted->setSortRole(ChartTableModel::SortRole);
    m_table->setModel(sorted);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(0, Qt::AscendingOrder);
    m_table->setShowGrid(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(24);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setAccessibleName(title);
    for (QWidget *face : {static_cast<QWidget *>(m_chart), static_cast<QWidget *>(m_table),
                          static_cast<QWidget *>(m_sql), static_cast<QWidget *>(m_empty)})
        m_faces->addWidget(face);
    connect(m_chart, &ChartView::seriesActivated, this, &ChartPanel::seriesActivated);

    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_title);
    head->addWidget(m_note, 1);
    head->addWidget(m_tableButton);
    head->addWidget(m_sqlButton);
    head->addWidget(m_menuButton);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(4);
    layout->addLayout(head);
    layout->addWidget(m_faces, 1);
    updateFace();
}

void ChartPanel::makeMenu()
{
    auto *menu = new QMenu(this);
    menu->addAction(tr("Copy as CSV"), this,
                    [this] { QApplication::clipboard()->setText(m_data.toCsv()); });
    menu->addSeparator();
    menu->addAction(tr("Save as PNG …"), this, [this] {
        askWhereToSave(PictureFormat::Png, u"png"_s, tr("PNG pictures (*.png)"));
    });
    menu->addAction(tr("Save as SVG …"), this, [this] {
        askWhereToSave(PictureFormat::Svg, u"svg"_s, tr("SVG drawings (*.svg)"));
    });
    menu->addAction(tr("Save as PDF …"), this, [this] {
        askWhereToSave(PictureFormat::Pdf, u"pdf"_s, tr("PDF documents (*.pdf)"));
    });
    m_menuButton->setMenu(menu);
    m_menuButton->setPopupMode(QToolButton::InstantPopup);
    m_menuButton->setText(tr("Export"));
    m_menuButton->setToolTip(tr("Copies the numbers or saves the picture"));
}

void ChartPanel::setData(const ChartData &data, const QString &note, const QString &sql,
                         const QString &emptyText)
{
    m_data = data;
    m_note->setWholeText(note);
    m_empty->setText(emptyText);
    m_sql->setSql(sql);
    m_model->setData(data);
    m_table->resizeColumnsToContents();
    m_chart->setData(data);
    m_chart->setAccessibleDescription(
        tr("%n series; the table beside it has the numbers", nullptr, int(data.series.size())));
    updateFace();
}

void ChartPanel::updateFace()
{
    const bool empty = m_data.isEmpty();
    m_tableButton->setEnabled(!empty);
    m_menuButton->setEnabled(!empty);
    m_sqlButton->setEnabled(!m_sql->sql().isEmpty());
    if (m_sqlButton->isChecked())
        m_faces->setCurrentWidget(m_sql);
    else if (empty)
        m_faces->setCurrentWidget(m_empty);
    else if (m_tableButton->isChecked())
        m_faces->setCurrentWidget(m_table);
    else
        m_faces->setCurrentWidget(m_chart);
}

Result<void> ChartPanel::save(const QString &path, PictureFormat format)
{
    return savePicture(
        path, format, m_title->text(), m_chart->size(),
        [this](QPainter *painter, const QRectF &target) { m_chart->paintTo(painter, target); });
}

void ChartPanel::askWhereToSave(PictureFormat format, const QString &suffix, const QString &filter)
{
    auto *dialog = new QFileDialog(this, tr("Save %1").arg(m_title->text()), QString(), filter);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, [this, format](const QString &path) {
        if (const auto saved = save(path, format); !saved)
            emit saveFailed(saved.error());
    });
    dialog->open();
}

} // namespace howdah::gui
