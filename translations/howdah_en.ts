<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>Environment</name>
    <message>
        <source>Development</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Staging</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Production</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HealthPage</name>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copies the whole message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter sessions: user, application, statement …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Idle sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server&apos;s own processes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stops and resumes looking every 2 seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who waits for whom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody waits for a lock.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel statement …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End session …</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Outcome</name>
    <message>
        <source>Succeeded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecordPage</name>
    <message>
        <source>Find in statements, messages, connections and roles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find in the record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Period</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StopSessionDialog</name>
    <message>
        <source>What it runs, or ran last:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What will be sent:</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>gui::MainWindow</name>
    <message>
        <source>Console</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Health</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>howdah::app::ConnectionSwitch</name>
    <message>
        <source>The keychain has not answered yet; it may be waiting for you to unlock it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on without</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>howdah::app::Photographer</name>
    <message>
        <source>The folder %1 cannot be made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture %1 cannot be written.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>howdah::gui</name>
    <message>
        <source>Howdah made a mistake</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please report it with the text below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It took too long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again, or raise the time-out of this connection.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This cannot be understood</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct it and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It may have been renamed or removed; refresh (F5) shows what is there now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else changed it meanwhile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refresh (F5), look at the change, and decide again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not allowed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The role or user in use lacks a right; nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not possible here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This connection is read-only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock the connection (the lock beside its name) if the change is meant. Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A password is needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter it to go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server refused the user or the password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check both; pg_hba.conf on the server decides who may come in from where.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server cannot be reached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check host, port and network, and that the server runs; then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection to the server is lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An open transaction was rolled back by the server. Trying again connects anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else holds a lock on it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again later; Health shows who holds it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server has no free connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close others, or raise max_connections.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server reports an error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A program is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install it, or say where it is, and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A program failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its own words are below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file cannot be read or written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make room and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It fails its own checks and must not be trusted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A service does not answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Howdah goes on without it where it can.</source>
        <translation type="unfinished"></translation>
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
    <message>
        <source>Copy the value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value as a tree</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NULL: no value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only the first %1 are shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>root</source>
        <comment>of a JSON document</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 dimensions, length %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the first %1 are shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As sent: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>UTC: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Here: %1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unix time: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>howdah::gui::CodeView</name>
    <message>
        <source>SQL</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>howdah::gui::CommandPalette</name>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Matches</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>howdah::gui::ConsolePage</name>
    <message>
        <source>Console %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Console</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name for this query, then Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export Rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run Statement or Selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explain and Run (ANALYZE, BUFFERS)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roll Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save Query</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved Queries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Auto-commit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transactions by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How statements are committed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Auto-commit: each statement counts at once. By hand: a transaction is opened before the first statement and stays open until you commit or roll back. It never changes by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This empties %1 completely.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no WHERE: this touches every row of %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is production, and nobody can tell from its text what this statement does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is production, and %1 changes it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>EXPLAIN ANALYZE really runs the statement, and it changes data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run It on %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read-only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each statement runs in a read-only transaction of its own. For a superuser this is no security boundary: server-side programs and file functions still work. A role with SELECT rights only is one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transaction failed; only Roll Back is possible (open since %1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transaction open since %1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No transaction open; the next statement opens one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every statement counts at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Enter runs the selection, or the statement at the cursor (marked by a bar at the left); Ctrl+Shift+Enter runs everything, up to the first error. Alt+Pause stops.

In auto-commit every statement counts at once. By hand, a transaction is opened before the first statement and stays open, in sight, until you commit or roll back. :name asks for a value. Ctrl+E shows the plan, Ctrl+H what was run before. What you type is kept, also when the program is killed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a transaction is open; closing rolls it back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a statement is running; closing stops it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>howdah::gui::EnvironmentChip</name>
    <message>
        <source>%1, read-only</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>howdah::gui::ExecutionModel</name>
    <message>
        <source>Started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Role</source>
        <comment>database role, column heading</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <comment>which part of Howdah, column heading</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Statement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows</source>
        <comment>rows touched, column heading</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Took</source>
        <comment>duration, column heading</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>howdah::gui::HealthPage</name>
    <message>
        <source>Health</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest transaction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blocked sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cache hits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replication lag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transaction ids used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel statement …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End session …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who is connected to this server, what they run and what they wait for. The page looks every two seconds while it is in front; Pause keeps the picture still.

A session that is “idle in transaction” holds its locks and keeps VACUUM from cleaning up. Cancelling a statement leaves the session connected; ending a session closes it and rolls its transaction back. Both show the SQL first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking the server who is connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture below is old: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>connections used, allowed</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 used, warns above 80 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>warns above 5 minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>wait for another session&apos;s lock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this database, warns below 98 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>too few reads to say</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>slowest standby, warns above 10 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no standby to be seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of 2.1 billion, warns above 25 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 transactions since the oldest that VACUUM has not frozen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No session chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connected since %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>transaction open since %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>statement running since %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last statement at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>your role may not see what it runs (that takes pg_read_all_stats)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session %1 was not stopped: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>howdah::gui::HistoryPanel</name>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search statements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Statements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove Saved Query</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The history could not be read: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you run appears here, also after a restart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing that was run contains this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep a query under a name with Save Query; it appears here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No saved query contains this.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>howdah::gui::JobRow</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about %1 left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done in %1. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed after %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled after %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>howdah::gui::JobsPanel</name>
    <message>
        <source>No jobs. Backups, restores, migrations and exports run here, and stay until dismissed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>howdah::gui::LockTreeModel</name>
    <message>
        <source>A prepared transaction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, behind it in the queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, it has %2</source>
        <comment>lock modes: wanted, held by the session above</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>holds the lock (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wants</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On</source>
        <comment>which object a lock is on, column heading</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>howdah::gui::MainWindow</name>
    <message>
        <source>Connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find an object…   Ctrl+P</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Command palette…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quick open…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close &amp;tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Find on this page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Previous tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme: as the &amp;system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme: &amp;light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme: &amp;dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About this &amp;page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+K lists everything that can be done here; Ctrl+P opens any object by its name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About Howdah</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Howdah</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Howdah %1

The seat on the elephant: for people who look after the PostgreSQL databases behind LLM applications.
Nothing is sent anywhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All connections…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a connection first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What would you like to do?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tab: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of a table, view, function, column …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) running</source>
        <translation>
            <numerusform>%n job running</numerusform>
            <numerusform>%n jobs running</numerusform>
        </translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close %1?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit Howdah?</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) are still running. Quitting cancels them.</source>
        <translation>
            <numerusform>%n job are still running. Quitting cancels them.</numerusform>
            <numerusform>%n jobs are still running. Quitting cancels them.</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel the jobs and quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 rows written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 rows in %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export rows as %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>howdah::gui::NoticeBar</name>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>howdah::gui::ParameterBar</name>
    <message>
        <source>Values for this run. They are sent as parameters, never as part of the SQL.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>howdah::gui::PlanView</name>
    <message>
        <source>Ran in %1, planned in %2. Bars show what each node takes by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not run: costs are the planner&apos;s estimate, in its own units.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Execution plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Node</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows planned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Estimate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Buffers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 hit, %2 read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1× too low</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1× too high</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>howdah::gui::QuestionBar</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>howdah::gui::RecordPage</name>
    <message>
        <source>Executed statements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any outcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Statement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything Howdah executed on your behalf, on any connection: from the console, migrations, backups and every button. Passwords in statements are masked before they are written. The record is kept in your workspace file only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Searching the record…</source>
        <translation type="unfinished"></translation>
    </message>
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
    <message>
        <source>Nothing matches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was executed yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Widen the search above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What Howdah runs on your databases is kept here, on this computer only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 statements in %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>howdah::gui::ResultPane</name>
    <message numerus="yes">
        <source>%1 row(s)</source>
        <comment>number of rows of a result</comment>
        <translation>
            <numerusform>%1 row</numerusform>
            <numerusform>%1 rows</numerusform>
        </translation>
    </message>
    <message>
        <source>waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cancelled, %1 had come</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Statement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>howdah::gui::ResultView</name>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as CSV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as INSERT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as Markdown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More than %1 rows are selected. Export them to a file instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are more than %1 rows. Export them to a file instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export All Rows</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>howdah::gui::SessionModel</name>
    <message>
        <source>a prepared transaction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>blocked by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not visible to you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (this window)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <comment>of a session, column heading</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For</source>
        <comment>how long it has been in this state, column heading</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Application</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client</source>
        <comment>address, column heading</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waits for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Statement</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>howdah::gui::SqlEditor</name>
    <message>
        <source>SQL to run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type SQL. Ctrl+Enter runs the statement at the cursor.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>howdah::gui::StatePane</name>
    <message>
        <source>What the server said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copies the whole message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>howdah::gui::StopSessionDialog</name>
    <message>
        <source>Cancel the statement of session %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End session %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 from %2, application “%3”, database %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The running statement ends with an error and its transaction is rolled back by whoever started it. The session stays connected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection is closed and its open transaction rolled back. The application sees a lost connection; many connect again by themselves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel the statement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End the session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Howdah: for people who look after the PostgreSQL databases behind LLM applications</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Workspace file to use instead of the usual one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start with this saved connection, by name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>system, light or dark.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Walk through the places, leave a picture of each in this folder, and quit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The workspace file cannot be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1

Howdah goes on without it: nothing you set up now will be there next time. The file was left as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The workspace file was damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was moved to %1 and a fresh one was made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Could not be remembered: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
