#include "gui/shell/jobspanel.h"

#include "base/format.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using howdah::jobs::Job;

namespace howdah::gui {

namespace {

QLabel *plainLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    return label;
}

} // namespace

/// One job: state, title, progress, what it does, and what can be done about it.
class JobRow final : public QWidget
{
    Q_OBJECT

public:
    JobRow(Job &job, jobs::JobList &list, const Theme &theme, QWidget *parent)
        : QWidget(parent)
        , m_job(job)
        , m_theme(theme)
        , m_icon(new QLabel(this))
        , m_title(plainLabel(this))
        , m_text(plainLabel(this))
        , m_progress(new QProgressBar(this))
        , m_cancel(new QToolButton(this))
        , m_logButton(new QToolButton(this))
        , m_dismiss(new QToolButton(this))
        , m_log(new QPlainTextEdit(this))
    {
        m_title->setText(job.subject().isEmpty() ? job.title()
                                                 : u"%1 – %2"_s.arg(job.title(), job.subject()));
        m_title->setMinimumWidth(220);
        m_text->setProperty("look", u"secondary"_s);
        m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        m_progress->setTextVisible(false);
        m_progress->setFixedWidth(160);
        m_cancel->setText(tr("Cancel"));
        m_logButton->setText(tr("Log"));
        m_logButton->setCheckable(true);
        m_dismiss->setText(tr("Dismiss"));
        m_log->setReadOnly(true);
        m_log->setMaximumHeight(140);
        m_log->hide();
        auto *line = new QHBoxLayout;
        line->setContentsMargins(12, 4, 12, 4);
        line->addWidget(m_icon);
        line->addWidget(m_title);
        line->addWidget(m_progress);
        line->addWidget(m_text, 1);
        line->addWidget(m_logButton);
        line->addWidget(m_cancel);
        line->addWidget(m_dismiss);
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(0);
        layout->addLayout(line);
        layout->addWidget(m_log);
        connect(m_cancel, &QToolButton::clicked, this, [this] {
            m_cancel->setEnabled(false);
            m_cancel->setText(tr("Cancelling…"));
            m_job.cancel();
        });
        connect(m_dismiss, &QToolButton::clicked, this, [&job, &list] { list.dismiss(&job); });
        connect(m_logButton, &QToolButton::toggled, this, [this](bool shown) {
            m_log->setVisible(shown);
            if (shown)
                showLog();
        });
        connect(&job, &Job::changed, this, &JobRow::showState);
        connect(&theme, &Theme::changed, this, &JobRow::showState);
        showState();
    }

private:
    void showState()
    {
        const bool running = m_job.state() == Job::State::Running;
        m_cancel->setVisible(running);
        m_dismiss->setVisible(!running);
        m_progress->setVisible(running);
        if (m_job.progress() < 0) {
            m_progress->setRange(0, 0);
        } else {
            m_progress->setRange(0, 1000);
            m_progress->setValue(int(m_job.progress() * 1000));
        }
        QString text;
        QString icon;
        Role role = Role::SecondaryText;
        switch (m_job.state()) {
        case Job::State::Running:
            icon = u"play"_s;
            role = Role::Accent;
            text = m_job.step();
            if (m_job.progress() >= 0)
                text = u"%1 %  %2"_s.arg(int(m_job.progress() * 100)).arg(text);
            if (const auto left = m_job.remainingMs(); left >= 0)
                text += u"  "_s +
                        tr("about %1 left").arg(format::duration(std::chrono::milliseconds(left)));
            break;
        case Job::State::Succeeded:
            icon = u"check"_s;
            role = Role::Development;
            text = tr("Done in %1. %2").arg(elapsed(), m_job.result());
            break;
        case Job::State::Failed:
            icon = u"error"_s;
            role = Role::Production;
            text = tr("Failed after %1: %2")
                       .arg(elapsed(), m_job.error().toText().replace(u'\n', u"  "_s));
            break;
        case Job::State::Cancelled:
            icon = u"stop"_s;
            role = Role::Staging;
            text = tr("Cancelled after %1.").arg(elapsed());
            break;
        }
        m_icon->setPixmap(m_theme.icon(icon, role).pixmap(QSize(16, 16), devicePixelRatioF()));
        m_text->setText(text);
        m_text->setToolTip(text.toHtmlEscaped());
        m_logButton->setEnabled(!m_job.log().isEmpty() || m_job.state() == Job::State::Failed);
        if (m_log->isVisible())
            showLog();
    }

    /// Appends what is new; the whole text is never set twice, since a restore may log for hours.
    void showLog()
    {
        const auto lines = m_job.log();
        for (; m_shownLines < lines.size(); ++m_shownLines)
            m_log->appendPlainText(lines.at(m_shownLines));
        if (m_job.state() == Job::State::Failed && !m_errorShown) {
            m_errorShown = true;
            m_log->appendPlainText(m_job.error().toText());
        }
    }

    [[nodiscard]] QString elapsed() const
    {
        return format::duration(
            std::chrono::milliseconds(m_job.startedAt().msecsTo(m_job.finishedAt())));
    }

    Job &m_job;
    const Theme &m_theme;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_text;
    QProgressBar *m_progress;
    QToolButton *m_cancel;
    QToolButton *m_logButton;
    QToolButton *m_dismiss;
    QPlainTextEdit *m_log;
    qsizetype m_shownLines = 0;
    bool m_errorShown = false;
};

JobsPanel::JobsPanel(jobs::JobList &jobs, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_jobs(jobs)
    , m_theme(theme)
    , m_rows(new QVBoxLayout)
    , m_empty(plainLabel(this))
{
    setObjectName(u"jobsPanel"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_empty->setText(tr(
        "No jobs. Backups, restores, migrations and exports run here, and stay until dismissed."));
    m_empty->setProperty("look", u"secondary"_s);
    m_empty->setContentsMargins(12, 8, 12, 8);
    auto *content = new QWidget;
    m_rows->setContentsMargins(0, 4, 0, 4);
    m_rows->setSpacing(0);
    m_rows->addWidget(m_empty);
    m_rows->addStretch();
    content->setLayout(m_rows);
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(content);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);

    const auto existing = jobs.jobs();
    for (Job *job : existing)
        add(job);
    connect(&jobs, &jobs::JobList::added, this, &JobsPanel::add);
    connect(&jobs, &jobs::JobList::aboutToRemove, this, [this](Job *job) {
        delete m_rowOf.take(job);
        m_empty->setVisible(m_rowOf.isEmpty());
    });
}

void JobsPanel::add(Job *job)
{
    auto *row = new JobRow(*job, m_jobs, m_theme, this);
    m_rows->insertWidget(0, row);
    m_rowOf.insert(job, row);
    m_empty->hide();
}

} // namespace howdah::gui

#include "jobspanel.moc"
