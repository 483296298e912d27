#include <QDirIterator>
#include <QFile>
#include <QHash>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// C++ without comments, literals and preprocessor lines, which could hold braces and words like
/// "struct".
QString bareCode(const QString &source)
{
    // Raw strings, strings, characters, two kinds of comments, lines for the preprocessor. (Not
    // itself a raw string: moc loses its way in those.)
    static const QRegularExpression ignored(
        u"R\"([^()\\\\\\s]{0,16})\\(.*?\\)\\1\"|\"(?:[^\"\\\\\\n]|\\\\.)*\""
        u"|(?<![0-9A-Fa-f])'(?:[^'\\\\\\n]|\\\\.)+'|//[^\\n]*|/\\*.*?\\*/"
        u"|^[ \\t]*#(?:[^\\n]*\\\\\\n)*[^\\n]*"_s,
        QRegularExpression::DotMatchesEverythingOption | QRegularExpression::MultilineOption);
    return QString(source).replace(ignored, u" "_s);
}

/// Full names of the types that @p source defines, those in anonymous namespaces and in functions
/// left out: nobody else can mean them.
QStringList typesIn(const QString &source)
{
    static const QRegularExpression type(
        u"(?:^|[\\s>])(?:struct|class|union|enum(?:\\s+(?:class|struct))?)\\s+([\\w:]+)"
        u"(?:\\s+final)?\\s*(?::(?!:)[^;(]*)?$"_s);
    static const QRegularExpression space(u"(?:^|\\s)namespace(?:\\s+([\\w:]+))?\\s*$"_s);
    struct Scope
    {
        enum class Kind { Named, Anonymous, Other } kind;
        QString name;
    };
    QList<Scope> scopes;
    QStringList types;
    QString head; // what stands before a brace
    const QString code = bareCode(source);
    for (const QChar c : code) {
        if (c == u'{') {
            if (const auto found = space.match(head); found.hasMatch()) {
                scopes.append(
                    {found.captured(1).isEmpty() ? Scope::Kind::Anonymous : Scope::Kind::Named,
                     found.captured(1)});
            } else if (const auto defined = type.match(head); defined.hasMatch()) {
                scopes.append({Scope::Kind::Named, defined.captured(1)});
                QStringList names;
                bool visible = true;
                for (const Scope &scope : std::as_const(scopes)) {
                    visible = visible && scope.kind == Scope::Kind::Named;
                    names += scope.name;
                }
                if (visible)
                    types += names.join(u"::"_s);
            } else {
                scopes.append({Scope::Kind::Other, {}});
            }
            head.clear();
        } else if (c == u'}') {
            if (!scopes.isEmpty())
                scopes.removeLast();
            head.clear();
        } else if (c == u';') {
            head.clear();
        } else {
            head += c;
        }
    }
    return types;
}

} // namespace

/// One name, one type: two of one name in two files are linked as if they were the same, and the
/// program then works on one with the code of the other.
class TestNames final : public QObject
{
    Q_OBJECT

private slots:
    void typesAreFound_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QStringList>("types");
        const auto row = [](const char *name, const QString &source, const QStringList &types) {
            QTest::newRow(name) << source << types;
        };
        row("in a namespace", u"namespace a::b { struct C { int x; }; }"_s, {u"a::b::C"_s});
        row("declared only", u"namespace a { class C; struct C *f(); }"_s, {});
        row("bases", u"namespace a { class C final : public D<E, F> { struct G {}; }; }"_s,
            {u"a::C"_s, u"a::C::G"_s});
        row("nested outside", u"namespace a { struct C::Private : B { }; }"_s,
            {u"a::C::Private"_s});
        row("anonymous", u"namespace a { namespace { struct C {}; } struct D {}; }"_s, {u"a::D"_s});
        row("in a function", u"namespace a { void f() { struct C {}; } enum class E { X }; }"_s,
            {u"a::E"_s});
        row("a template", u"namespace a {\ntemplate<typename T>\nstruct C final\n{\n}; }"_s,
            {u"a::C"_s});
        row("a function of one", u"namespace a { struct C f(struct D d) { return {}; } }"_s, {});
        row("literals",
            u"namespace a { auto s = \"struct C {\"; auto c = u'{'; auto r = R\"x(})\" })x\"; "
            "// struct D {\n/* { */ int n = 1'000;\n#define E struct F {\nstruct G {}; }"_s,
            {u"a::G"_s});
    }

    void typesAreFound()
    {
        QFETCH(const QString, source);
        QTEST(typesIn(source), "types");
    }

    void everyTypeIsDefinedOnce()
    {
        QHash<QString, QSet<QString>> places;
        QDirIterator files(QStringLiteral(HOWDAH_SOURCE_DIR "/src"), {u"*.h"_s, u"*.cpp"_s},
                           QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QStringList types = typesIn(QString::fromUtf8(file.readAll()));
            for (const QString &type : types)
                places[type].insert(file.fileName());
        }
        QVERIFY(places.size() > 400);
        QStringList wrong;
        for (auto it = places.cbegin(); it != places.cend(); ++it) {
            if (it->size() > 1)
                wrong += it.key() + u" in "_s + it->values().join(u" and "_s);
        }
        QVERIFY2(wrong.isEmpty(), qUtf8Printable(wrong.join(u'\n')));
    }
};

QTEST_GUILESS_MAIN(TestNames)
#include "tst_names.moc"
