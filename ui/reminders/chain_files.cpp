#include "ui/reminders/chain_files.h"

#include "core/reminders/chain_export.h"

#include <QFileDialog>
#include <QMenu>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

QString suffixOf(ChainFiles::Kind kind)
{
    switch (kind) {
    case ChainFiles::Kind::Template:
        return u"json"_s;
    case ChainFiles::Kind::Commands:
        return u"sh"_s;
    case ChainFiles::Kind::Terraform:
        return u"tf"_s;
    }
    return {};
}

//! Empty, or why it was not written.
QString writeWhole(const QByteArray &text, const QString &path)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return file.errorString();
    // A full disk answers with a short write that a commit would not notice.
    if (file.write(text) != text.size() || !file.flush()) {
        const QString reason = file.errorString();
        file.cancelWriting();
        return reason;
    }
    return file.commit() ? QString() : file.errorString();
}

} // namespace

ChainFiles::ChainFiles(QWidget *parent) : QObject(parent), m_window(parent), m_menu(new QMenu(parent))
{
    m_menu->setObjectName(u"chainExportMenu"_s);
    m_menu->setAccessibleName(tr("Export"));
    add(Kind::Template, tr("CloudFormation template…"), u"chainExportTemplate"_s);
    add(Kind::Commands, tr("AWS CLI commands…"), u"chainExportCommands"_s);
    add(Kind::Terraform, tr("Terraform…"), u"chainExportTerraform"_s);
}

void ChainFiles::add(Kind kind, const QString &text, const QString &object)
{
    QAction *action = m_menu->addAction(text);
    action->setObjectName(object);
    connect(action, &QAction::triggered, this, [this, kind] { emit wanted(kind); });
}

QByteArray ChainFiles::text(Kind kind, const ReminderChain &chain, const ChainPlace &place)
{
    switch (kind) {
    case Kind::Template:
        return chainTemplate(chain);
    case Kind::Commands:
        return chainCommands(chain, place);
    case Kind::Terraform:
        return chainTerraform(chain);
    }
    return {};
}

void ChainFiles::begin(Kind kind, const ReminderChain &chain, const ChainPlace &place)
{
    auto *chooser = new QFileDialog(m_window, tr("Export the reminder chain"));
    chooser->setObjectName(u"chainExportFile"_s);
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setAcceptMode(QFileDialog::AcceptSave); // asks before a file is replaced
    chooser->setFileMode(QFileDialog::AnyFile);
    chooser->setDefaultSuffix(suffixOf(kind));
    chooser->selectFile(chain.name + u'.' + suffixOf(kind));
    connect(chooser, &QFileDialog::fileSelected, this, [this, whole = text(kind, chain, place)](const QString &path) {
        const QString reason = writeWhole(whole, path);
        if (reason.isEmpty())
            emit written(path);
        else
            emit failed(reason);
    });
    chooser->open();
}

} // namespace keyturn

#include "moc_chain_files.cpp"
