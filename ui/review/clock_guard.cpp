#include "ui/review/clock_guard.h"

#include "core/workspace/workspace.h"
#include "ui/style/metrics.h"
#include "ui/text/error_text.h"
#include "ui/text/wording.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/text_label.h"

#include <QCheckBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

QString sentenceOf(const ClockReset &reset, const QDateTime &now)
{
    const QString name = leafOf(reset.name);
    const QString before = Wording::date(reset.dueBefore, now);
    const QString after = Wording::date(reset.dueAfter, now);
    const QString span = Wording::span(reset.spanHours);
    if (reset.onlyBlanks)
        //: "150 days", a name, two dates.
        return ClockGuard::tr(
                   "Only whitespace changes, but saving restarts the reminder of AWS after %1 without a change: "
                   "for %2 it comes on %4 instead of %3.")
            .arg(span, name, before, after);
    return ClockGuard::tr("The value stays as old as it is, but saving restarts the reminder of AWS after %1 without a "
                          "change: for %2 it comes on %4 instead of %3.")
        .arg(span, name, before, after);
}

QString arnOfParameter(const Entry &entry, const QString &name)
{
    for (const ParameterMetadata &parameter : entry.parameters) {
        if (parameter.name == name)
            return parameter.arn;
    }
    return entry.arn;
}

} // namespace

ClockGuard::ClockGuard(Workspace &workspace, QWidget *parent) :
    Card(parent), m_workspace(workspace), m_text(new TextLabel(QString())),
    m_keep(new QCheckBox(tr("Keep a Keyturn reminder instead")))
{
    setObjectName(u"clockGuard"_s);
    setLook(&ThemeColors::warnBg, &ThemeColors::border);
    m_text->setObjectName(u"clockGuardText"_s);
    m_text->wrapAnywhere();
    m_keep->setObjectName(u"keepReminder"_s);
    m_keep->setAccessibleName(m_keep->text());
    auto *words = new QVBoxLayout;
    words->setSpacing(metrics::gap);
    words->addWidget(m_text);
    words->addWidget(m_keep);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(Card::margins());
    row->setSpacing(metrics::buttonGap);
    row->addWidget(new IconLabel(u"clock"_s), 0, Qt::AlignTop);
    row->addLayout(words, 1);
    connect(&workspace.saves(), &Saves::written, this,
            [this](const EntryId &, const StagedEdits::Item &item) { saved(item); });
    hide();
}

void ClockGuard::setItems(const QList<const StagedEdits::Item *> &items)
{
    const QDateTime now = m_workspace.clock().utcNow();
    QStringList sentences;
    for (const StagedEdits::Item *item : items) {
        for (const ClockReset &reset : clockResets(item->base, item->edits, item->details, now))
            sentences.append(sentenceOf(reset, now));
    }
    m_text->setText(sentences.join(u'\n'));
    const bool canKeep = !m_workspace.dates().error();
    m_keep->setEnabled(canKeep);
    m_keep->setToolTip(canKeep ? tr("On its original day; saves don't move it")
                               : tr("The file of your reminders can't be read"));
    setVisible(!sentences.isEmpty());
}

void ClockGuard::saved(const StagedEdits::Item &item)
{
    if (!m_keep->isChecked())
        return;
    const QDateTime now = m_workspace.clock().utcNow();
    const Entry &entry = item.base.entry;
    for (const ClockReset &reset : clockResets(item.base, item.edits, item.details, now)) {
        Reminder reminder;
        //: "150 days".
        reminder.note.text = tr("Not changed for %1").arg(Wording::span(reset.spanHours));
        reminder.entry = entry.id;
        reminder.arn = arnOfParameter(entry, reset.name);
        reminder.key = entry.isGroup() ? leafOf(reset.name) : QString();
        reminder.createdAt = now;
        reminder.dueOn = reset.dueBefore.toLocalTime().date();
        const Result<QString> kept = m_workspace.dates().put(reminder);
        if (!kept)
            emit notKept(tr("Couldn't keep a Keyturn reminder for %1: %2")
                             .arg(reset.name, ErrorText::message(kept.error(), reset.name).sentence));
    }
}

} // namespace keyturn

#include "moc_clock_guard.cpp"
