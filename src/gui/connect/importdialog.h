#pragma once

#include "connections/importers.h"
#include "gui/connect/connectactions.h"

#include <QDialog>

#include <memory>

namespace Ui {
class ImportDialog;
}

namespace howdah::gui {

class CandidateModel;

/// Looks for connections in a file or text, shows what was found and what it means, and adds the
/// chosen ones. Show it with open().
class ImportDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit ImportDialog(ConnectActions actions, QWidget *parent = nullptr);
    ~ImportDialog() override;

signals:
    void imported(const QStringList &ids);

private:
    enum class Source { ServiceFile, PassFile, EnvFile, Environment, Text, Export };

    void connectWidgets();
    void showSource();
    void chooseFile();
    void read();
    void display(const Result<connections::Findings> &findings);
    void showNotes();
    void updateButton();
    void import();
    void keepPasswords(const QList<connections::Candidate> &candidates,
                       const QList<connections::Profile> &added);

    std::unique_ptr<Ui::ImportDialog> m_ui;
    ConnectActions m_actions;
    CandidateModel *m_model;
    QPushButton *m_importButton = nullptr;
};

} // namespace howdah::gui
