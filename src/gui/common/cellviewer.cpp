#include "gui/common/cellviewer.h"

#include "base/format.h"

#include <QApplication>
#include <QClipboard>
#include <QDateTime>
#include <QFontDatabase>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QPlainTextEdit>
#include <QStackedWidget>
#include <QTimeZone>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <cmath>

using namespace Qt::StringLiterals;

namespace howdah::gui {

namespace {

/// A tree of more is no longer read by anybody, and takes seconds to build.
constexpr int mostNodes = 20'000;
constexpr qsizetype mostDumped = 256 * 1024;
constexpr int openedLevels = 2;

QString plain(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        return u"null"_s;
    case QJsonValue::Bool:
        return value.toBool() ? u"true"_s : u"false"_s;
    case QJsonValue::Double:
        return QString::number(value.toDouble(), 'g', QLocale::FloatingPointShortest);
    case QJsonValue::String:
        return value.toString();
    case QJsonValue::Array:
        return CellViewer::tr("%n element(s)", nullptr, int(value.toArray().size()));
    case QJsonValue::Object:
        return CellViewer::tr("%n key(s)", nullptr, int(value.toObject().size()));
    }
    return {};
}

void addJson(QTreeWidgetItem *parent, const QString &key, const QJsonValue &value, int *left)
{
    if (--*left < 0)
        return;
    auto *item = new QTreeWidgetItem(parent, {key, plain(value).left(2000)});
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            addJson(item, it.key(), it.value(), left);
    } else if (value.isArray()) {
        const QJsonArray array = value.toArray();
        for (qsizetype i = 0; i < array.size(); ++i)
            addJson(item, QString::number(i), array.at(i), left);
    }
}

} // namespace

QString hexDump(QByteArrayView bytea)
{
    if (bytea.startsWith("\\x"))
        bytea = bytea.sliced(2);
    const QByteArray bytes =
        QByteArray::fromHex(bytea.first(std::min(bytea.size(), 2 * mostDumped)).toByteArray());
    QString dump;
    dump.reserve(bytes.size() / 16 * 80);
    for (qsizetype at = 0; at < bytes.size(); at += 16) {
        const QByteArray line = bytes.mid(at, 16);
        dump += QString::number(at, 16).rightJustified(8, u'0') + u"  "_s;
        dump += QString::fromLatin1(line.toHex(' ')).leftJustified(16 * 3 + 1);
        for (const char c : line)
            dump += c >= 0x20 && c < 0x7F ? QLatin1Char(c) : QLatin1Char('.');
        dump += u'\n';
    }
    return dump;
}

std::optional<QStringList> arrayElements(const QString &literal)
{
    QString inner = literal;
    // "[2:3]={a,b}": bounds that do not start at 1.
    if (inner.startsWith(u'[') && inner.contains(u"]={"_s))
        inner = inner.mid(inner.indexOf(u'=') + 1);
    const bool vector = inner.startsWith(u'[') && inner.endsWith(u']');
    if (!vector && !(inner.startsWith(u'{') && inner.endsWith(u'}')))
        return {};
    inner = inner.mid(1, inner.size() - 2);
    QStringList elements;
    if (inner.isEmpty())
        return elements;
    QString element;
    bool quoted = false;
    bool wasQuoted = false;
    int depth = 0;
    const auto finish = [&] {
        elements += !wasQuoted && element == "NULL"_L1 ? QString() : element + u""_s;
        element.clear();
        wasQuoted = false;
    };
    for (qsizetype i = 0; i < inner.size(); ++i) {
        const QChar c = inner.at(i);
        if (c == u'\\' && i + 1 < inner.size()) {
            if (depth > 0)
                element += c;
            element += inner.at(++i);
        } else if (c == u'"') {
            quoted = !quoted;
            wasQuoted = true;
            if (depth > 0)
                element += c;
        } else if (!quoted && c == u'{') {
            ++depth;
            element += c;
        } else if (!quoted && c == u'}') {
            --depth;
            element += c;
        } else if (!quoted && depth == 0 && c == u',') {
            finish();
        } else {
            element += c;
        }
    }
    finish();
    return elements;
}

CellViewer::CellViewer(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_title(new QLabel(this))
    , m_facts(new QLabel(this))
    , m_stack(new QStackedWidget(this))
    , m_text(new QPlainTextEdit(this))
    , m_tree(new QTreeWidget(this))
{
    m_title->setTextFormat(Qt::PlainText);
    m_title->setProperty("look", u"heading"_s);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_facts->setTextFormat(Qt::PlainText);
    m_facts->setObjectName(u"cellFacts"_s);
    m_facts->setProperty("look", u"secondary"_s);
    m_facts->setWordWrap(true);
    auto *copy = new QToolButton(this);
    copy->setIcon(theme.icon(u"copy"_s));
    copy->setToolTip(tr("Copy the value"));
    copy->setAccessibleName(tr("Copy the value"));
    connect(copy, &QToolButton::clicked, this,
            [this] { QApplication::clipboard()->setText(m_cell.text()); });
    auto *close = new QToolButton(this);
    close->setIcon(theme.icon(u"close"_s));
    close->setToolTip(tr("Close"));
    close->setAccessibleName(tr("Close"));
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    auto *top = new QHBoxLayout;
    top->addWidget(m_title, 1);
    top->addWidget(copy);
    top->addWidget(close);

    m_text->setReadOnly(true);
    m_text->setObjectName(u"cellText"_s);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setAccessibleName(tr("Value"));
    m_tree->setObjectName(u"cellTree"_s);
    m_tree->setHeaderLabels({tr("Key"), tr("Value")});
    m_tree->header()->setStretchLastSection(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setUniformRowHeights(true);
    m_tree->setAccessibleName(tr("Value as a tree"));
    m_stack->addWidget(m_text);
    m_stack->addWidget(m_tree);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addLayout(top);
    layout->addWidget(m_facts);
    layout->addWidget(m_stack, 1);
    setMinimumWidth(220);
}

void CellViewer::clear()
{
    m_cell = {};
    m_title->clear();
    m_facts->clear();
    m_text->clear();
    m_tree->clear();
}

void CellViewer::show(const data::Column &column, const data::Cell &cell)
{
    m_cell = cell;
    m_title->setText(column.name);
    QStringList facts;
    if (const QString type = data::builtinTypeName(column.typeOid); !type.isEmpty())
        facts += type;
    if (cell.null)
        facts += tr("NULL: no value");
    else
        facts += format::bytes(cell.size);
    if (cell.isCut())
        facts += tr("only the first %1 are shown").arg(format::bytes(cell.bytes.size()));
    m_facts->setText(facts.join(u" \u00B7 "_s));
    m_stack->setCurrentWidget(m_text);
    m_text->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    if (cell.null) {
        m_text->clear();
        return;
    }
    if (!cell.isCut() && showTree(column, cell))
        return;
    switch (column.kind) {
    case data::ValueKind::Bytes:
        m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
        m_text->setPlainText(hexDump(cell.bytes));
        m_facts->setText(
            m_facts->text() + u" \u00B7 "_s +
            tr("%1 of data").arg(format::bytes(std::max<qint64>(0, cell.size - 2) / 2)));
        break;
    case data::ValueKind::TimestampWithZone:
        showMoment(column, cell);
        break;
    case data::ValueKind::Boolean:
        m_text->setPlainText(cell.bytes == "t" ? u"true"_s : u"false"_s);
        break;
    case data::ValueKind::Text:
    case data::ValueKind::Number:
    case data::ValueKind::Json:
    case data::ValueKind::Timestamp:
    case data::ValueKind::Array:
    case data::ValueKind::Vector:
        m_text->setPlainText(cell.text());
        break;
    }
}

bool CellViewer::showTree(const data::Column &column, const data::Cell &cell)
{
    m_tree->clear();
    int left = mostNodes;
    if (column.kind == data::ValueKind::Json) {
        const auto document = QJsonDocument::fromJson(cell.bytes);
        if (document.isNull())
            return false;
        const QJsonValue root =
            document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
        addJson(m_tree->invisibleRootItem(), tr("root", "of a JSON document"), root, &left);
        m_tree->expandToDepth(openedLevels - 1);
    } else {
        const QString text = cell.text();
        // A type of an extension is only known by its looks: pgvector writes [1,2,3].
        const bool vector = column.kind == data::ValueKind::Text && column.typeOid >= 16384 &&
                            text.startsWith(u'[');
        if (column.kind != data::ValueKind::Array && !vector)
            return false;
        const auto elements = arrayElements(text);
        if (!elements)
            return false;
        double squares = 0;
        for (qsizetype i = 0; i < elements->size(); ++i) {
            const QString &element = elements->at(i);
            squares += element.toDouble() * element.toDouble();
            if (--left >= 0)
                new QTreeWidgetItem(
                    m_tree, {QString::number(i + 1), element.isNull() ? u"NULL"_s : element});
        }
        m_facts->setText(m_facts->text() + u" \u00B7 "_s +
                         (vector ? tr("%1 dimensions, length %2")
                                       .arg(QLocale().toString(elements->size()),
                                            QLocale().toString(std::sqrt(squares), 'g', 6))
                                 : tr("%n element(s)", nullptr, int(elements->size()))));
    }
    if (left < 0)
        m_facts->setText(m_facts->text() + u" \u00B7 "_s +
                         tr("the first %1 are shown").arg(QLocale().toString(mostNodes)));
    m_tree->resizeColumnToContents(0);
    m_tree->setColumnWidth(0, std::min(m_tree->columnWidth(0), 220));
    m_stack->setCurrentWidget(m_tree);
    return true;
}

void CellViewer::showMoment(const data::Column &, const data::Cell &cell)
{
    // "2026-01-31 12:00:00.123456+02": ISO but for the zone without minutes.
    QString iso = cell.text();
    iso.replace(u' ', u'T');
    const qsizetype zone = std::max(iso.lastIndexOf(u'+'), iso.lastIndexOf(u'-'));
    if (zone > 10 && iso.size() - zone == 3)
        iso += u":00"_s;
    const QDateTime moment = QDateTime::fromString(iso, Qt::ISODateWithMs);
    QStringList lines{tr("As sent: %1").arg(cell.text())};
    if (moment.isValid()) {
        lines += tr("UTC: %1").arg(moment.toUTC().toString(u"yyyy-MM-dd HH:mm:ss.zzz"_s));
        lines += tr("Here: %1 (%2)")
                     .arg(moment.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss.zzz"_s),
                          QString::fromUtf8(QTimeZone::systemTimeZoneId()));
        lines += tr("Unix time: %1").arg(moment.toSecsSinceEpoch());
    }
    m_text->setPlainText(lines.join(u'\n'));
}

} // namespace howdah::gui
