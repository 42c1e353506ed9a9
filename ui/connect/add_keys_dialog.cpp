#include "ui/connect/add_keys_dialog.h"

#include "core/workspace/workspace.h"
#include "ui/style/metrics.h"
#include "ui/text/error_text.h"
#include "ui/text/regions.h"
#include "ui/widgets/button.h"
#include "ui/widgets/form_labels.h"
#include "ui/widgets/text_label.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QRegularExpression>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

AddKeysDialog::AddKeysDialog(Workspace &workspace, QWidget *parent) :
    FramedDialog(tr("Add access keys"), tr("Stored in this computer's keychain only."), parent), m_workspace(workspace),
    m_name(new QLineEdit), m_region(new QComboBox), m_keyId(new QLineEdit), m_secret(new QLineEdit),
    m_problem(new TextLabel({}, Theme::Font::Small, &ThemeColors::dangerFg)),
    m_store(new Button(tr("Store in keychain"), Button::Kind::Primary))
{
    setObjectName(u"addKeysDialog"_s);
    resize(520, 0);
    m_problem->setObjectName(u"keysProblem"_s);
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_store->setObjectName(u"keysStore"_s);
    m_store->setDefault(true);
    auto *cancel = new Button(tr("Cancel"));
    cancel->setObjectName(u"keysCancel"_s);
    foot()->addStretch(1);
    foot()->addWidget(cancel);
    foot()->addWidget(m_store);
    body()->addLayout(makeForm());
    body()->addWidget(m_problem);

    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_store, &QPushButton::clicked, this, &AddKeysDialog::store);
    for (QLineEdit *field : {m_name, m_keyId, m_secret})
        connect(field, &QLineEdit::textChanged, this, &AddKeysDialog::validate);
    connect(m_region, &QComboBox::currentTextChanged, this, &AddKeysDialog::validate);
    validate();
    fitHeight();
}

QLayout *AddKeysDialog::makeForm()
{
    m_name->setPlaceholderText(tr("for example asp-production"));
    m_region->setEditable(true);
    m_region->addItems(regions::all());
    m_region->setCurrentText(u"us-east-1"_s);
    m_keyId->setPlaceholderText(u"AKIA…"_s);
    m_secret->setEchoMode(QLineEdit::Password);
    const auto name = [](QWidget *field, const QString &object, const QString &text) {
        field->setObjectName(object);
        field->setAccessibleName(text);
        return text;
    };
    auto *form = new QFormLayout;
    form->setSpacing(metrics::partGap);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(name(m_name, u"keysName"_s, tr("Profile name")), m_name);
    form->addRow(name(m_region, u"keysRegion"_s, tr("Region")), m_region);
    form->addRow(name(m_keyId, u"keysId"_s, tr("Access key ID")), m_keyId);
    form->addRow(name(m_secret, u"keysSecret"_s, tr("Secret access key")), m_secret);
    levelLabels(form);
    m_region->lineEdit()->setObjectName(u"keysRegionText"_s);
    m_region->lineEdit()->setAccessibleName(tr("Region"));
    return form;
}

AddKeysDialog::~AddKeysDialog() = default;

void AddKeysDialog::validate()
{
    static const QRegularExpression region(u"\\A[a-z]{2,4}(-[a-z]+)+-\\d+\\z"_s);
    static const QRegularExpression keyId(u"\\A[A-Za-z0-9_]{4,128}\\z"_s);
    QString reason;
    if (m_name->text().trimmed().isEmpty())
        reason = tr("Give the profile a name");
    else if (!region.match(m_region->currentText()).hasMatch())
        reason = tr("Choose a region, for example us-east-1");
    else if (!keyId.match(m_keyId->text().trimmed()).hasMatch())
        reason = tr("Enter the access key ID");
    else if (m_secret->text().trimmed().isEmpty())
        reason = tr("Enter the secret access key");
    m_store->setDisabledReason(reason);
}

void AddKeysDialog::store()
{
    m_store->setDisabledReason(tr("Storing…"));
    m_problem->hide();
    const QString name = m_name->text().trimmed();
    const QString region = m_region->currentText();
    const SecretString secret(m_secret->text().trimmed()); // a copied line brings its end along
    m_scope.launch(m_workspace.place().source().storeAccessKeys(name, region, m_keyId->text().trimmed(), secret),
                   [this, name, region](const Result<> &stored) {
                       if (!stored) {
                           m_problem->setText(ErrorText::message(stored.error(), name).sentence);
                           m_problem->show();
                           fitHeight();
                           validate();
                           return;
                       }
                       m_secret->clear();
                       m_workspace.place().reloadProfiles();
                       emit added(name, region);
                       accept();
                   });
}

} // namespace keyturn

#include "moc_add_keys_dialog.cpp"
