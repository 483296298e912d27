#include "gui/shell/theme.h"

#include <QApplication>
#include <QDir>
#include <QImageReader>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using howdah::gui::Role;
using howdah::gui::Theme;

class TestTheme final : public QObject
{
    Q_OBJECT

    /// Relative luminance and contrast as WCAG 2.2 defines them.
    static double luminance(const QColor &color)
    {
        const auto linear = [](double c) {
            return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
        };
        return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) +
               0.0722 * linear(color.blueF());
    }
    static double contrast(const QColor &a, const QColor &b)
    {
        const double la = luminance(a);
        const double lb = luminance(b);
        return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
    }

private slots:
    void wordsCanBeRead_data()
    {
        QTest::addColumn<Theme::Mode>("mode");
        QTest::newRow("light") << Theme::Mode::Light;
        QTest::newRow("dark") << Theme::Mode::Dark;
    }
    void wordsCanBeRead()
    {
        QFETCH(Theme::Mode, mode);
        Theme theme;
        theme.setMode(mode);
        for (const Role ground : {Role::Window, Role::Surface, Role::Raised}) {
            for (const Role word :
                 {Role::Text, Role::SecondaryText, Role::Accent, Role::Development, Role::Staging,
                  Role::Production, Role::Scan, Role::IndexBuild, Role::Rewrite}) {
                const double ratio = contrast(theme.color(word), theme.color(ground));
                QVERIFY2(
                    ratio >= 4.5,
                    qPrintable(u"role %1 on %2: %3"_s.arg(int(word)).arg(int(ground)).arg(ratio)));
            }
        }
        QVERIFY(contrast(theme.color(Role::Text), theme.color(Role::Selection)) >= 4.5);
    }

    void switchingTellsOnce()
    {
        Theme theme;
        theme.setMode(Theme::Mode::Light);
        QSignalSpy changed(&theme, &Theme::changed);
        theme.setMode(Theme::Mode::Dark);
        theme.setMode(Theme::Mode::Dark);
        QCOMPARE(changed.size(), 1);
        QVERIFY(theme.isDark());
        QCOMPARE(QApplication::palette().color(QPalette::Window), theme.color(Role::Window));
    }

    void everySheetColourIsARole()
    {
        Theme theme;
        theme.apply();
        QVERIFY(!qApp->styleSheet().contains("${"_L1));
    }

    void drawingsOfTheStyleSheetCanBeRead()
    {
        // Some systems package the reader apart; without it trees have no arrows, tabs no crosses.
        QVERIFY(QImageReader::supportedImageFormats().contains("svg"));
    }

    void iconsAreDrawnInTheirColour()
    {
        Theme theme;
        theme.setMode(Theme::Mode::Light);
        const QImage image = theme.icon(u"table"_s, Role::Production).pixmap(32, 32).toImage();
        QVERIFY(!image.isNull());
        bool seen = false;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                const QColor pixel = image.pixelColor(x, y);
                seen = seen || (pixel.alpha() == 255 && pixel == theme.color(Role::Production));
            }
        }
        QVERIFY(seen);
        QVERIFY(theme.icon(u"no such drawing"_s).isNull());
    }

    void noPaneNamesAColour()
    {
        // Colours live in resources/themes only, so that both themes are checked above.
        static const QRegularExpression literal(
            u"\"#[0-9A-Fa-f]{6}\"|Qt::(red|green|blue|yellow|white|black|gray)\\b"_s);
        QStringList wrong;
        QStringList folders{QStringLiteral(HOWDAH_SOURCE_DIR "/src/gui")};
        while (!folders.isEmpty()) {
            const QDir dir(folders.takeLast());
            const auto entries = dir.entryInfoList(QDir::Dirs | QDir::Files | QDir::NoDotAndDotDot);
            for (const QFileInfo &entry : entries) {
                if (entry.isDir()) {
                    folders += entry.filePath();
                    continue;
                }
                QFile file(entry.filePath());
                if (entry.suffix() == "cpp"_L1 && file.open(QIODevice::ReadOnly)) {
                    const auto match = literal.match(QString::fromUtf8(file.readAll()));
                    if (match.hasMatch())
                        wrong += entry.filePath() + u": "_s + match.captured();
                }
            }
        }
        QVERIFY2(wrong.isEmpty(), qUtf8Printable(wrong.join(u'\n')));
    }
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
