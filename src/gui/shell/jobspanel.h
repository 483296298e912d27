#pragma once

#include "gui/shell/theme.h"
#include "jobs/joblist.h"

#include <QHash>
#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace howdah::gui {

class JobRow;

/// Every job of the program at the bottom of the window, newest first, until dismissed.
class JobsPanel final : public QWidget
{
    Q_OBJECT

public:
    JobsPanel(jobs::JobList &jobs, const Theme &theme, QWidget *parent = nullptr);

private:
    void add(jobs::Job *job);

    jobs::JobList &m_jobs;
    const Theme &m_theme;
    QVBoxLayout *m_rows;
    QLabel *m_empty;
    QHash<jobs::Job *, JobRow *> m_rowOf;
};

} // namespace howdah::gui
