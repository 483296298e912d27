#pragma once

#include <QFrame>
#include <QMap>

class QGridLayout;
class QLineEdit;

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
        class QCheckBox *null = nullptr;
    };

    QWidget *m_fields = nullptr;
    class QVBoxLayout *m_layout;
    QList<Field> m_entries;
};

} // namespace howdah::gui
