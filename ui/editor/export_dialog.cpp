#include "ui/editor/export_dialog.h"

#include "ui/text/error_text.h"
#include "ui/text/wording.h"
#include "ui/widgets/button.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/text_label.h"

#include <QCheckBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {
const char *const suffixes[] = {"env", "json", "yaml", "csv"};
}

ExportDialog::ExportDialog(const QString &name, QList<ExportField> fields, QWidget *parent) :
    FramedDialog(tr("Export %1 of %2").arg(Wording::keys(fields.size()), name), {}, parent), m_name(name),
    m_fields(std::move(fields)), m_format(new SegmentedControl({u".env"_s, u"JSON"_s, u"YAML"_s, u"CSV"_s})),
    m_values(new QCheckBox(tr("Include secret values"))),
    m_warning(new TextLabel({}, Theme::Font::Small, &ThemeColors::warnFg)),
    m_problem(new TextLabel({}, Theme::Font::Small, &ThemeColors::dangerFg)),
    m_save(new Button(tr("Export…"), Button::Kind::Primary))
{
    setObjectName(u"exportDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(480);
    m_format->setObjectName(u"exportFormat"_s);
    m_format->setAccessibleName(tr("Format"));
    m_values->setObjectName(u"exportValues"_s);
    m_warning->setObjectName(u"exportWarning"_s);
    m_warning->setWordWrap(true);
    m_problem->setObjectName(u"exportProblem"_s);
    m_problem->setWordWrap(true);
    m_save->setObjectName(u"exportSave"_s);
    m_save->setDefault(true);
    auto *cancel = new Button(tr("Cancel"));
    cancel->setObjectName(u"exportCancel"_s);
    auto *formats = new QHBoxLayout;
    formats->addWidget(m_format);
    formats->addStretch();
    body()->addLayout(formats);
    body()->addWidget(m_values);
    body()->addWidget(m_warning);
    body()->addWidget(m_problem);
    foot()->addStretch(1);
    foot()->addWidget(cancel);
    foot()->addWidget(m_save);
    connect(m_format, &SegmentedControl::currentChanged, this, &ExportDialog::validate);
    connect(m_values, &QCheckBox::toggled, this, &ExportDialog::validate);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &ExportDialog::chooseFile);
    validate();
}

ExportFormat ExportDialog::format() const
{
    return ExportFormat(m_format->current());
}

Result<SecretString> ExportDialog::text() const
{
    QList<ExportField> fields = m_fields;
    for (ExportField &field : fields)
        field.masked = field.masked && !m_values->isChecked();
    return exportText(fields, format());
}

Result<> ExportDialog::write(const QString &path) const
{
    const Result<SecretString> wanted = text();
    if (!wanted)
        return wanted.error();
    QSaveFile file(path);
    const auto failed = [&file] {
        file.cancelWriting();
        return Error{ErrorKind::Io, {}, file.errorString()};
    };
    // Mode before content. A full disk answers with a short write that a commit would not notice.
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
        return failed();
    if (file.write(wanted->bytes().data(), wanted->size()) != wanted->size() || !file.flush())
        return failed();
    if (!file.commit())
        return failed();
    return {};
}

void ExportDialog::validate()
{
    m_warning->setText(m_values->isChecked() ? tr("Anyone with this file can use the credentials. Delete it after use.")
                                             : tr("Sensitive values are replaced by a fixed number of asterisks."));
    m_warning->setColor(m_values->isChecked() ? &ThemeColors::warnFg : &ThemeColors::text2);
    const Result<SecretString> wanted = text();
    const QString odd = format() == ExportFormat::DotEnv ? keyNoShellTakes(m_fields) : QString();
    if (wanted && !odd.isEmpty())
        m_warning->setText(m_warning->text() + u' '
                           + tr("Shells can't read names like %1; .env libraries can.").arg(odd));
    m_problem->setText(wanted ? QString() : tr("Not possible in this format: %1.").arg(wanted.error().detail));
    m_problem->setVisible(!wanted);
    m_save->setKind(m_values->isChecked() ? Button::Kind::DangerFill : Button::Kind::Primary);
    m_save->setDefault(!m_values->isChecked()); // secrets in clear only by the button itself
    m_save->setDisabledReason(m_problem->text());
}

void ExportDialog::chooseFile()
{
    auto *chooser = new QFileDialog(this, tr("Export %1").arg(m_name));
    chooser->setObjectName(u"exportFile"_s);
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    chooser->setFileMode(QFileDialog::AnyFile);
    chooser->selectFile(m_name + u'.' + QLatin1String(suffixes[int(format())]));
    connect(chooser, &QFileDialog::fileSelected, this, [this](const QString &path) {
        const Result<> done = write(path);
        if (!done) {
            m_problem->setText(tr("Couldn't write the file: %1.").arg(done.error().detail));
            m_problem->show();
            return;
        }
        emit written(path);
        accept();
    });
    chooser->open();
}

} // namespace keyturn

#include "moc_export_dialog.cpp"
