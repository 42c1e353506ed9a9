#include "ui/dialogs/permission_dialog.h"

#include "ui/widgets/button.h"
#include "ui/widgets/text_label.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {
constexpr int statementLines = 6;
}

PermissionDialog::PermissionDialog(const MissingPermission &missing, QWidget *parent) :
    FramedDialog(tr("The missing permission"), {}, parent)
{
    setObjectName(u"permissionDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(640, 330);
    auto *text = new TextLabel(words(missing), Theme::Font::Body, &ThemeColors::text2);
    text->setObjectName(u"permissionText"_s);
    text->wrapAnywhere();
    auto *statement = new QPlainTextEdit(QString::fromUtf8(missing.statement()).trimmed());
    statement->setObjectName(u"permissionStatement"_s);
    statement->setAccessibleName(tr("Statement for the policy"));
    statement->setFont(Theme::font(Theme::Font::Mono));
    statement->setReadOnly(true);
    statement->setTabChangesFocus(true);
    statement->setLineWrapMode(QPlainTextEdit::NoWrap); // an ARN is read and copied in one piece
    statement->setFixedHeight(statementLines * QFontMetrics(statement->font()).lineSpacing() + 24);
    auto *copy = new Button(u"edit-copy"_s, tr("Copy the statement"));
    copy->setObjectName(u"permissionCopy"_s);
    auto *close = new Button(tr("Close"), Button::Kind::Primary);
    close->setObjectName(u"permissionClose"_s);
    close->setDefault(true);
    body()->addWidget(text);
    body()->addWidget(statement);
    body()->addStretch(1);
    foot()->addWidget(copy);
    foot()->addStretch(1);
    foot()->addWidget(close);
    connect(copy, &QPushButton::clicked, this,
            [statement] { QGuiApplication::clipboard()->setText(statement->toPlainText() + u'\n'); });
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    close->setFocus();
}

QString PermissionDialog::words(const MissingPermission &missing)
{
    const QString who = missing.principal.isEmpty() ? tr("the principal you signed in as") : missing.principal;
    QStringList sentences;
    //: between two permissions
    const QString actions = missing.actions().join(u' ' + tr("and") + u' ');
    sentences << tr("AWS denied %1 for %2.").arg(actions, who);
    if (missing.isDenied)
        sentences << (missing.otherPolicy.isEmpty()
                          ? tr("A policy denies it explicitly. That statement has to go first; this one alone changes "
                               "nothing.")
                          : tr("A %1 policy denies it explicitly. That statement has to go first; this one alone "
                               "changes nothing.")
                                .arg(missing.otherPolicy));
    else if (!missing.otherPolicy.isEmpty())
        sentences << tr("The %1 policy that stands in between has to allow it, too.").arg(missing.otherPolicy);
    sentences << tr("Ask an IAM admin to add this statement.");
    if (missing.isOfKey() && missing.resource == "*"_L1)
        sentences << tr("AWS did not name the key: replace * with the ARN of the entry's KMS key.");
    if (missing.keyMayBeDisabled)
        sentences << tr("AWS says the same of a key that is disabled or scheduled for deletion.");
    return sentences.join(u' ');
}

} // namespace keyturn

#include "moc_permission_dialog.cpp"
