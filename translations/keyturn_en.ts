<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>keyturn::DuePage</name>
    <message numerus="yes">
        <location filename="../ui/pages/due_page.cpp" line="102"/>
        <source>%n date(s) in both stores.</source>
        <translation>
            <numerusform>%n date in both stores.</numerusform>
            <numerusform>%n dates in both stores.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/pages/due_page.cpp" line="113"/>
        <source>%n due date(s)</source>
        <translation>
            <numerusform>%n due date</numerusform>
            <numerusform>%n due dates</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ErrorText</name>
    <message numerus="yes">
        <location filename="../ui/models/error_text.cpp" line="220"/>
        <source>%n minute</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minute</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/models/error_text.cpp" line="220"/>
        <source>%n minutes</source>
        <translation>
            <numerusform>%n minutes</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keyturn::MainWindow</name>
    <message numerus="yes">
        <location filename="../ui/main_window/main_window.cpp" line="512"/>
        <source>%n saved. AWS holds the changes.</source>
        <translation>
            <numerusform>%n saved. AWS holds the changes.</numerusform>
            <numerusform>%n saved. AWS holds the changes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keyturn::ReviewDialog</name>
    <message numerus="yes">
        <location filename="../ui/dialogs/review_dialog.cpp" line="417"/>
        <source>%n more character(s)</source>
        <translation>
            <numerusform>%n more character</numerusform>
            <numerusform>%n more characters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/dialogs/review_dialog.cpp" line="580"/>
        <source>%n saved.</source>
        <translation>
            <numerusform>%n saved.</numerusform>
            <numerusform>%n saved.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keyturn::SidebarModel</name>
    <message numerus="yes">
        <location filename="../ui/models/sidebar_model.cpp" line="74"/>
        <source>Due in %n day</source>
        <translation>
            <numerusform>Due in %n day</numerusform>
            <numerusform>Due in %n day</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/models/sidebar_model.cpp" line="75"/>
        <source>Due in %n days</source>
        <translation>
            <numerusform>Due in %n days</numerusform>
            <numerusform>Due in %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keyturn::StatusLine</name>
    <message numerus="yes">
        <location filename="../ui/main_window/status_line.cpp" line="127"/>
        <source>%n operation(s) running</source>
        <translation>
            <numerusform>%n operation running</numerusform>
            <numerusform>%n operations running</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusText</name>
    <message numerus="yes">
        <location filename="../ui/models/status.cpp" line="53"/>
        <source>overdue %n day</source>
        <translation>
            <numerusform>overdue %n day</numerusform>
            <numerusform>overdue %n day</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/models/status.cpp" line="53"/>
        <source>overdue %n days</source>
        <translation>
            <numerusform>overdue %n days</numerusform>
            <numerusform>overdue %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/models/status.cpp" line="56"/>
        <source>in %n day</source>
        <translation>
            <numerusform>in %n day</numerusform>
            <numerusform>in %n day</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/models/status.cpp" line="56"/>
        <source>in %n days</source>
        <translation>
            <numerusform>in %n days</numerusform>
            <numerusform>in %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/models/status.cpp" line="83"/>
        <source>deleted in %n day</source>
        <translation>
            <numerusform>deleted in %n day</numerusform>
            <numerusform>deleted in %n day</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/models/status.cpp" line="83"/>
        <source>deleted in %n days</source>
        <translation>
            <numerusform>deleted in %n days</numerusform>
            <numerusform>deleted in %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keyturn::TopBar</name>
    <message numerus="yes">
        <location filename="../ui/main_window/top_bar.cpp" line="128"/>
        <source>Writing, %n min</source>
        <translation>
            <numerusform>Writing, %n min</numerusform>
            <numerusform>Writing, %n min</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keyturn::ValuesTab</name>
    <message numerus="yes">
        <location filename="../ui/pages/values_tab.cpp" line="146"/>
        <source>%n after your changes</source>
        <translation>
            <numerusform>%n after your changes</numerusform>
            <numerusform>%n after your changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keyturn::VersionsTab</name>
    <message numerus="yes">
        <location filename="../ui/pages/versions_tab.cpp" line="129"/>
        <source>%n version(s)</source>
        <translation>
            <numerusform>%n version</numerusform>
            <numerusform>%n versions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/pages/versions_tab.cpp" line="130"/>
        <source>%n written today</source>
        <translation>
            <numerusform>%n written today</numerusform>
            <numerusform>%n written today</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message numerus="yes">
        <location filename="../ui/models/wording.cpp" line="255"/>
        <source>%n entry</source>
        <translation>
            <numerusform>%n entry</numerusform>
            <numerusform>%n entry</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/models/wording.cpp" line="255"/>
        <source>%L1 entries</source>
        <translation>
            <numerusform>%L1 entries</numerusform>
            <numerusform>%L1 entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/models/wording.cpp" line="261"/>
        <source>%n parameter</source>
        <translation>
            <numerusform>%n parameter</numerusform>
            <numerusform>%n parameter</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/models/wording.cpp" line="261"/>
        <source>%n parameters</source>
        <translation>
            <numerusform>%n parameters</numerusform>
            <numerusform>%n parameters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/models/wording.cpp" line="267"/>
        <source>%n key</source>
        <translation>
            <numerusform>%n key</numerusform>
            <numerusform>%n key</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/models/wording.cpp" line="267"/>
        <source>%n keys</source>
        <translation>
            <numerusform>%n keys</numerusform>
            <numerusform>%n keys</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/models/wording.cpp" line="273"/>
        <source>%n key unchanged, written back byte for byte</source>
        <translation>
            <numerusform>%n key unchanged, written back byte for byte</numerusform>
            <numerusform>%n key unchanged, written back byte for byte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/models/wording.cpp" line="274"/>
        <source>%n keys unchanged, written back byte for byte</source>
        <translation>
            <numerusform>%n keys unchanged, written back byte for byte</numerusform>
            <numerusform>%n keys unchanged, written back byte for byte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/models/wording.cpp" line="280"/>
        <source>%n day</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n day</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/models/wording.cpp" line="280"/>
        <source>%n days</source>
        <translation>
            <numerusform>%n days</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/models/wording.cpp" line="286"/>
        <source>%n character</source>
        <translation>
            <numerusform>%n character</numerusform>
            <numerusform>%n character</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/models/wording.cpp" line="286"/>
        <source>%n characters</source>
        <translation>
            <numerusform>%n characters</numerusform>
            <numerusform>%n characters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/models/wording.cpp" line="292"/>
        <source>%n char</source>
        <translation>
            <numerusform>%n char</numerusform>
            <numerusform>%n char</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/models/wording.cpp" line="292"/>
        <source>%n chars</source>
        <translation>
            <numerusform>%n chars</numerusform>
            <numerusform>%n chars</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/models/wording.cpp" line="305"/>
        <source>%n secret</source>
        <extracomment>%1 is &quot;2 secrets&quot;.</extracomment>
        <translation>
            <numerusform>%n secret</numerusform>
            <numerusform>%n secret</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/models/wording.cpp" line="305"/>
        <source>%n secrets</source>
        <translation>
            <numerusform>%n secrets</numerusform>
            <numerusform>%n secrets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/models/wording.cpp" line="306"/>
        <source>%n change in %1</source>
        <translation>
            <numerusform>%n change in %1</numerusform>
            <numerusform>%n change in %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/models/wording.cpp" line="306"/>
        <source>%n changes in %1</source>
        <translation>
            <numerusform>%n changes in %1</numerusform>
            <numerusform>%n changes in %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/models/wording.cpp" line="312"/>
        <source>Save %n change</source>
        <translation>
            <numerusform>Save %n change</numerusform>
            <numerusform>Save %n change</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/models/wording.cpp" line="312"/>
        <source>Save %n changes</source>
        <translation>
            <numerusform>Save %n changes</numerusform>
            <numerusform>Save %n changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/models/wording.cpp" line="325"/>
        <source>%n changed</source>
        <translation>
            <numerusform>%n changed</numerusform>
            <numerusform>%n changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/models/wording.cpp" line="327"/>
        <source>%n added</source>
        <translation>
            <numerusform>%n added</numerusform>
            <numerusform>%n added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/models/wording.cpp" line="329"/>
        <source>%n removed</source>
        <translation>
            <numerusform>%n removed</numerusform>
            <numerusform>%n removed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keyturn::cli::DueText</name>
    <message numerus="yes">
        <location filename="../app/cli/verbs/due_verb.cpp" line="52"/>
        <source>the client secret ends %n days after it was made</source>
        <translation>
            <numerusform>the client secret ends %n days after it was made</numerusform>
            <numerusform>the client secret ends %n days after it was made</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../app/cli/verbs/due_verb.cpp" line="54"/>
        <source>not changed for %n day</source>
        <translation>
            <numerusform>not changed for %n day</numerusform>
            <numerusform>not changed for %n day</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../app/cli/verbs/due_verb.cpp" line="55"/>
        <source>not changed for %n days</source>
        <translation>
            <numerusform>not changed for %n days</numerusform>
            <numerusform>not changed for %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keyturn::cli::Listing</name>
    <message numerus="yes">
        <location filename="../app/cli/listing.cpp" line="65"/>
        <source>in %n day</source>
        <translation>
            <numerusform>in %n day</numerusform>
            <numerusform>in %n day</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../app/cli/listing.cpp" line="66"/>
        <source>in %n days</source>
        <translation>
            <numerusform>in %n days</numerusform>
            <numerusform>in %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../app/cli/listing.cpp" line="67"/>
        <source>%n day ago</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n day ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../app/cli/listing.cpp" line="67"/>
        <source>%n days ago</source>
        <translation>
            <numerusform>%n days ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keyturn::cli::ShownText</name>
    <message numerus="yes">
        <location filename="../app/cli/verbs/show_verb.cpp" line="75"/>
        <source>%n byte, binary</source>
        <translation>
            <numerusform>%n byte, binary</numerusform>
            <numerusform>%n byte, binary</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../app/cli/verbs/show_verb.cpp" line="75"/>
        <source>%n bytes, binary</source>
        <translation>
            <numerusform>%n bytes, binary</numerusform>
            <numerusform>%n bytes, binary</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../app/cli/verbs/show_verb.cpp" line="77"/>
        <source>%n character</source>
        <translation>
            <numerusform>%n character</numerusform>
            <numerusform>%n character</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../app/cli/verbs/show_verb.cpp" line="77"/>
        <source>%n characters</source>
        <translation>
            <numerusform>%n characters</numerusform>
            <numerusform>%n characters</numerusform>
        </translation>
    </message>
</context>
</TS>
