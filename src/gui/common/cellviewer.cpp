#include "gui/common/cellviewer.h"

#include "base/format.h"
#include "base/whendone.h"
#include "gui/common/jsonoutline.h"
#include "gui/common/vectorchart.h"

#include <QApplication>
#include <QClipboard>
#include <QDateTime>
#include <QFileDialog>
#include <QFontDatabase>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSaveFile>
#include <QStackedWidget>
#include <QTimeZone>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <QtConcurrent>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace howdah::gui {

namespace {

/// A tree of more is no longer read by anybody, and takes seconds to build.
constexpr int mostNodes = 20'000;
constexpr qsizetype mostDumped = 256 * 1024;
constexpr int openedLevels = 2;
constexpr qsizetype longestLine = 50'000;
/// More than this is no matter for a clipboard.
constexpr qint64 mostCopied = 64 * 1024 * 1024;
/// Types made by users and extensions are numbered from here.
constexpr quint32 firstOfExtensions = 16384;

QString leafText(const JsonNode &node)
{
    switch (node.type) {
    case JsonNode::Type::Array:
        return CellViewer::tr("%n element(s)", nullptr, int(node.size));
    case JsonNode::Type::Object:
        return CellViewer::tr("%n key(s)", nullptr, int(node.size));
    case JsonNode::Type::Null:
    case JsonNode::Type::Boolean:
    case JsonNode::Type::Number:
    case JsonNode::Type::String:
        break;
    }
    return node.text.left(2000);
}

/// @p left counts what may still be added.
void addJson(QTreeWidgetItem *parent, const QString &key, const JsonNode &node, int *left)
{
    if (--*left < 0)
        return;
    auto *item = new QTreeWidgetItem(parent, {key, leafText(node)});
    for (size_t i = 0; i < node.children.size(); ++i) {
        const JsonNode &child = node.children[i];
        addJson(item, node.type == JsonNode::Type::Object ? child.key : QString::number(i), child,
                left);
    }
    // Some were left out already.
    if (node.size > qsizetype(node.children.size()))
        *left = std::min(*left, -1);
}

void addArray(QTreeWidgetItem *parent, const QString &literal, int *left)
{
    const auto elements = arrayElements(literal);
    // Arrays are rectangular: either all elements are arrays, or none is, whatever its text.
    const bool nested = literal.mid(literal.indexOf(u'=') + 1).startsWith(u"{{"_s);
    for (qsizetype i = 0; elements && i < elements->size(); ++i) {
        if (--*left < 0)
            return;
        const QString &element = elements->at(i);
        auto *item = new QTreeWidgetItem(
            parent, {QString::number(i + 1), element.isNull() ? u"NULL"_s : element.left(2000)});
        if (nested)
            addArray(item, element, left);
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

std::optional<QList<double>> vectorValues(const QString &literal)
{
    QList<double> values;
    if (literal.startsWith(u'[') && literal.endsWith(u']')) {
        const auto parts = QStringView(literal).sliced(1, literal.size() - 2).split(u',');
        for (const QStringView part : parts) {
            bool good = false;
            values += part.toDouble(&good);
            if (!good)
                return {};
        }
        return values;
    }
    const qsizetype end = literal.indexOf(u"}/"_s);
    if (!literal.startsWith(u'{') || end < 0)
        return {};
    bool good = false;
    const int dimensions = QStringView(literal).sliced(end + 2).toInt(&good);
    if (!good || dimensions < 0 || dimensions > mostNodes)
        return {};
    values.fill(0, dimensions);
    const auto parts = QStringView(literal).sliced(1, end - 1).split(u',', Qt::SkipEmptyParts);
    for (const QStringView part : parts) {
        const qsizetype colon = part.indexOf(u':');
        const int index = part.first(std::max<qsizetype>(0, colon)).toInt(&good);
        if (!good || index < 1 || index > dimensions)
            return {};
        values[index - 1] = part.sliced(colon + 1).toDouble(&good);
        if (!good)
            return {};
    }
    return values;
}

Result<qint64> saveValue(const data::Cell &cell, data::ValueKind kind, const QString &path)
{
    const QByteArray bytes = kind == data::ValueKind::Bytes && cell.bytes.startsWith("\\x")
                                 ? QByteArray::fromHex(cell.bytes.sliced(2))
                                 : cell.bytes;
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) {
        return Error{.kind = Error::Kind::Io,
                     .message = file.errorString(),
                     .context = {u"write "_s + path}};
    }
    return bytes.size();
}

CellViewer::CellViewer(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_title(new QLabel(this))
    , m_facts(new QLabel(this))
    , m_save(new QToolButton(this))
    , m_chart(new VectorChart(theme, this))
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
    connect(copy, &QToolButton::clicked, this, &CellViewer::copy);
    m_save->setObjectName(u"saveValueButton"_s);
    m_save->setIcon(theme.icon(u"save"_s));
    m_save->setToolTip(tr("Save the whole value to a file"));
    m_save->setAccessibleName(tr("Save the value"));
    connect(m_save, &QToolButton::clicked, this, &CellViewer::save);
    auto *close = new QToolButton(this);
    close->setIcon(theme.icon(u"close"_s));
    close->setToolTip(tr("Close"));
    close->setAccessibleName(tr("Close"));
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    auto *top = new QHBoxLayout;
    top->addWidget(m_title, 1);
    top->addWidget(copy);
    top->addWidget(m_save);
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
    layout->addWidget(m_chart);
    m_chart->setObjectName(u"vectorChart"_s);
    m_chart->hide();
    layout->addWidget(m_stack, 1);
    setMinimumWidth(220);
}

void CellViewer::clear()
{
    m_column = {};
    m_cell = {};
    m_fetch = {};
    m_title->clear();
    m_facts->clear();
    m_text->clear();
    m_tree->clear();
    m_chart->hide();
}

void CellViewer::show(const data::Column &column, const data::Cell &cell, Fetch fetch)
{
    m_column = column;
    m_cell = cell;
    m_fetch = std::move(fetch);
    m_title->setText(column.name);
    m_facts->clear();
    m_tree->clear();
    m_chart->hide();
    if (const QString type = data::builtinTypeName(column.typeOid); !type.isEmpty())
        addFact(type);
    addFact(cell.null ? tr("NULL: no value") : format::bytes(cell.size));
    if (!cell.null && cell.size == 0)
        addFact(tr("an empty text"));
    if (cell.isCut())
        addFact(tr("only the first %1 are shown").arg(format::bytes(cell.bytes.size())));
    m_stack->setCurrentWidget(m_text);
    m_text->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_save->setEnabled(!cell.null);
    if (cell.null) {
        m_text->clear();
        return;
    }
    switch (column.kind) {
    case data::ValueKind::Json:
        if (!cell.isCut() && showJson(cell))
            return;
        break;
    case data::ValueKind::Array:
        if (!cell.isCut() && showArray(cell))
            return;
        break;
    case data::ValueKind::Text:
    case data::ValueKind::Vector:
        // A type of an extension is only known by its looks.
        if (!cell.isCut() && column.typeOid >= firstOfExtensions && showVector(cell))
            return;
        break;
    case data::ValueKind::Bytes:
        m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
        m_text->setPlainText(hexDump(cell.bytes));
        addFact(tr("%1 of data").arg(format::bytes(std::max<qint64>(0, cell.size - 2) / 2)));
        if (cell.size - 2 > 2 * mostDumped)
            addFact(tr("the first %1 are dumped").arg(format::bytes(mostDumped)));
        return;
    case data::ValueKind::TimestampWithZone:
        showMoment(cell);
        return;
    case data::ValueKind::Boolean:
        m_text->setPlainText(cell.bytes == "t" ? u"true"_s : u"false"_s);
        return;
    case data::ValueKind::Number:
    case data::ValueKind::Timestamp:
        break;
    }
    showText(cell.text());
}

/// A line of millions of characters would be laid out for minutes.
void CellViewer::showText(const QString &text)
{
    qsizetype longest = 0;
    for (qsizetype from = 0; from < text.size();) {
        const qsizetype end = text.indexOf(u'\n', from);
        const qsizetype length = (end < 0 ? text.size() : end) - from;
        longest = std::max(longest, length);
        from += length + 1;
    }
    if (longest <= longestLine) {
        m_text->setPlainText(text);
        return;
    }
    m_text->setPlainText(text.left(longestLine));
    addFact(tr("the first %1 characters are shown").arg(format::count(longestLine)));
}

void CellViewer::addFact(const QString &fact)
{
    const QString before = m_facts->text();
    m_facts->setText(before.isEmpty() ? fact : before + u" \u00B7 "_s + fact);
}

bool CellViewer::showJson(const data::Cell &cell)
{
    const auto root = jsonOutline(cell.bytes, mostNodes);
    if (!root || root->size == 0)
        return false;
    int left = mostNodes;
    addJson(m_tree->invisibleRootItem(), tr("root", "of a JSON document"), *root, &left);
    m_tree->expandToDepth(openedLevels - 1);
    showTree(left);
    return true;
}

bool CellViewer::showArray(const data::Cell &cell)
{
    const auto elements = arrayElements(cell.text());
    if (!elements)
        return false;
    int left = mostNodes;
    addArray(m_tree->invisibleRootItem(), cell.text(), &left);
    m_tree->expandToDepth(openedLevels - 1);
    addFact(tr("%n element(s)", nullptr, int(elements->size())));
    showTree(left);
    return true;
}

bool CellViewer::showVector(const data::Cell &cell)
{
    const auto values = vectorValues(cell.text());
    if (!values)
        return false;
    double squares = 0;
    int left = mostNodes;
    QList<QTreeWidgetItem *> items;
    for (qsizetype i = 0; i < values->size(); ++i) {
        squares += values->at(i) * values->at(i);
        if (--left >= 0)
            items += new QTreeWidgetItem(
                {QString::number(i + 1),
                 QString::number(values->at(i), 'g', QLocale::FloatingPointShortest)});
    }
    m_tree->addTopLevelItems(items);
    const QLocale locale;
    addFact(tr("%1 dimensions, length %2")
                .arg(locale.toString(values->size()), locale.toString(std::sqrt(squares), 'g', 6)));
    if (!values->isEmpty()) {
        const auto [least, largest] = std::minmax_element(values->begin(), values->end());
        addFact(tr("from %1 to %2")
                    .arg(locale.toString(*least, 'g', 4), locale.toString(*largest, 'g', 4)));
    }
    m_chart->setValues(*values);
    m_chart->show();
    showTree(left);
    return true;
}

void CellViewer::showTree(int left)
{
    if (left < 0)
        addFact(tr("the first %1 are shown").arg(QLocale().toString(mostNodes)));
    m_tree->resizeColumnToContents(0);
    m_tree->setColumnWidth(0, std::min(m_tree->columnWidth(0), 220));
    m_stack->setCurrentWidget(m_tree);
}

void CellViewer::showMoment(const data::Cell &cell)
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

void CellViewer::copy()
{
    if (!m_cell.isCut()) {
        QApplication::clipboard()->setText(m_cell.text());
        return;
    }
    if (!m_fetch || m_cell.size > mostCopied) {
        addFact(tr("too large to be copied: save it to a file"));
        return;
    }
    const auto whole = [fetch = m_fetch]() -> Result<QString> { return fetch(mostCopied).text(); };
    whenDone(QtConcurrent::run(whole), this, [](const Result<QString> &text) {
        if (text)
            QApplication::clipboard()->setText(*text);
    });
}

void CellViewer::save()
{
    auto *dialog = new QFileDialog(this, tr("Save the Value"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(m_column.name + (m_column.kind == data::ValueKind::Json    ? u".json"_s
                                        : m_column.kind == data::ValueKind::Bytes ? u".bin"_s
                                                                                  : u".txt"_s));
    const auto saved = [this](const Result<qint64> &bytes) {
        addFact(bytes ? tr("%1 saved").arg(format::bytes(*bytes))
                      : tr("not saved: %1").arg(bytes.error().message));
    };
    connect(
        dialog, &QFileDialog::fileSelected, this,
        [this, saved, cell = m_cell, kind = m_column.kind, fetch = m_fetch](const QString &path) {
            const auto work = [cell, kind, fetch, path] {
                return saveValue(fetch ? fetch(std::numeric_limits<qint64>::max()) : cell, kind,
                                 path);
            };
            whenDone(QtConcurrent::run(work), this, saved);
        });
    dialog->open();
}

} // namespace howdah::gui
