#include "ui/editor/value_operations.h"

#include "core/document/import_text.h"
#include "core/json/json_scanner.h"
#include "ui/editor/export_dialog.h"
#include "ui/editor/generate_password_dialog.h"
#include "ui/editor/paste_merge_dialog.h"
#include "ui/editor/staged_fields.h"
#include "ui/editor/text_value_dialog.h"
#include "ui/text/error_text.h"
#include "ui/widgets/clipboard_guard.h"

#include <QClipboard>
#include <QFile>
#include <QFileDialog>
#include <QGuiApplication>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {
constexpr qint64 importLimit = 1 << 20; // bytes: larger files are no secret
}

ValueOperations::ValueOperations(EditedEntry &entry, ClipboardGuard &clipboard, QWidget *window) :
    QObject(window), m_entry(entry), m_clipboard(clipboard), m_window(window)
{}

bool ValueOperations::mayWrite(const std::function<void()> &goOn)
{
    if (m_entry.access() == EditedEntry::Access::Locked)
        emit writingNeeded(goOn);
    return m_entry.access() == EditedEntry::Access::Open;
}

bool ValueOperations::stage(const QList<FieldEdit> &edits, const QString &what, bool joins)
{
    if (!mayWrite([this, edits, what, joins] { stage(edits, what, joins); }))
        return false;
    const Result<> staged = m_entry.stage(edits, what, joins);
    if (staged)
        return true;
    const FieldEdit edit = edits.value(0);
    const QString key = edit.newKey.isEmpty() ? edit.key : edit.newKey;
    emit warned(staged.error().kind == ErrorKind::Conflict ? tr("Key %1 already exists.").arg(key)
                                                           : ErrorText::message(staged.error(), key).sentence);
    return false;
}

FieldEdit ValueOperations::at(const QStringList &path, FieldEdit::Kind kind, const SecretString &value)
{
    FieldEdit edit;
    edit.kind = kind;
    edit.key = path.value(0);
    edit.below = path.mid(1);
    edit.value = value;
    return edit;
}

QString ValueOperations::name(const QStringList &path) const
{
    const QString joined = path.join(u'.');
    return joined.isEmpty() && m_entry.content() ? m_entry.content()->entry.leafName() : joined;
}

void ValueOperations::set(const QStringList &path, const SecretString &value)
{
    stage({at(path, FieldEdit::Kind::Set, value)});
}

void ValueOperations::setJson(const QStringList &path, const SecretString &json)
{
    stage({at(path, FieldEdit::Kind::SetJson, json)});
}

void ValueOperations::remove(const QStringList &path)
{
    const EntryContent *content = m_entry.content();
    if (content && content->entry.id.isSecret() && !content->binary && !path.value(0).isEmpty())
        stage({at(path, FieldEdit::Kind::Remove)});
}

void ValueOperations::rename(const QStringList &path, const QString &key)
{
    if (key == path.constLast())
        return;
    FieldEdit edit = at(path, FieldEdit::Kind::Rename);
    edit.newKey = key;
    if (stage({edit}) && path.size() == 1)
        emit madeCurrent(key);
}

void ValueOperations::duplicate(const QString &key)
{
    const SecretDocument present = document();
    QString copy = tr("%1-copy").arg(key);
    for (int number = 2; present.member(copy); ++number)
        copy = tr("%1-copy-%2").arg(key).arg(number);
    const std::optional<FieldEdit> edit = duplicateOf(present, key, copy);
    if (edit && stage({*edit}, tr("duplicating %1").arg(key)))
        emit madeCurrent(copy);
}

void ValueOperations::step(const QStringList &path, int by)
{
    const Result<QList<SecretDocument::Member>> siblings = document().children(path.mid(0, path.size() - 1));
    if (!siblings)
        return;
    for (qsizetype i = 0; i < siblings->size(); ++i) {
        if (siblings->at(i).key != path.constLast() || i + by < 0 || i + by >= siblings->size())
            continue;
        FieldEdit edit = at(path, FieldEdit::Kind::Move);
        edit.position = i + by;
        if (stage({edit}, tr("moving %1").arg(name(path)), true) && path.size() == 1)
            emit madeCurrent(path.constFirst());
        return;
    }
}

void ValueOperations::revert(const QString &key)
{
    m_entry.revert(key);
}

void ValueOperations::copy(const SecretString &value, const QString &name)
{
    m_clipboard.copy(value, name);
}

void ValueOperations::editText(const QStringList &path, const SecretString &present, bool sensitive, bool json)
{
    if (!mayWrite([=, this] { editText(path, present, sensitive, json); }))
        return;
    TextValueDialog *dialog =
        TextValueDialog::forText(tr("Edit %1").arg(name(path)), present, sensitive, json, m_window->window());
    connect(dialog, &TextValueDialog::entered, this, [this, path, json](const QString &, const SecretString &value) {
        if (json)
            setJson(path, value);
        else
            set(path, value);
    });
    connect(dialog, &TextValueDialog::copyRequested, this,
            [this, path](const SecretString &value) { copy(value, name(path)); });
    dialog->open();
}

void ValueOperations::addKey()
{
    if (!mayWrite([this] { addKey(); }))
        return;
    QStringList taken;
    const SecretDocument present = document(); // its members live as long as it
    for (const SecretDocument::Member &member : present.members())
        taken.append(member.key);
    TextValueDialog *dialog = TextValueDialog::forNewKey(taken, m_window->window());
    connect(dialog, &TextValueDialog::entered, this, [this](const QString &key, const SecretString &value) {
        FieldEdit edit = at({key}, FieldEdit::Kind::Add, value);
        if (stage({edit}))
            emit madeCurrent(key);
    });
    dialog->open();
}

void ValueOperations::preview(const SecretString &text)
{
    const ImportedText imported = importText(text);
    auto *dialog = new PasteMergeDialog(name({QString()}), document(), imported, m_window->window());
    connect(dialog, &PasteMergeDialog::chosen, this,
            [this](const QList<FieldEdit> &edits) { stage(edits, tr("merging %n keys", nullptr, int(edits.size()))); });
    dialog->open();
}

void ValueOperations::paste()
{
    if (!mayWrite([this] { paste(); }))
        return;
    QString text = QGuiApplication::clipboard()->text();
    preview(SecretString(text));
    wipe(text);
}

void ValueOperations::pasteInto(const QStringList &path, bool json)
{
    if (!mayWrite([this, path, json] { pasteInto(path, json); }))
        return;
    QString text = QGuiApplication::clipboard()->text();
    // A line that was copied whole ends with a line break that is no part of a value.
    if (text.endsWith(u'\n') && text.count(u'\n') == 1)
        text.chop(text.endsWith("\r\n"_L1) ? 2 : 1);
    const SecretString pasted(text);
    wipe(text);
    const ImportedText imported = importText(pasted);
    if (pasted.isEmpty())
        emit warned(tr("The clipboard holds no text."));
    else if (json && isJson(pasted.bytes()))
        setJson(path, pasted);
    else if (json)
        emit warned(tr("%1 is JSON, and the text on the clipboard is not.").arg(name(path)));
    else if (!path.value(0).isEmpty() && path.size() == 1 && !imported.refused && imported.values.size() > 1)
        preview(pasted);
    else
        set(path, pasted);
}

void ValueOperations::importFile()
{
    if (!mayWrite([this] { importFile(); }))
        return;
    auto *chooser = new QFileDialog(m_window->window(), tr("Import keys"));
    chooser->setObjectName(u"importFile"_s);
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::ExistingFile);
    connect(chooser, &QFileDialog::fileSelected, this, [this](const QString &path) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            emit warned(tr("Couldn't read %1: %2.").arg(path, file.errorString()));
        else if (file.size() > importLimit)
            emit warned(tr("%1 is too large to hold keys of a secret.").arg(path));
        else
            preview(SecretString::take(file.readAll()));
    });
    chooser->open();
}

void ValueOperations::exportKeys()
{
    const EntryContent *content = m_entry.content();
    if (!content)
        return;
    QList<ExportField> fields;
    for (const StagedField &staged : stagedFields(*content, m_entry.edits())) {
        const EntryField &field = staged.field;
        if (!staged.isRemoved())
            fields.append({field.key.isEmpty() ? u"value"_s : field.key, field.value, field.isString, field.sensitive});
    }
    auto *dialog = new ExportDialog(content->entry.leafName(), fields, m_window->window());
    connect(dialog, &ExportDialog::written, this,
            [this](const QString &path) { emit notified(tr("Exported to %1.").arg(path)); });
    dialog->open();
}

void ValueOperations::generate(const QStringList &path)
{
    if (mayWrite([this, path] { generate(path); }))
        generateFor(path.join(u'.'), this, [this, path](const SecretString &password) { set(path, password); });
}

void ValueOperations::generateFor(const QString &name, QObject *receiver,
                                  const std::function<void(const SecretString &)> &use)
{
    auto *dialog = new GeneratePasswordDialog(name, m_window->window());
    connect(dialog, &GeneratePasswordDialog::entered, receiver, use);
    connect(dialog, &GeneratePasswordDialog::copyRequested, this,
            [this](const SecretString &password) { copy(password, tr("generated password")); });
    dialog->open();
}

} // namespace keyturn

#include "moc_value_operations.cpp"
