#pragma once

#include <QFrame>
#include <QMap>

class QCheckBox;
class QLineEdit;
class QVBoxLayout;

namespace howdah::gui {

/// Asks for the values of ":name" placeholders. An empty field with its NULL box ticked is NULL.
class ParameterBar final : public QFrame
{
    Q_OBJECT

public:
    explicit ParameterBar(QWidget *parent = nullptr);

    /// Shows a field a name, filled with what was used last.
    void ask(const QStringList &names, const QMap<QString, QString> &last);
    void dismiss();

signals:
    void accepted(const QMap<QString, QString> &values);
    void rejected();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void accept();

    struct Field
    {
        QString name;
        QLineEdit *edit = nullptr;
        QCheckBox *null = nullptr;
    };

    QWidget *m_fields = nullptr;
    QVBoxLayout *m_layout;
    QList<Field> m_entries;
};

} // namespace howdah::gui
