#include "ui/refresh/client_secret_runbook.h"

#include "ui/refresh/client_secret_words.h"

#include <QPdfWriter>
#include <QSaveFile>
#include <QTextCursor>
#include <QTextDocument>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr int runbookDotsPerInch = 150;

//! What would be markup stands for itself.
QString escapedMarkdown(const QString &text)
{
    QString escaped;
    for (const QChar c : text) {
        if (u"\\`*_[]<>#|~"_s.contains(c))
            escaped.append(u'\\');
        escaped.append(c.isPrint() ? c : QChar(u' '));
    }
    return escaped;
}

QString dayAndTime(const QDateTime &when)
{
    return when.toUTC().toString(u"yyyy-MM-dd HH:mm"_s) + u" UTC"_s;
}

} // namespace

ClientSecretRunbook::ClientSecretRunbook(const ClientSecretChange &change, const QDateTime &now)
{
    add(Kind::Title, tr("Client secret of %1").arg(change.entry.name));
    add(Kind::Text, tr("Provider %1, account %2, region %3. As of %4. No value of a secret is in this document.")
                        .arg(change.provider, change.entry.account, change.entry.region, dayAndTime(now)));
    addSteps(change, now);
    add(Kind::Heading, tr("Entries"));
    for (const ClientSecretChange::Copy &copy : change.copies) {
        const QString version = copy.versionId.isEmpty() ? QString() : tr(", version %1").arg(copy.versionId);
        addStep(copy.isWritten, u"%1 (%2): %3%4"_s.arg(copy.entry.name, copy.keys.join(u", "_s),
                                                       ClientSecretWords::copy(copy), version));
    }
    add(Kind::Heading, tr("Who reads it"));
    for (const ClientSecretChange::Consumer &consumer : change.consumers)
        addStep(consumer.isDone, consumer.text);
    if (change.consumers.isEmpty())
        add(Kind::Text, tr("None noted."));
    add(Kind::Heading, tr("If something fails"));
    add(Kind::Point, tr("Within the grace period every entry can go back to its version before."));
    add(Kind::Point,
        tr("invalid_client after the grace period means that a reader still holds the old one: restart it, "
           "or clear its cache."));
}

void ClientSecretRunbook::addSteps(const ClientSecretChange &change, const QDateTime &now)
{
    add(Kind::Heading, tr("Steps"));
    const bool isOrdered = !change.notice.queues.isEmpty();
    addStep(true, (isOrdered ? tr("Order a new client secret from the provider's API (%1).")
                             : tr("Make a new client secret in the provider's console (%1)."))
                      .arg(dayAndTime(change.at)));
    addStep(change.testedAt.isValid(), change.testedAt.isValid()
                                           ? tr("The provider accepts it (%1).").arg(dayAndTime(change.testedAt))
                                           : tr("The provider accepts it."));
    addStep(change.isWrittenEverywhere(), tr("Write it to every entry that holds the old one: %1 of %2.")
                                              .arg(change.written())
                                              .arg(change.copies.size()));
    if (isOrdered)
        addStep(change.notice.isDeleted, tr("Delete the message that brought it from the queue."));
    if (change.graceUntil.isValid())
        addStep(change.graceUntil <= now,
                tr("The old one works until %1: update everything below by then.").arg(dayAndTime(change.graceUntil)));
}

QString ClientSecretRunbook::markdown() const
{
    static const QHash<Kind, QString> marks{{Kind::Title, u"# "_s},    {Kind::Heading, u"## "_s},
                                            {Kind::Text, {}},          {Kind::Point, u"- "_s},
                                            {Kind::Open, u"- [ ] "_s}, {Kind::Done, u"- [x] "_s}};
    QString text;
    Kind before = Kind::Title;
    for (const Line &line : m_lines) {
        const bool isList = line.kind >= Kind::Point && before >= Kind::Point;
        text += text.isEmpty() || isList ? QString() : u"\n"_s;
        text += marks.value(line.kind) + escapedMarkdown(line.text) + u'\n';
        before = line.kind;
    }
    return text;
}

void ClientSecretRunbook::writePdf(QIODevice &file) const
{
    QTextDocument document;
    QTextCursor cursor(&document);
    for (const Line &line : m_lines) {
        QTextBlockFormat block;
        QTextCharFormat format;
        block.setTopMargin(line.kind <= Kind::Heading ? 12 : 3);
        format.setFontWeight(line.kind <= Kind::Heading ? QFont::Bold : QFont::Normal);
        format.setFontPointSize(line.kind == Kind::Title ? 16 : line.kind == Kind::Heading ? 12 : 10);
        block.setTextIndent(0);
        const QString mark = line.kind == Kind::Done    ? u"[x] "_s
                             : line.kind == Kind::Open  ? u"[  ] "_s
                             : line.kind == Kind::Point ? u"\u2022 "_s
                                                        : QString();
        if (document.isEmpty())
            cursor.setBlockFormat(block);
        else
            cursor.insertBlock(block, format);
        cursor.insertText(mark + line.text, format);
    }
    QPdfWriter writer(&file);
    writer.setResolution(runbookDotsPerInch);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins(QMarginsF(20, 20, 20, 20), QPageLayout::Millimeter);
    writer.setTitle(m_lines.constFirst().text);
    writer.setCreator(u"Keyturn"_s);
    document.print(&writer);
}

QString ClientSecretRunbook::write(const QString &path) const
{
    const auto told = [](const QString &reason) {
        return tr("Couldn't write the runbook: %1. Choose another folder.").arg(reason);
    };
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return told(file.errorString());
    const QByteArray text = markdown().toUtf8();
    bool isWhole = true;
    if (path.endsWith(".pdf"_L1, Qt::CaseInsensitive))
        writePdf(file);
    else
        isWhole = file.write(text) == text.size();
    // A full disk answers with a short write that a commit would not notice.
    if (!isWhole || !file.flush() || file.error() != QFileDevice::NoError) {
        const QString reason = file.errorString();
        file.cancelWriting();
        return told(reason);
    }
    return file.commit() ? QString() : told(file.errorString());
}

} // namespace keyturn
