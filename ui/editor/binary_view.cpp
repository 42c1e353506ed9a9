#include "ui/editor/binary_view.h"

#include "core/desktop/concealment.h"
#include "core/document/binary_text.h"
#include "core/document/value_size.h"
#include "core/workspace/workspace.h"
#include "ui/style/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/secret_text_edit.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/text_label.h"

#include <QEvent>
#include <QFile>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr int bytesPerLine = 16;
constexpr int base64Line = 64;
enum Spelling { Hex, Base64 };

} // namespace

BinaryView::BinaryView(Workspace &workspace, ValueOperations &operations, QWidget *parent) :
    QWidget(parent), m_workspace(workspace), m_operations(operations),
    m_spelling(new SegmentedControl({tr("Hex"), tr("Base64")})), m_text(new SecretTextEdit),
    m_remark(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)),
    m_show(new Button(u"view-visible"_s, tr("Show"), Button::Kind::Quiet)),
    m_import(new Button(u"document-import"_s, tr("Import…"), Button::Kind::Quiet))
{
    m_spelling->setObjectName(u"binarySpelling"_s);
    m_spelling->setAccessibleName(tr("Encoding"));
    m_text->setObjectName(u"binaryText"_s);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_remark->setObjectName(u"binaryRemark"_s);
    m_show->setObjectName(u"binaryShow"_s);
    m_import->setObjectName(u"binaryImport"_s);
    auto *exports = new Button(u"document-export"_s, tr("Export…"), Button::Kind::Quiet);
    exports->setObjectName(u"binaryExport"_s);
    auto *line = new QHBoxLayout;
    line->setContentsMargins(0, 0, 0, metrics::insideControl);
    line->addWidget(m_spelling);
    line->addStretch(1);
    line->addWidget(m_show);
    line->addWidget(m_import);
    line->addWidget(exports);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::smallGap);
    column->addLayout(line);
    column->addWidget(m_text, 1);
    column->addWidget(m_remark);

    m_life.setSingleShot(true);
    m_life.setInterval(std::chrono::seconds(metrics::revealSeconds));
    connect(&m_life, &QTimer::timeout, this, &BinaryView::hideBytes);
    connect(&Concealment::instance(), &Concealment::requested, this, &BinaryView::hideBytes);
    connect(m_spelling, &SegmentedControl::currentChanged, this, &BinaryView::refresh);
    connect(m_text, &SecretTextEdit::edited, this, &BinaryView::stageTyped);
    connect(m_text, &SecretTextEdit::copyRequested, this, [this](const SecretString &selection) {
        m_operations.copy(selection, tr("part of %1").arg(m_operations.name({QString()})));
    });
    connect(m_show, &QPushButton::clicked, this, [this] { isRevealed() ? hideBytes() : reveal(); });
    connect(m_import, &QPushButton::clicked, this, &BinaryView::importFile);
    connect(exports, &QPushButton::clicked, this, &BinaryView::exportFile);
    hideBytes();
}

SecretString BinaryView::bytes() const
{
    const EntryContent *content = m_workspace.openEntry().content();
    if (!content || !content->binary)
        return {};
    const FieldEdit *edit = m_workspace.staging().edits().edit(content->entry.id, {});
    return edit ? edit->value : content->document.text();
}

bool BinaryView::isRevealed() const
{
    return !m_text->isMasked();
}

void BinaryView::reveal()
{
    m_text->setSecret({});
    m_life.start();
    refresh();
}

void BinaryView::hideBytes()
{
    m_life.stop();
    m_text->setMask(QString(12, u'•'));
    refresh();
}

void BinaryView::edit()
{
    if (!m_operations.mayWrite([this] { edit(); }))
        return;
    reveal();
    m_text->setFocus();
}

void BinaryView::copyAll()
{
    const SecretString value = bytes();
    m_operations.copy(m_spelling->current() == Hex ? hexText(value) : base64Text(value),
                      m_operations.name({QString()}));
}

void BinaryView::refresh()
{
    const EntryContent *content = m_workspace.openEntry().content();
    const bool editable = content && m_workspace.place().canWrite() && content->entry.isWritable();
    const SecretString value = bytes();
    if (isRevealed() && !m_staging)
        m_text->setSecret(m_spelling->current() == Hex ? hexText(value, bytesPerLine) : base64Text(value, base64Line));
    m_text->setReadOnly(!isRevealed() || !editable);
    m_text->setAccessibleName(isRevealed() ? tr("Bytes of the secret") : tr("Masked bytes of the secret"));
    m_show->setText(isRevealed() ? tr("Hide") : editable ? tr("Show and edit") : tr("Show for 20 seconds"));
    m_show->setIconName(isRevealed() ? u"view-hidden"_s : u"view-visible"_s);
    m_import->setDisabledReason(editable ? QString() : tr("Production is read-only"));
    m_remark->setText(tr("%n bytes", nullptr, int(value.size())));
    m_remark->setColor(secretSize(value).fits() ? &ThemeColors::text2 : &ThemeColors::dangerFg);
}

void BinaryView::stageTyped()
{
    m_life.start();
    const BinaryText typed =
        m_spelling->current() == Hex ? bytesFromHex(m_text->secret()) : bytesFromBase64(m_text->secret());
    if (typed.fault) {
        m_remark->setText(
            tr("Line %1, column %2: not %3")
                .arg(typed.fault->line)
                .arg(typed.fault->column)
                .arg(m_spelling->current() == Hex ? tr("whole bytes in hex") : tr("whole bytes in base64")));
        m_remark->setColor(&ThemeColors::dangerFg);
        return;
    }
    m_staging = true;
    m_operations.stage({FieldEdit::raw(typed.bytes)}, tr("typing bytes"), true);
    m_staging = false;
}

void BinaryView::importFile()
{
    auto *chooser = new QFileDialog(this, tr("Import"));
    chooser->setObjectName(u"binaryImportFile"_s);
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::ExistingFile);
    connect(chooser, &QFileDialog::fileSelected, this, [this](const QString &path) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly)) {
            emit notified(tr("Couldn't read %1: %2.").arg(path, file.errorString()));
            return;
        }
        if (file.size() > secretSizeLimit) {
            emit notified(tr("%1 is larger than a secret can be. Nothing was changed.").arg(path));
            return;
        }
        m_operations.stage({FieldEdit::raw(SecretString::take(file.readAll()))}, tr("importing a file"));
    });
    chooser->open();
}

void BinaryView::exportFile()
{
    auto *chooser = new QFileDialog(this, tr("Export"));
    chooser->setObjectName(u"binaryExportFile"_s);
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    chooser->selectFile(m_operations.name({QString()}) + u".bin"_s);
    connect(chooser, &QFileDialog::fileSelected, this, [this](const QString &path) {
        const SecretString value = bytes();
        QSaveFile file(path);
        const bool written = file.open(QIODevice::WriteOnly)
                             && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
                             && file.write(value.bytes().data(), value.size()) == value.size() && file.flush();
        if (!written)
            file.cancelWriting();
        emit notified(written && file.commit()
                          ? tr("The bytes were written to %1. Anyone with this file can use them.").arg(path)
                          : tr("Couldn't write the file: %1.").arg(file.errorString()));
    });
    chooser->open();
}

void BinaryView::hideEvent(QHideEvent *event)
{
    hideBytes();
    QWidget::hideEvent(event);
}

void BinaryView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::ActivationChange && !isActiveWindow() && !isHidden())
        hideBytes();
    QWidget::changeEvent(event);
}

} // namespace keyturn

#include "moc_binary_view.cpp"
