<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>ActionTexts</name>
    <message numerus="yes">
        <source>Refresh %n tokens…</source>
        <translation>
            <numerusform>Refresh %n token…</numerusform>
            <numerusform>Refresh %n tokens…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChainPageWords</name>
    <message numerus="yes">
        <source>%n parameter(s) with a policy checked.</source>
        <translation>
            <numerusform>%n parameter with a policy checked.</numerusform>
            <numerusform>%n parameters with a policy checked.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChainStep</name>
    <message numerus="yes">
        <source>%n parameter(s)</source>
        <translation>
            <numerusform>%n parameter</numerusform>
            <numerusform>%n parameters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DueWords</name>
    <message numerus="yes">
        <source>%n day</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hours</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ErrorText</name>
    <message numerus="yes">
        <source>%n minute</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minute</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minutes</source>
        <translation>
            <numerusform>%n minutes</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PolicyWords</name>
    <message numerus="yes">
        <source>%n hour</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hours</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReminderWords</name>
    <message numerus="yes">
        <source>%n reminder(s)</source>
        <translation>
            <numerusform>%n reminder</numerusform>
            <numerusform>%n reminders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This week: %n date(s)</source>
        <translation>
            <numerusform>This week: %n date</numerusform>
            <numerusform>This week: %n dates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n overdue or stuck</source>
        <translation>
            <numerusform>%n overdue or stuck</numerusform>
            <numerusform>%n overdue or stuck</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RotationWords</name>
    <message numerus="yes">
        <source>%n days after the last change</source>
        <translation>
            <numerusform>%n day after the last change</numerusform>
            <numerusform>%n days after the last change</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ScheduleWords</name>
    <message numerus="yes">
        <source>Write %n reminder(s)</source>
        <translation>
            <numerusform>Write %n reminder</numerusform>
            <numerusform>Write %n reminders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n reminder(s) that belong to no date here</source>
        <translation>
            <numerusform>Delete %n reminder that belongs to no date here</numerusform>
            <numerusform>Delete %n reminders that belong to no date here</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SidebarContents</name>
    <message numerus="yes">
        <source>Due in %n day</source>
        <translation>
            <numerusform>Due in %n day</numerusform>
            <numerusform>Due in %n day</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Due in %n days</source>
        <translation>
            <numerusform>Due in %n days</numerusform>
            <numerusform>Due in %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StagedText</name>
    <message numerus="yes">
        <source>%n changes in %1</source>
        <translation>
            <numerusform>%n changes in %1</numerusform>
            <numerusform>%n changes in %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changes</source>
        <translation>
            <numerusform>%n change</numerusform>
            <numerusform>%n changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusText</name>
    <message numerus="yes">
        <source>overdue %n day</source>
        <translation>
            <numerusform>overdue %n day</numerusform>
            <numerusform>overdue %n day</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>overdue %n days</source>
        <translation>
            <numerusform>overdue %n days</numerusform>
            <numerusform>overdue %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n day</source>
        <translation>
            <numerusform>in %n day</numerusform>
            <numerusform>in %n day</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n days</source>
        <translation>
            <numerusform>in %n days</numerusform>
            <numerusform>in %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>deleted in %n day</source>
        <translation>
            <numerusform>deleted in %n day</numerusform>
            <numerusform>deleted in %n day</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>deleted in %n days</source>
        <translation>
            <numerusform>deleted in %n days</numerusform>
            <numerusform>deleted in %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message numerus="yes">
        <source>%n entry</source>
        <translation>
            <numerusform>%n entry</numerusform>
            <numerusform>%n entry</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%L1 entries</source>
        <translation>
            <numerusform>%L1 entries</numerusform>
            <numerusform>%L1 entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n parameter</source>
        <translation>
            <numerusform>%n parameter</numerusform>
            <numerusform>%n parameter</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n key</source>
        <translation>
            <numerusform>%n key</numerusform>
            <numerusform>%n key</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n day</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n days</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n character</source>
        <translation>
            <numerusform>%n character</numerusform>
            <numerusform>%n character</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n char</source>
        <translation>
            <numerusform>%n char</numerusform>
            <numerusform>%n char</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n secret</source>
        <extracomment>%1 is &quot;2 secrets&quot;.</extracomment>
        <translation>
            <numerusform>%n secret</numerusform>
            <numerusform>%n secret</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n secrets</source>
        <translation>
            <numerusform>%n secrets</numerusform>
            <numerusform>%n secrets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change in %1</source>
        <translation>
            <numerusform>%n change in %1</numerusform>
            <numerusform>%n change in %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changes in %1</source>
        <translation>
            <numerusform>%n changes in %1</numerusform>
            <numerusform>%n changes in %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Save %n change</source>
        <translation>
            <numerusform>Save %n change</numerusform>
            <numerusform>Save %n change</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Save %n changes</source>
        <translation>
            <numerusform>Save %n changes</numerusform>
            <numerusform>Save %n changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed</source>
        <translation>
            <numerusform>%n changed</numerusform>
            <numerusform>%n changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n added</source>
        <translation>
            <numerusform>%n added</numerusform>
            <numerusform>%n added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n removed</source>
        <translation>
            <numerusform>%n removed</numerusform>
            <numerusform>%n removed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln parameters</source>
        <translation>
            <numerusform>%Ln parameter</numerusform>
            <numerusform>%Ln parameters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln keys</source>
        <translation>
            <numerusform>%Ln key</numerusform>
            <numerusform>%Ln keys</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n key unchanged</source>
        <translation>
            <numerusform>%n key unchanged</numerusform>
            <numerusform>%n key unchanged</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln keys unchanged</source>
        <translation>
            <numerusform>%Ln key unchanged</numerusform>
            <numerusform>%Ln keys unchanged</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln characters</source>
        <translation>
            <numerusform>%Ln character</numerusform>
            <numerusform>%Ln characters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln chars</source>
        <translation>
            <numerusform>%Ln char</numerusform>
            <numerusform>%Ln chars</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hours</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keyturn::BinaryView</name>
    <message numerus="yes">
        <source>%n bytes</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keyturn::CalendarDelegate</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keyturn::CalendarModel</name>
    <message numerus="yes">
        <source>%n date</source>
        <translation>
            <numerusform>%n date</numerusform>
            <numerusform>%n dates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n dates</source>
        <translation>
            <numerusform>%n date</numerusform>
            <numerusform>%n dates</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keyturn::ChainFindings</name>
    <message numerus="yes">
        <source>%n more finding(s)</source>
        <translation>
            <numerusform>%n more finding</numerusform>
            <numerusform>%n more findings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keyturn::DeleteEntryDialog</name>
    <message numerus="yes">
        <source>Delete %n parameters</source>
        <translation>
            <numerusform>Delete %n parameter</numerusform>
            <numerusform>Delete %n parameters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keyturn::DueInbox</name>
    <message numerus="yes">
        <source>%n reminder(s) snoozed.</source>
        <translation>
            <numerusform>%n reminder snoozed.</numerusform>
            <numerusform>%n reminders snoozed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keyturn::DuePage</name>
    <message numerus="yes">
        <source>%n date(s) in both stores.</source>
        <translation>
            <numerusform>%n date in both stores.</numerusform>
            <numerusform>%n dates in both stores.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n due date(s)</source>
        <translation>
            <numerusform>%n due date</numerusform>
            <numerusform>%n due dates</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keyturn::FilterNotes</name>
    <message numerus="yes">
        <source>Keys of %n entry are not read yet.</source>
        <translation>
            <numerusform>Keys of %n entry are not read yet.</numerusform>
            <numerusform>Keys of %n entry are not read yet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Keys of %Ln entries are not read yet.</source>
        <translation>
            <numerusform>Keys of %Ln entry are not read yet.</numerusform>
            <numerusform>Keys of %Ln entries are not read yet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Keys of %n entry cannot be read.</source>
        <translation>
            <numerusform>Keys of %n entry cannot be read.</numerusform>
            <numerusform>Keys of %n entry cannot be read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Keys of %Ln entries cannot be read.</source>
        <translation>
            <numerusform>Keys of %Ln entry cannot be read.</numerusform>
            <numerusform>Keys of %Ln entries cannot be read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Unknown filters “%1” and %n more ignored.</source>
        <translation>
            <numerusform>Unknown filters “%1” and %n more ignored.</numerusform>
            <numerusform>Unknown filters “%1” and %n more ignored.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keyturn::GeneratePasswordDialog</name>
    <message numerus="yes">
        <source>%n bits of entropy, generated locally.</source>
        <translation>
            <numerusform>%n bit of entropy, generated locally.</numerusform>
            <numerusform>%n bits of entropy, generated locally.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keyturn::LockFlow</name>
    <message numerus="yes">
        <source>After %n minute(s)</source>
        <translation>
            <numerusform>After %n minute</numerusform>
            <numerusform>After %n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unsaved change(s) couldn&apos;t be restored: their encryption key is no longer in the keychain.</source>
        <translation>
            <numerusform>%n unsaved change couldn't be restored: its encryption key is no longer in the keychain.</numerusform>
            <numerusform>%n unsaved changes couldn't be restored: their encryption key is no longer in the keychain.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keyturn::LockPage</name>
    <message numerus="yes">
        <source>%n unsaved change(s), encrypted until you unlock</source>
        <translation>
            <numerusform>%n unsaved change, encrypted until you unlock</numerusform>
            <numerusform>%n unsaved changes, encrypted until you unlock</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unsaved change(s), in memory: no keychain holds a key for them</source>
        <translation>
            <numerusform>%n unsaved change, in memory: no keychain holds a key for it</numerusform>
            <numerusform>%n unsaved changes, in memory: no keychain holds a key for them</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unfinished operation(s)</source>
        <translation>
            <numerusform>%n unfinished operation</numerusform>
            <numerusform>%n unfinished operations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s) overdue</source>
        <translation>
            <numerusform>%n entry overdue</numerusform>
            <numerusform>%n entries overdue</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s) due in %1 days</source>
        <translation>
            <numerusform>%n entry due in %1 days</numerusform>
            <numerusform>%n entries due in %1 days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keyturn::MergeDialog</name>
    <message numerus="yes">
        <source>%n keys merge automatically</source>
        <translation>
            <numerusform>%n key merges automatically</numerusform>
            <numerusform>%n keys merge automatically</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n keys need a decision.</source>
        <translation>
            <numerusform>%n key needs a decision.</numerusform>
            <numerusform>%n keys need a decision.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n need a decision.</source>
        <translation>
            <numerusform>%1, %n needs a decision.</numerusform>
            <numerusform>%1, %n need a decision.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n keys need a decision</source>
        <translation>
            <numerusform>%n key needs a decision</numerusform>
            <numerusform>%n keys need a decision</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keyturn::MergeModel</name>
    <message numerus="yes">
        <source>%n keys are the same on both sides</source>
        <translation>
            <numerusform>%n key is the same on both sides</numerusform>
            <numerusform>%n keys are the same on both sides</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keyturn::RefreshBatchDialog</name>
    <message numerus="yes">
        <source>%n will be refreshed.</source>
        <translation>
            <numerusform>%n will be refreshed.</numerusform>
            <numerusform>%n will be refreshed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n will not.</source>
        <translation>
            <numerusform>%n will not.</numerusform>
            <numerusform>%n will not.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed.</source>
        <translation>
            <numerusform>%n failed.</numerusform>
            <numerusform>%n failed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Refresh %n tokens</source>
        <translation>
            <numerusform>Refresh %n token</numerusform>
            <numerusform>Refresh %n tokens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not started.</source>
        <translation>
            <numerusform>%n not started.</numerusform>
            <numerusform>%n not started.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keyturn::PlacesPage</name>
    <message numerus="yes">
        <source>%1 in %n place(s)</source>
        <translation>
            <numerusform>%1 in %n place</numerusform>
            <numerusform>%1 in %n places</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n account(s)</source>
        <translation>
            <numerusform>%n account</numerusform>
            <numerusform>%n accounts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keyturn::RefreshFlow</name>
    <message numerus="yes">
        <source>%n refreshes are unfinished. Their tokens stay in the keychain, and Keyturn shows them at the next start.</source>
        <translation>
            <numerusform>%n refresh is unfinished. Its tokens stay in the keychain, and Keyturn shows it at the next start.</numerusform>
            <numerusform>%n refreshes are unfinished. Their tokens stay in the keychain, and Keyturn shows them at the next start.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keyturn::ReminderFlow</name>
    <message numerus="yes">
        <source>%n reminder(s) of due dates.</source>
        <translation>
            <numerusform>%n reminder of due dates.</numerusform>
            <numerusform>%n reminders of due dates.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keyturn::ReviewConfirmation</name>
    <message numerus="yes">
        <source>%n more characters</source>
        <translation>
            <numerusform>%n more character</numerusform>
            <numerusform>%n more characters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keyturn::ReviewFacts</name>
    <message numerus="yes">
        <source>All %n entries</source>
        <translation>
            <numerusform>All %n entries</numerusform>
            <numerusform>All %n entries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keyturn::SaveRun</name>
    <message numerus="yes">
        <source>%n saved.</source>
        <translation>
            <numerusform>%n saved.</numerusform>
            <numerusform>%n saved.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keyturn::StatusLine</name>
    <message numerus="yes">
        <source>%n operation(s) running</source>
        <translation>
            <numerusform>%n operation running</numerusform>
            <numerusform>%n operations running</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keyturn::Timeline</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keyturn::TopBar</name>
    <message numerus="yes">
        <source>Writing, %n min</source>
        <translation>
            <numerusform>Writing, %n min</numerusform>
            <numerusform>Writing, %n min</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keyturn::TrayIcon</name>
    <message numerus="yes">
        <source>Keyturn: %n date(s) overdue or stuck</source>
        <translation>
            <numerusform>Keyturn: %n date overdue or stuck</numerusform>
            <numerusform>Keyturn: %n dates overdue or stuck</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keyturn::ValueOperations</name>
    <message numerus="yes">
        <source>merging %n keys</source>
        <translation>
            <numerusform>merging %n key</numerusform>
            <numerusform>merging %n keys</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keyturn::ValuesFoot</name>
    <message numerus="yes">
        <source>%n after your changes</source>
        <translation>
            <numerusform>%n after your changes</numerusform>
            <numerusform>%n after your changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keyturn::VersionListModel</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keyturn::VersionsBar</name>
    <message numerus="yes">
        <source>%n version</source>
        <translation>
            <numerusform>%n version</numerusform>
            <numerusform>%n version</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n versions</source>
        <translation>
            <numerusform>%n version</numerusform>
            <numerusform>%n versions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n written today</source>
        <translation>
            <numerusform>%1, %n written today</numerusform>
            <numerusform>%1, %n written today</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keyturn::cli::ChainText</name>
    <message numerus="yes">
        <source>A mail would arrive: %n parameter looked at.</source>
        <translation>
            <numerusform>A mail would arrive: %n parameter looked at.</numerusform>
            <numerusform>A mail would arrive: %n parameters looked at.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A mail would arrive: %n parameters looked at.</source>
        <translation>
            <numerusform>A mail would arrive: %n parameter looked at.</numerusform>
            <numerusform>A mail would arrive: %n parameters looked at.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keyturn::cli::Listing</name>
    <message numerus="yes">
        <source>in %n day</source>
        <translation>
            <numerusform>in %n day</numerusform>
            <numerusform>in %n day</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n days</source>
        <translation>
            <numerusform>in %n days</numerusform>
            <numerusform>in %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day ago</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n day ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days ago</source>
        <translation>
            <numerusform>%n days ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keyturn::cli::ReminderSchedulesVerb</name>
    <message numerus="yes">
        <source>%n reminder was written.</source>
        <translation>
            <numerusform>%n reminder was written.</numerusform>
            <numerusform>%n reminders were written.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n reminders were written.</source>
        <translation>
            <numerusform>%n reminder was written.</numerusform>
            <numerusform>%n reminders were written.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n reminder differs.</source>
        <translation>
            <numerusform>%n reminder differs.</numerusform>
            <numerusform>%n reminders differ.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n reminders differ.</source>
        <translation>
            <numerusform>%n reminder differs.</numerusform>
            <numerusform>%n reminders differ.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keyturn::cli::ShownText</name>
    <message numerus="yes">
        <source>%n byte, binary</source>
        <translation>
            <numerusform>%n byte, binary</numerusform>
            <numerusform>%n byte, binary</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n bytes, binary</source>
        <translation>
            <numerusform>%n bytes, binary</numerusform>
            <numerusform>%n bytes, binary</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n character</source>
        <translation>
            <numerusform>%n character</numerusform>
            <numerusform>%n character</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n characters</source>
        <translation>
            <numerusform>%n characters</numerusform>
            <numerusform>%n characters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keyturn::DoctorDialog</name>
    <message numerus="yes">
        <source>%n problem(s) to fix</source>
        <translation>
            <numerusform>%n problem to fix</numerusform>
            <numerusform>%n problems to fix</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keyturn::FindElsewhereDialog</name>
    <message numerus="yes">
        <source>Asking %n region(s)…</source>
        <translation>
            <numerusform>Asking %n region…</numerusform>
            <numerusform>Asking %n regions…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It is in none of %n region(s).</source>
        <translation>
            <numerusform>It isn’t in this region.</numerusform>
            <numerusform>It is in none of %n regions.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keyturn::SettingsDialog</name>
    <message numerus="yes">
        <source>after %n minute(s)</source>
        <translation>
            <numerusform>after %n minute</numerusform>
            <numerusform>after %n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>after %n second(s)</source>
        <translation>
            <numerusform>after %n second</numerusform>
            <numerusform>after %n seconds</numerusform>
        </translation>
    </message>
</context>
</TS>
