#include "gui/protect/protectpage.h"

#include "base/format.h"
#include "base/shownpath.h"
#include "base/whendone.h"
#include "gui/common/errortext.h"
#include "gui/common/statepane.h"
#include "gui/protect/backupmodel.h"
#include "gui/protect/backupwizard.h"
#include "gui/protect/backupwording.h"
#include "gui/protect/figuresmodel.h"
#include "gui/protect/restorewizard.h"
#include "gui/protect/statechipdelegate.h"

#include "ui_protectpage.h"

#include <QFileDialog>
#include <QHeaderView>
#include <QMessageBox>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace howdah::gui {

namespace {

/// All backups, or those of one database.
class DatabaseFilter final : public QSortFilterProxyModel
{
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setFilter(const QString &database, const QString &text)
    {
        m_database = database;
        m_text = text;
        invalidateFilter();
    }

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &) const override
    {
        const auto *backups = qobject_cast<const BackupModel *>(sourceModel());
        const auto &backup = backups->at(row);
        return (m_database.isEmpty() || backup.manifest.database == m_database) &&
               (m_text.isEmpty() || backup.name().contains(m_text, Qt::CaseInsensitive));
    }

private:
    QString m_database;
    QString m_text;
};

void dress(QTableView *table)
{
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setSortingEnabled(true);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(table->fontMetrics().height() + 12);
    table->horizontalHeader()->setHighlightSections(false);
}

} // namespace

ProtectPage::ProtectPage(const Address &address, BackupActions actions, const QString &database,
                         const QString &folder, const Theme &theme, QWidget *parent)
    : Page(address, parent)
    , m_ui(std::make_unique<Ui::ProtectPage>())
    , m_actions(std::move(actions))
    , m_database(database)
    , m_folder(folder)
    , m_theme(theme)
    , m_model(new BackupModel(this))
    , m_sorted(new DatabaseFilter(this))
    , m_figures(new FiguresModel(this))
{
    m_ui->setupUi(this);
    setTitle(tr("Backups"));
    setIconName(u"backups"_s);
    buildTables();
    connectAll();
    setFolder(folder);
}

ProtectPage::~ProtectPage() = default;

void ProtectPage::buildTables()
{
    m_sorted->setSourceModel(m_model);
    m_sorted->setSortRole(BackupModel::SortRole);
    m_table = m_ui->backupTable;
    m_table->setModel(m_sorted);
    dress(m_table);
    m_table->setItemDelegateForColumn(BackupModel::StateColumn,
                                      new StateChipDelegate(m_theme, m_table));
    m_table->sortByColumn(BackupModel::TakenColumn, Qt::DescendingOrder);
    const int widths[] = {120, 150, 110, 90, 90, 130};
    for (int column = 0; column < BackupModel::ColumnCount; ++column)
        m_table->setColumnWidth(column, widths[column]);
    m_table->horizontalHeader()->setStretchLastSection(true);

    auto *sortedFigures = new QSortFilterProxyModel(this);
    sortedFigures->setSourceModel(m_figures);
    sortedFigures->setSortRole(FiguresModel::SortRole);
    m_ui->figuresTable->setModel(sortedFigures);
    dress(m_ui->figuresTable);
    m_ui->figuresTable->sortByColumn(FiguresModel::SizeColumn, Qt::DescendingOrder);
    m_ui->figuresTable->horizontalHeader()->setSectionResizeMode(FiguresModel::TableColumn,
                                                                 QHeaderView::Stretch);

    m_ui->contentSplitter->setStretchFactor(0, 4);
    m_ui->contentSplitter->setStretchFactor(1, 3);
    // The pane takes the place of what it wraps.
    const int at = m_ui->layout->indexOf(m_ui->contentSplitter);
    m_state = new StatePane(m_theme, m_ui->contentSplitter);
    m_ui->layout->insertWidget(at, m_state, 1);
    m_ui->allCheckBox->setVisible(!m_database.isEmpty());
}

void ProtectPage::connectAll()
{
    connect(m_ui->folderButton, &QPushButton::clicked, this, &ProtectPage::chooseFolder);
    connect(m_ui->backUpButton, &QPushButton::clicked, this, &ProtectPage::backUp);
    connect(m_ui->restoreButton, &QPushButton::clicked, this, &ProtectPage::restore);
    connect(m_ui->removeButton, &QPushButton::clicked, this, &ProtectPage::removeChosen);
    connect(m_ui->verifyButton, &QPushButton::clicked, this, [this] {
        if (const auto *backup = chosen())
            follow(m_actions.verify(tr("Verify %1").arg(backup->name()), backup->path));
    });
    connect(m_ui->proveButton, &QPushButton::clicked, this, [this] {
        if (const auto *backup = chosen())
            follow(m_actions.prove(tr("Prove %1").arg(backup->name()), backup->path));
    });
    const auto takeColours = [this] {
        m_ui->backUpButton->setIcon(m_theme.icon(u"backups"_s, Role::Surface));
        showChosen();
    };
    connect(&m_theme, &Theme::changed, this, takeColours);
    takeColours();
    const auto filter = [this] {
        static_cast<DatabaseFilter *>(m_sorted)->setFilter(
            m_ui->allCheckBox->isChecked() ? QString() : m_database,
            m_ui->searchEdit->text().trimmed());
        showEmpty();
    };
    connect(m_ui->searchEdit, &QLineEdit::textChanged, this, filter);
    connect(m_ui->allCheckBox, &QCheckBox::toggled, this, filter);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ProtectPage::showChosen);
    connect(m_state, &StatePane::actionTriggered, this, [this] {
        if (m_model->rowCount() == 0 && !m_waiting && m_ui->backUpButton->isEnabled())
            backUp();
        else
            refresh();
    });
    filter();
}

void ProtectPage::refresh()
{
    const quint64 request = ++m_request;
    m_waiting = true;
    m_state->showBusy(tr("Looking for backups in %1…").arg(shownPath(m_folder)));
    whenDone(m_actions.scan(m_folder), this,
             [this, request](const Result<QList<backup::Backup>> &answer) {
                 // Only the last question counts; answers may overtake each other.
                 if (request == m_request)
                     show(answer);
             });
}

void ProtectPage::find()
{
    m_ui->searchEdit->setFocus();
    m_ui->searchEdit->selectAll();
}

QString ProtectPage::helpText() const
{
    return tr("A backup is written by pg_dump from one snapshot of the database, read back, and "
              "only then listed. "
              "Verify reads every byte of it again. Prove restores it into a throw-away server and "
              "compares every "
              "table. Restore always goes into a new database; what exists is never overwritten.");
}

void ProtectPage::show(const Result<QList<backup::Backup>> &answer)
{
    m_waiting = false;
    if (!answer) {
        m_state->showError(answer.error());
        return;
    }
    const auto *before = chosen();
    const QString path = before ? before->path : QString();
    m_model->setBackups(*answer);
    const int row = m_model->rowOf(path);
    const QModelIndex wanted =
        row >= 0 ? m_sorted->mapFromSource(m_model->index(row, 0)) : QModelIndex();
    m_table->setCurrentIndex(wanted.isValid() ? wanted : m_sorted->index(0, 0));
    showEmpty();
    showChosen();
}

void ProtectPage::showEmpty()
{
    if (m_waiting)
        return;
    if (m_sorted->rowCount() > 0) {
        m_state->showContent();
        if (!m_table->currentIndex().isValid())
            m_table->setCurrentIndex(m_sorted->index(0, 0));
        return;
    }
    if (m_model->rowCount() > 0) {
        m_state->showEmpty(u"backups"_s, tr("No backup matches"),
                           tr("This folder holds backups of other databases, or with other names. "
                              "Widen the search "
                              "above."),
                           u""_s);
    } else {
        m_state->showEmpty(u"backups"_s, tr("No backup yet"),
                           tr("A backup is a file or folder from which this database can be made "
                              "again, checked when it "
                              "is written. Backups in %1 are listed here.")
                               .arg(shownPath(m_folder)),
                           tr("Back up now…"));
    }
}

const backup::Backup *ProtectPage::chosen() const
{
    const QModelIndex index = m_table->currentIndex();
    return index.isValid() ? &m_model->at(m_sorted->mapToSource(index).row()) : nullptr;
}

QStringList ProtectPage::factsOf(const backup::Backup &backup) const
{
    QStringList facts;
    facts += tr("Taken %1 (%2)")
                 .arg(ageText(backup.manifest.snapshotAt), timeText(backup.manifest.snapshotAt));
    if (!backup.manifest.id.isEmpty()) {
        facts += tr("From %1, PostgreSQL %2")
                     .arg(backup.manifest.source)
                     .arg(backup.manifest.serverVersion / 10'000);
        facts += tr("%1, %2, %3")
                     .arg(wordFor(backup.manifest.content), wordFor(backup.manifest.format),
                          format::bytes(backup.bytes));
    }
    if (const auto proof = backup.lastCheck(backup::Check::Kind::Proven);
        proof && proof->hasPassed()) {
        facts += tr("Proven %1 in %2 on %3")
                     .arg(ageText(proof->at),
                          format::duration(std::chrono::milliseconds(proof->tookMs)), proof->where);
    }
    if (const auto reading = backup.lastCheck(backup::Check::Kind::Verified);
        reading && reading->hasPassed())
        facts += tr("Verified %1").arg(ageText(reading->at));
    facts += shownPath(backup.path);
    return facts;
}

void ProtectPage::showChosen()
{
    const auto *backup = chosen();
    const bool isBackup = backup && backup->state != backup::State::Partial &&
                          backup->state != backup::State::Running;
    m_ui->verifyButton->setEnabled(isBackup);
    m_ui->proveButton->setEnabled(isBackup &&
                                  backup->manifest.content == backup::Content::Everything);
    m_ui->removeButton->setEnabled(backup && backup->state != backup::State::Running);
    m_ui->nameLabel->setText(backup ? backup->name() : QString());
    // What its state means comes first, and in its colour where that is bad news.
    QPalette palette = m_ui->stateLabel->palette();
    QString meaning;
    if (backup) {
        const auto look = lookOf(backup->state);
        meaning =
            backup->problem.isEmpty()
                ? look.explanation
                : tr("%1 %2", "what is wrong, what follows").arg(backup->problem, look.explanation);
        const bool isBad =
            backup->state == backup::State::Damaged || backup->state == backup::State::Partial;
        palette.setColor(QPalette::WindowText, m_theme.color(isBad ? look.role : Role::Text));
    }
    m_ui->stateLabel->setPalette(palette);
    m_ui->stateLabel->setText(meaning);
    m_ui->factsLabel->setText(backup ? factsOf(*backup).join(u'\n') : QString());
    m_figures->setTables(backup ? backup->manifest.tables : QList<backup::TableFigures>{});
    m_ui->figuresTable->resizeColumnToContents(FiguresModel::RowsColumn);
    m_ui->figuresTable->resizeColumnToContents(FiguresModel::SizeColumn);
}

void ProtectPage::setFolder(const QString &folder)
{
    m_folder = folder;
    m_ui->folderButton->setText(fontMetrics().elidedText(shownPath(folder), Qt::ElideMiddle, 320));
    m_ui->folderButton->setToolTip(u"<qt>"_s + folder.toHtmlEscaped() + u"</qt>"_s);
    refresh();
}

void ProtectPage::chooseFolder()
{
    auto *dialog = new QFileDialog(this, tr("Folder with backups"), m_folder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &folder) {
        m_actions.rememberFolder(folder);
        setFolder(folder);
    });
    dialog->open();
}

void ProtectPage::backUp()
{
    auto *wizard = new BackupWizard(m_actions, m_database, m_folder, m_theme, this);
    wizard->setAttribute(Qt::WA_DeleteOnClose);
    connect(wizard, &QDialog::accepted, this, [this, wizard] {
        const auto options = wizard->options();
        follow(m_actions.create(tr("Back up %1").arg(m_database), options));
    });
    wizard->open();
}

void ProtectPage::restore()
{
    const auto *backup = chosen();
    const bool usable = backup && backup->state != backup::State::Partial &&
                        backup->state != backup::State::Running;
    auto *wizard =
        new RestoreWizard(m_actions, usable ? backup->path : QString(),
                          usable ? backup->manifest.database : m_database, m_theme, this);
    wizard->setAttribute(Qt::WA_DeleteOnClose);
    connect(wizard, &QDialog::accepted, this, [this, wizard] {
        const auto options = wizard->options();
        follow(m_actions.restore(tr("Restore into %1").arg(options.database), options));
    });
    wizard->open();
}

void ProtectPage::removeChosen()
{
    const auto *backup = chosen();
    if (!backup)
        return;
    auto *question =
        new QMessageBox(QMessageBox::Warning, tr("Remove a backup"),
                        tr("Remove %1 for good?").arg(backup->name()), QMessageBox::Cancel, this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setTextFormat(Qt::PlainText);
    question->setInformativeText(tr("%1 will be deleted from %2. This cannot be undone.")
                                     .arg(format::bytes(backup->bytes), backup->path));
    auto *removeButton = question->addButton(tr("Remove"), QMessageBox::DestructiveRole);
    connect(removeButton, &QPushButton::clicked, this, [this, path = backup->path] {
        whenDone(m_actions.remove(path), this, [this](const Result<void> &answer) {
            if (answer)
                refresh();
            else
                m_state->showError(answer.error());
        });
    });
    question->open();
}

void ProtectPage::follow(jobs::Job *job)
{
    if (job)
        connect(job, &jobs::Job::finished, this, &ProtectPage::refresh);
    // What was begun shows at once as being written.
    refresh();
}

} // namespace howdah::gui
