<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>Diagram</name>
    <message numerus="yes">
        <source>%n more column(s)</source>
        <translation>
            <numerusform>%n more column</numerusform>
            <numerusform>%n more columns</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>howdah::gui::BrowsePage</name>
    <message numerus="yes">
        <source>This role may not read %n catalog(s); what they hold is not shown.</source>
        <translation>
            <numerusform>This role may not read %n catalog; what they hold is not shown.</numerusform>
            <numerusform>This role may not read %n catalogs; what they hold is not shown.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n object(s) locked by others: try again</source>
        <translation>
            <numerusform>%n object locked by others: try again</numerusform>
            <numerusform>%n objects locked by others: try again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n object(s) gone since the read before.</source>
        <translation>
            <numerusform>%n object gone since the read before.</numerusform>
            <numerusform>%n objects gone since the read before.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Diagram of %n chosen table(s)</source>
        <translation>
            <numerusform>Diagram of %n chosen table</numerusform>
            <numerusform>Diagram of %n chosen tables</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>howdah::gui::CellViewer</name>
    <message numerus="yes">
        <source>%n element(s)</source>
        <translation>
            <numerusform>%n element</numerusform>
            <numerusform>%n elements</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n key(s)</source>
        <translation>
            <numerusform>%n key</numerusform>
            <numerusform>%n keys</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>howdah::gui::ChartPanel</name>
    <message numerus="yes">
        <source>%n series; the table beside it has the numbers</source>
        <translation>
            <numerusform>%n series; the table beside it has the numbers</numerusform>
            <numerusform>%n series; the table beside it has the numbers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>howdah::gui::ConnectionsPage</name>
    <message numerus="yes">
        <source>%n connection(s) were written to %1, without passwords.</source>
        <translation>
            <numerusform>%n connection were written to %1, without passwords.</numerusform>
            <numerusform>%n connections were written to %1, without passwords.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>howdah::gui::DependencyView</name>
    <message numerus="yes">
        <source>%n more are left out of the picture.</source>
        <translation>
            <numerusform>%n more is left out of the picture.</numerusform>
            <numerusform>%n more are left out of the picture.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>howdah::gui::DiagramPage</name>
    <message numerus="yes">
        <source>%n table(s)</source>
        <translation>
            <numerusform>%n table</numerusform>
            <numerusform>%n tables</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Diagram: %n table(s)</source>
        <translation>
            <numerusform>Diagram: %n table</numerusform>
            <numerusform>Diagram: %n tables</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>howdah::gui::ImportDialog</name>
    <message numerus="yes">
        <source>%n connection(s) found.</source>
        <translation>
            <numerusform>%n connection found.</numerusform>
            <numerusform>%n connections found.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Import %n connection(s)</source>
        <translation>
            <numerusform>Import %n connection</numerusform>
            <numerusform>Import %n connections</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>howdah::gui::MainWindow</name>
    <message numerus="yes">
        <source>%n job(s) running</source>
        <translation>
            <numerusform>%n job running</numerusform>
            <numerusform>%n jobs running</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) are still running. Quitting cancels them.</source>
        <translation>
            <numerusform>%n job are still running. Quitting cancels them.</numerusform>
            <numerusform>%n jobs are still running. Quitting cancels them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>howdah::gui::MigratePage</name>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n step</numerusform>
            <numerusform>%n steps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>with %n statement(s)</source>
        <comment>follows the number of steps</comment>
        <translation>
            <numerusform>with %n statement</numerusform>
            <numerusform>with %n statements</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n error(s)</source>
        <translation>
            <numerusform>%n error</numerusform>
            <numerusform>%n errors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>howdah::gui::MigrationRuns</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Apply %n step(s) to %1?</source>
        <translation>
            <numerusform>Apply %n step to %1?</numerusform>
            <numerusform>Apply %n steps to %1?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Roll back %n step(s) of %1?</source>
        <translation>
            <numerusform>Roll back %n step of %1?</numerusform>
            <numerusform>Roll back %n steps of %1?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n seed file(s) loaded</source>
        <translation>
            <numerusform>%n seed file loaded</numerusform>
            <numerusform>%n seed files loaded</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) are in; the one that failed left no trace. Mend the cause and load again: seeds may be repeated.</source>
        <translation>
            <numerusform>%n file are in; the one that failed left no trace. Mend the cause and load again: seeds may be repeated.</numerusform>
            <numerusform>%n files are in; the one that failed left no trace. Mend the cause and load again: seeds may be repeated.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n seed file(s) loaded in %1.</source>
        <translation>
            <numerusform>%n seed file loaded in %1.</numerusform>
            <numerusform>%n seed files loaded in %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>howdah::gui::ObjectActions</name>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… and %n more</numerusform>
            <numerusform>… and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Without CASCADE the server refuses because of the first %n of these; with it they go along.</source>
        <translation>
            <numerusform>Without CASCADE the server refuses because of the first of these; with it that goes along.</numerusform>
            <numerusform>Without CASCADE the server refuses because of the first %n of these; with it they go along.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n go(es) along in any case.</source>
        <translation>
            <numerusform>%n goes along in any case.</numerusform>
            <numerusform>%n go along in any case.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>howdah::gui::ObjectPane</name>
    <message numerus="yes">
        <source>The first %n row(s)</source>
        <translation>
            <numerusform>The first %n row</numerusform>
            <numerusform>The first %n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n row(s)</source>
        <translation>
            <numerusform>All %n row</numerusform>
            <numerusform>All %n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>howdah::gui::RecordPage</name>
    <message numerus="yes">
        <source>The newest %n statement(s); scroll for more</source>
        <translation>
            <numerusform>The newest %n statement; scroll for more</numerusform>
            <numerusform>The newest %n statements; scroll for more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n statement(s)</source>
        <translation>
            <numerusform>%n statement</numerusform>
            <numerusform>%n statements</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>howdah::gui::SearchPage</name>
    <message numerus="yes">
        <source>%n object(s) can be found here.</source>
        <translation>
            <numerusform>%n object can be found here.</numerusform>
            <numerusform>%n objects can be found here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n found.</source>
        <translation>
            <numerusform>%n found.</numerusform>
            <numerusform>%n found.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>howdah::gui::SeedsView</name>
    <message numerus="yes">
        <source>%n file(s) will be loaded, each in one transaction.</source>
        <translation>
            <numerusform>%n file will be loaded, each in one transaction.</numerusform>
            <numerusform>%n files will be loaded, each in one transaction.</numerusform>
        </translation>
    </message>
</context>
</TS>
