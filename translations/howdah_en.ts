<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>AnalysePage</name>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Days begin and end by the clocks of this time zone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Provider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asks the database again (F5)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Double-click a model to see it alone</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BackupHowPage</name>
    <message>
        <source>How to write it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Directory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One file a table, written and restored in parallel. The fastest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Single archive file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Easy to copy; restored in parallel, written one table after the other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Plain SQL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Readable text for any PostgreSQL; large, and restored in one piece.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Co&amp;mpression</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compression</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables at &amp;once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables dumped at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Note for later comparison</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to note of each table</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BackupSummaryPage</name>
    <message>
        <source>Summary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was found before the backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command that will &amp;run (SNAPSHOT is filled in then)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command line</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BackupWhatPage</name>
    <message>
        <source>What to back up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Schema and data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;chema only: tables, views, functions, without rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Data only: rows for tables that exist already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scope</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The &amp;whole database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only these sc&amp;hemas:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Schemas</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BackupWherePage</name>
    <message>
        <source>Where to keep it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C&amp;hoose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backup gets a folder of this name, readable by you alone. While it is written the name ends in “.partial”; it becomes a backup only after it was read back without an error.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BrowsePage</name>
    <message>
        <source>Filter by name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter the tree by name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what PostgreSQL brings itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show system objects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the catalog again (F5)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Objects of the database</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConnectionDialog</name>
    <message>
        <source>Connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Paste a connection string to fill the fields:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>postgresql://user@host/database, host=… dbname=…, or Host=…;Database=…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connection string to fill the fields from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>General</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Name:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Environment:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environment</source>
        <translation type="unfinished"></translation>
    </message>
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
    <message>
        <source>&amp;Group:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ta&amp;gs:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>separated by commas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Colour:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Host:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>localhost, a socket folder, or several separated by commas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Po&amp;rt:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>5432</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Database:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the user&apos;s name, when empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;User:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pass&amp;word:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the password comes from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows the password as it is typed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Co&amp;mmand:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>program and arguments; it prints the password, and no shell runs it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command that prints the password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TLS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Mode:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TLS mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Root certificate:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Root certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Root certificate: choose a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Client certificate:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client certificate: choose a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client &amp;key:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client key: choose a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>verify-full checks that the server is the one it says it is; require only encrypts. A pass phrase of a client key is never saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Act as &amp;role:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SET ROLE after connecting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Search path:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the server&apos;s own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Give up connecting after:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time-out for connecting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;tatement time-out:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Statement time-out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Lock time-out:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock time-out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Idle in transaction:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Idle in transaction time-out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Most sessions at once:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most sessions at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Always read-only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Production opens read-only by itself until it is unlocked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Other libpq parameters, one a line (keyword=value):</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other libpq parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>keepalives_idle=30</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Favourite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result of the test</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Connections</name>
    <message>
        <source>loading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>watching</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>console</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Superuser: every right, nothing stops a mistake</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>may create databases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>may create roles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>may replicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>passes row-level security</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sees everybody&apos;s statements (pg_monitor)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ordinary role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From the keychain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked for, kept until Howdah closes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From .pgpass, or none needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Printed by a command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none open, at most %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of at most %2 open (%3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PostgreSQL %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standby: changes are not possible here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Primary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>; transactions start read-only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 a round trip; %2 to connect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GSSAPI</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None: what is sent can be read on the way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, logged in as %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Extensions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Could be installed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The password is kept until Howdah closes and will be asked for again: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keychain did not answer in time. The password is kept until Howdah closes; whether the keychain has it too is not known.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConnectionsPage</name>
    <message>
        <source>Connections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search name, address, tag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search connections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>De&amp;lete…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No connection yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add one, or import what is there already: pg_service.conf, .pgpass, an .env or compose file. Passwords go to the keychain, never into a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Add a connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Start the sample databases</source>
        <translation type="unfinished"></translation>
    </message>
</context>
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
    <name>ImportDialog</name>
    <message>
        <source>Import connections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;From:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pg_service.conf</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>.pgpass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>.env or compose file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This program&apos;s environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connection string or .env text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connections exported by Howdah</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text to read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DATABASE_URL=postgresql://…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connections found</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Kind</name>
    <message>
        <source>Database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Databases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tablespace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tablespaces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Schema</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Schemas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Extension</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Extensions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Languages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Access method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Access methods</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Types and domains</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Collation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Collations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conversion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conversions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Function</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Functions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Procedure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Procedures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Aggregate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Aggregates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operators</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operator family</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operator families</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operator class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operator classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Casts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transforms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text search parser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text search parsers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text search template</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text search templates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text search dictionary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text search dictionaries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text search configuration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text search configurations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Foreign data wrapper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Foreign data wrappers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Foreign server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Foreign servers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User mapping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User mappings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sequence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sequences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Foreign table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Foreign tables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Views</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Materialized view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Materialized views</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Index</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Indexes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Constraint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys and constraints</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trigger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Triggers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rules</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Policy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Policies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Extended statistics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Event trigger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Event triggers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Publication</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Publications</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Publication member</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Publication members</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Subscription</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Subscriptions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Default privileges</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parameter privileges</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Membership</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memberships</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Role setting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Role settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replication slot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replication slots</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Large object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Large objects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Available extension</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Available extensions</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MigratePage</name>
    <message>
        <source>Migration folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose &amp;folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Direction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version to reach</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Apply…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy all of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>View</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ObjectFacts</name>
    <message>
        <source>yes</source>
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
    <name>PasswordDialog</name>
    <message>
        <source>Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Password:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows the password as it is typed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keep it in the keychain</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProtectPage</name>
    <message>
        <source>&amp;Back up…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Restore…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;All databases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder with backups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Verify</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reads every byte of the backup and compares checksums and row counts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Prove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restores the backup into a throw-away server and compares every table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re&amp;move…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables in the backup</source>
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
    <name>RestoreInsidePage</name>
    <message>
        <source>What is inside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contents of the dump</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Count or owner</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RestoreSourcePage</name>
    <message>
        <source>What to restore</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A backup from the list, or anything that pg_dump wrote: an archive file, a folder, or an SQL script.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File or folder to restore</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F&amp;ile…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F&amp;older…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RestoreSummaryPage</name>
    <message>
        <source>Summary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Statement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comman&amp;d line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command line</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RestoreTargetPage</name>
    <message>
        <source>Where to restore it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New &amp;database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the new database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Owners and rights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Owners and rights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Tables at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables restored at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If something is &amp;missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If something of the backup is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The restore always makes a database of its own, on the server you are connected to. Nothing that exists there is changed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunDialog</name>
    <message>
        <source>Give up when a &amp;lock is not granted within</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the database</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SearchPage</name>
    <message>
        <source>Part of a name, or of what is written in columns, comments and sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to search for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>System objects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was found</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SqlPreviewDialog</name>
    <message>
        <source>Copy SQL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
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
    <name>UnlockDialog</name>
    <message>
        <source>Unlock production</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Until now this connection was read-only. Unlocked, every statement you run can change production. It locks itself again after 15 minutes, or when a confirmed run has ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Type the database&apos;s name to unlock it:</source>
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
    <message>
        <source>Search in names and texts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Browse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analytics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Migrate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backups</source>
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
    <message>
        <source>%1 is waiting for its password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter it</source>
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
    <message>
        <source>Primary key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unique</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Foreign key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exclusion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not null</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Property</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Schema</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Owner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Extension</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Persistence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unlogged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>temporary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Partition key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Partition of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row level security</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>forced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Storage parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Foreign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start, increment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arguments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Returns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Volatility</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Security definer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Base type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>#</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Storage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PK</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>FK</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unique</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>generated: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>identity (always)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>identity (by default)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Definition</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not validated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not enforced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>deferred</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>deferrable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Referenced by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Indexes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scans</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>primary key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>INVALID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Triggers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Function</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>disabled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>enabled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Policies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Using</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (restrictive)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inheriting tables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bounds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows (estimate)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size (estimate)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Privileges</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Granted by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, column %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes, may grant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Used by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Through</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>howdah::gui::AnalysePage</name>
    <message>
        <source>%1 bn</source>
        <comment>thousand million</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 M</source>
        <comment>million</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analytics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>p95 latency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cost per day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>p95 latency per model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All providers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last 90 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From … to …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the applications&apos; LLM calls cost, how many there were and how fast they were, read straight from the table that the applications write to. Days are those of the time zone chosen above. All panels come from one snapshot, so the parts add up to the totals.

Costs are added up exactly on the server; p95 is the latency that 95 % of the requests did not exceed, also exact. Click a series or double-click a model to see it alone; every chart has its numbers as a table and its SQL.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for tables of LLM calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No table of LLM calls in this database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This page charts cost, tokens and latency from a table that has one row for each call to a model, for example llm_metrics, or LiteLLM&apos;s SpendLogs. None that you may read was found here. Connect to the database that your application writes its metrics to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 in schema %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking the database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 – %2, as of %3</source>
        <comment>first day, last day, time of the snapshot</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The table %1 is empty: no call has been recorded yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No rows for this choice. The table has rows from %1 to %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stacked by model, exact, days of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This source says nothing about cost by model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>per day, exact, the %1 most expensive models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>per day, exact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This source says nothing about latency by model.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>howdah::gui::BackupModel</name>
    <message>
        <source>State</source>
        <comment>of a backup, column heading</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Database</source>
        <comment>column heading</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken</source>
        <comment>how long ago, column heading</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <comment>of a backup on disk, column heading</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows</source>
        <comment>column heading</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contents</source>
        <comment>column heading</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>howdah::gui::BackupWizard</name>
    <message>
        <source>Back up %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Back up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recommended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gzip, fast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gzip, small</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows and fingerprints (finds any changed value)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row counts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at the server, the tools and the folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 on %3 into %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Estimate: about %1 and %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Estimate: about %1 and %2; %3 are free.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing stands in the way: tools, rights, connections, locks and disk space were looked at.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder for backups</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>howdah::gui::Backups</name>
    <message>
        <source>Being written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A backup is being written here right now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Partial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was never finished, so it is no backup. It can be removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unverified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is complete, but nobody has read it since it was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every byte was read and every table has the rows it should have.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proven</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was restored into a throw-away server and everything in it was found again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It must not be relied on. Make a new backup.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Good to know</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Would fail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Schema and data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Schema only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Directory (parallel)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Single archive file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plain SQL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>just now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 days ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>date and time, zone</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>howdah::gui::BrowsePage</name>
    <message>
        <source>Rename …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comment …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Truncate …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analyze …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vacuum …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reindex …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refresh the view …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Browse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tree shows everything in this database by schema and kind. Type in the filter to narrow it; press Enter on an object to open it in a tab of its own, Ctrl+P to jump to any object by a part of its name.

Objects with a lock are held exclusively by another session, for instance by a running migration: their definitions are read when it is done. Nothing here waits for them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This object is not there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not in this database (any more), or this role may not see it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the catalog: %1 tables and views, %2 columns, %3 functions …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the catalog …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the catalog again …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading definitions: %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading definitions …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last refresh failed: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 tables and views, as of %2</source>
        <translation type="unfinished"></translation>
    </message>
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
    <message>
        <source>Open in a tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy DDL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Diagram</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2: takes a lock of mode %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What depends on it was not read yet; open its &quot;Used by&quot; tab first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing depends on it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server will refuse while these depend on it: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New name:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comment:</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>howdah::gui::CandidateModel</name>
    <message>
        <source>found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from .pgpass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <comment>column heading</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <comment>column heading</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environment</source>
        <comment>column heading</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password</source>
        <comment>column heading</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found in</source>
        <comment>column heading</comment>
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
    <name>howdah::gui::ChartPanel</name>
    <message>
        <source>Table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows the numbers as a table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SQL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows what was asked of the database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as CSV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as PNG …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PNG pictures (*.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as SVG …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SVG drawings (*.svg)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as PDF …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PDF documents (*.pdf)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copies the numbers or saves the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n series; the table beside it has the numbers</source>
        <translation>
            <numerusform>%n series; the table beside it has the numbers</numerusform>
            <numerusform>%n series; the table beside it has the numbers</numerusform>
        </translation>
    </message>
    <message>
        <source>Save %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>howdah::gui::ChartView</name>
    <message>
        <source>%1, %2: %3 (exactly %4)</source>
        <comment>category, series, value, exact value</comment>
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
    <name>howdah::gui::ConnectionDialog</name>
    <message>
        <source>New connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connection %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <comment>no colour</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>libpq&apos;s own (prefer)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Root certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The fields were filled; the password was moved to its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The fields were filled from the text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unchanged; type to replace it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connecting to %1; gives up after %2 …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving the password in the keychain …</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>howdah::gui::ConnectionModel</name>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <comment>column heading</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environment</source>
        <comment>column heading</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <comment>column heading</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags</source>
        <comment>column heading</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last used</source>
        <comment>column heading</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>howdah::gui::ConnectionsPage</name>
    <message>
        <source>Connections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit connection…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete connection…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add connection…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import connections…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export connections…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A connection says where a database is, how to reach it, and which environment it belongs to. Double-click or press Return to work with one. Ctrl+N adds one; pasting a connection string into the form fills it.

Production connections open read-only. Unlocking asks for the database&apos;s name and lasts 15 minutes, or until a confirmed run has ended; howdahctl keeps to the same lock. Passwords are kept in the keychain of the operating system; without one they live until Howdah closes. An export holds no passwords.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No connection matches “%1”.</source>
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
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Acts as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TLS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>read-only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>allowed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gives up after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete a connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the connection “%1”?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its address, its settings and its saved password go. The database itself is not touched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” could not be deleted: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is deleted, but its password may still be in the keychain: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connecting to %1; gives up after %2 …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export connections, without passwords</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON files (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n connection(s) were written to %1, without passwords.</source>
        <translation>
            <numerusform>%n connection were written to %1, without passwords.</numerusform>
            <numerusform>%n connections were written to %1, without passwords.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>howdah::gui::ConsolePage</name>
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
    <message>
        <source>Console: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import CSV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Separated values (*.csv *.tsv *.txt);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SQL for a Role That Can Only Read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 changed row is not committed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 changed rows are not committed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>howdah::gui::CsvImportDialog</name>
    <message>
        <source>Make this table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import on %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import CSV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First rows of the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows that were refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Schema</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the first rows…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first row names the columns. All rows are imported, or none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file names no columns. All rows are imported, or none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Importing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped. Nothing was imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 rows are in %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server refused these rows, so nothing was imported. Correct the file, or choose other types.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>howdah::gui::DiagramPage</name>
    <message>
        <source>Diagram of the tables and their foreign keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Diagram: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Boxes are tables, arrows lead from a foreign key to the key it refers to. Ctrl and the wheel zoom, dragging moves, a double click opens a table.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the catalog …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no table to draw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds no tables, or this role may not see them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first %1 tables; %2 more are left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n table(s)</source>
        <translation>
            <numerusform>%n table</numerusform>
            <numerusform>%n tables</numerusform>
        </translation>
    </message>
    <message>
        <source>Export the diagram</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SVG picture (*.svg)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PDF document (*.pdf)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be written</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>howdah::gui::EditableResult</name>
    <message>
        <source>Edit Rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review SQL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commit on %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the Rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard Changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Double-click or press F2 to change a cell. Nothing is written until you commit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No changes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 changed row, not committed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 changed rows, not committed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Committed.</source>
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
    <name>howdah::gui::FiguresModel</name>
    <message>
        <source>not counted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table</source>
        <comment>column heading</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows</source>
        <comment>column heading</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the server</source>
        <comment>size of a table, column heading</comment>
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
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>warns above 5 minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>too few reads to say</source>
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
    <message>
        <source>%1, warns above 80 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting for a lock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>warns below 98 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>warns above 10 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no standby seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>warns above 25 %</source>
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
    <name>howdah::gui::ImportDialog</name>
    <message>
        <source>Import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import connections from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste a connection string, or lines of an .env file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a file to look into.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No connection was found.</source>
        <translation type="unfinished"></translation>
    </message>
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
    <message>
        <source>%1, queued behind it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 against %2</source>
        <comment>lock modes: wanted, held by the session above</comment>
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
    <name>howdah::gui::MigratePage</name>
    <message>
        <source>Migrate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Apply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roll back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder that holds your migrations: Alembic revisions, V1__name.sql, 1_name.up.sql or 001_name.sql. The left column says what this database has and what it lacks, the middle shows the exact SQL, the right explains the statement under the cursor. Apply runs what is marked, each step in one transaction where PostgreSQL allows it, and writes the tool&apos;s own history, so that the tool agrees afterwards. Alembic revisions are read without running Python; one that holds more than literal SQL blocks the plan and says so.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder with the migrations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No migrations chosen yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder that holds them: Alembic, V1__name.sql, 1_name.up.sql or 001_name.sql. Nothing is changed by looking.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder says in which table its history is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the folder and the database…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder holds no migrations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is recognised, but no file of it is a migration yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was applied yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The table %1.%2 is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first step that is applied creates the table %1.%2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One step back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The newest version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before the first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PostgreSQL %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>history in %1.%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 applied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing to apply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing to roll back</source>
        <translation type="unfinished"></translation>
    </message>
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
    <message>
        <source>plan %1</source>
        <comment>short fingerprint</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Apply…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Roll back…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An error stands in the way; the steps say which.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SQL for psql (*.sql)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The plan could not be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The plan is in %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message>
        <source>Apply migrations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roll back migrations</source>
        <translation type="unfinished"></translation>
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
    <message>
        <source>Each step is one transaction where PostgreSQL allows it, and is written into %1.%2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step %1 of %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is in (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is rolled back (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load seeds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load the seeds for %1 into %2?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each file is one transaction. Seeds change nothing that is there already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File %1 of %2: %3</source>
        <translation type="unfinished"></translation>
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
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>howdah::gui::MigrateWords</name>
    <message>
        <source>Applied</source>
        <comment>state of a migration</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pending</source>
        <comment>state of a migration</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed since</source>
        <comment>state of a migration: the file is another one now</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs again</source>
        <comment>state of a repeatable migration whose file changed</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Out of order</source>
        <comment>state of a migration</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File missing</source>
        <comment>state of a migration</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ahead</source>
        <comment>state of a migration that only the database knows</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <comment>state of a migration</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dirty</source>
        <comment>state of a migration that began and never ended</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undone</source>
        <comment>state of a migration</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Superseded</source>
        <comment>state of a migration</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Below baseline</source>
        <comment>state of a migration</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not needed</source>
        <comment>state of a baseline migration</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In one transaction with its entry in the history: all of it is in, or nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each statement commits by itself: a failure leaves those before it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the transactions its script begins: a failure leaves what it committed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>howdah::gui::MigrationHistoryModel</name>
    <message>
        <source>(repeatable)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dirty</source>
        <comment>began and never ended</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Applied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Applied at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Took</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By</source>
        <comment>role that applied it</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checksum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>howdah::gui::MigrationInspector</name>
    <message>
        <source>About the chosen statement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, line %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>took %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A statement that cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Statement %1 of %2 · %3, line %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outside a transaction, as its author asked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PostgreSQL does not let it run inside a transaction.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether it can run inside a transaction cannot be read from its text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it does cannot be read from its text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It takes the rows along; only a backup brings them back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It touches every row of the table.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About the folder and the database</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>howdah::gui::MigrationPlanView</name>
    <message>
        <source>Steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SQL of the step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>-- The folder has no file for this version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>-- What this step does cannot be shown; the right side says why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>-- This step runs nothing; it is only noted in the history.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>howdah::gui::ModelTableModel</name>
    <message>
        <source>Model</source>
        <comment>an LLM, column heading</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share</source>
        <comment>of the whole cost, column heading</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Errors</source>
        <comment>share of requests, column heading</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>p50</source>
        <comment>latency percentile, column heading</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>p95</source>
        <comment>latency percentile, column heading</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>p99</source>
        <comment>latency percentile, column heading</comment>
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
    <name>howdah::gui::ObjectPane</name>
    <message>
        <source>DDL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the statements that make this object beside its facts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Statements that make this object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an object on the left, or press Ctrl+P and type a part of its name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>tab, how many are in it</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>owner %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 + %2 indexes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about %1 rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>locked by another session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Definitions are still being read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made by PostgreSQL itself; there is no statement for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This object is gone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was renamed or dropped since it was opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the first rows …</source>
        <translation type="unfinished"></translation>
    </message>
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
    <name>howdah::gui::ObjectTreeModel</name>
    <message>
        <source>Partitions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inheriting tables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>folder, how many are in it</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locked by another session: its definition could not be read yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New or changed since the refresh before; not looked at yet.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>howdah::gui::Panels</name>
    <message>
        <source>(none)</source>
        <comment>rows without a model, provider …</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>other</source>
        <comment>models beyond the most expensive seven</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing to compare with before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>= as before, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>▲ %1 % from %2</source>
        <comment>a figure rose by, from</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>▼ %1 % from %2</source>
        <comment>a figure fell by, from</comment>
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
    <name>howdah::gui::PasswordDialog</name>
    <message>
        <source>%1 needs a password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not now</source>
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
    <name>howdah::gui::ProtectPage</name>
    <message>
        <source>Backups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verify %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prove %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for backups in %1…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A backup is written by pg_dump from one snapshot of the database, read back, and only then listed. Verify reads every byte of it again. Prove restores it into a throw-away server and compares every table. Restore always goes into a new database; what exists is never overwritten.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No backup matches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This folder holds backups of other databases, or with other names. Widen the search above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No backup yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A backup is a file or folder from which this database can be made again, checked when it is written. Backups in %1 are listed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back up now…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken %1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From %1, PostgreSQL %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proven %1 in %2 on %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verified %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>what is wrong, what follows</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder with backups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back up %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore into %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove a backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove %1 for good?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 will be deleted from %2. This cannot be undone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
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
    <name>howdah::gui::RestoreWizard</name>
    <message>
        <source>Restore</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Restore</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Statement that makes the database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As in the backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything belongs to me, no rights are granted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop the new database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep it, to look at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the table of contents…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is plain SQL. It is run by psql and stops at its first error; what is in it shows only then.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Database %1, written %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From PostgreSQL %1, by pg_dump %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roles that own something: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Extensions: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for the tools…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new database %1 is made and filled; no existing one is touched. Restoring runs code from the dump with your rights on the server, so restore only what you trust. A backup of Howdah&apos;s is compared table by table afterwards.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dump to restore</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backup or dump folder to restore</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>howdah::gui::ResultPane</name>
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
    <message>
        <source>1 row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not run</source>
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
    <message>
        <source>Set to NULL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove Rows, or Keep Them</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>howdah::gui::RunDialog</name>
    <message>
        <source>This is production. Type the database&apos;s name, %1, to go on.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>howdah::gui::SearchPage</name>
    <message>
        <source>name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>comment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>source text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names are found by their letters in order: &quot;lm&quot; finds llm_metrics, &quot;bill.inv&quot; an invoice in the schema billing. Columns, comments and source text are found as written, without regard to case. Enter opens the first hit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the catalog …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n object(s) can be found here.</source>
        <translation>
            <numerusform>%n object can be found here.</numerusform>
            <numerusform>%n objects can be found here.</numerusform>
        </translation>
    </message>
    <message>
        <source>The best %1; type more to narrow it.</source>
        <translation type="unfinished"></translation>
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
    <name>howdah::gui::SeedModel</name>
    <message>
        <source>Will be loaded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Statements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In this environment</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>howdah::gui::SeedsView</name>
    <message>
        <source>&amp;Load seeds…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Development</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Production</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SQL of the seed file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the seed files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No seeds here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SQL files in a folder &quot;seeds&quot; beside the migrations are loaded from here: in the order of their names, each in one transaction, as often as you like.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seeds are never loaded in production.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) will be loaded, each in one transaction.</source>
        <translation>
            <numerusform>%n file will be loaded, each in one transaction.</numerusform>
            <numerusform>%n files will be loaded, each in one transaction.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2 rows (%3 new)</source>
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
    <message>
        <source>Completions</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>howdah::gui::SqlPreviewDialog</name>
    <message>
        <source>The SQL that will run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1
%2
The statement did not change anything.</source>
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
    <name>howdah::gui::StepModel</name>
    <message>
        <source>%1, %2, %3</source>
        <comment>version, description, state</comment>
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
    <name>howdah::gui::UnlockDialog</name>
    <message>
        <source>Allow changes on %1?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database is called %1, at %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock for 15 minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stay read-only</source>
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
    <message>
        <source>&amp;Executed statements</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
