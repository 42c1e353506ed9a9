#include "ui/editor/generate_password_dialog.h"

#include "ui/style/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/secret_reveal.h"
#include "ui/widgets/text_label.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QSpinBox>

using namespace Qt::StringLiterals;

namespace keyturn {

GeneratePasswordDialog::GeneratePasswordDialog(const QString &key, QWidget *parent) :
    FramedDialog(tr("Generate password"), {}, parent), m_length(new QSpinBox), m_without(new QLineEdit),
    m_lower(new QCheckBox(tr("Lower-case letters"))), m_upper(new QCheckBox(tr("Upper-case letters"))),
    m_numbers(new QCheckBox(tr("Numbers"))), m_punctuation(new QCheckBox(tr("Punctuation"))),
    m_space(new QCheckBox(tr("Space"))), m_eachType(new QCheckBox(tr("At least one of each"))),
    m_shown(new SecretReveal), m_eye(new IconButton(u"view-visible"_s, tr("Show for 20 seconds"))),
    m_again(new IconButton(u"view-refresh"_s, tr("Generate again"))),
    m_strength(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)),
    m_use(new Button(key.isEmpty() ? tr("Apply") : tr("Use for %1").arg(key), Button::Kind::Primary)),
    m_copy(new Button(u"edit-copy"_s, tr("Copy")))
{
    setObjectName(u"generatePasswordDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(480);
    nameParts();
    m_length->setRange(1, 4096);
    m_length->setValue(32);
    for (QCheckBox *on : {m_lower, m_upper, m_numbers, m_punctuation, m_eachType})
        on->setChecked(true);
    body()->addWidget(makePassword());
    body()->addWidget(m_strength);
    body()->addLayout(makeOptions());
    auto *cancel = new Button(tr("Cancel"));
    cancel->setObjectName(u"passwordCancel"_s);
    m_use->setDefault(true);
    foot()->addWidget(m_copy);
    foot()->addStretch(1);
    foot()->addWidget(cancel);
    foot()->addWidget(m_use);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connectParts();
    make();
}

void GeneratePasswordDialog::nameParts()
{
    const QList<std::pair<QWidget *, QString>> names{
        {m_length, u"passwordLength"_s}, {m_without, u"passwordWithout"_s},   {m_lower, u"passwordLower"_s},
        {m_upper, u"passwordUpper"_s},   {m_numbers, u"passwordNumbers"_s},   {m_punctuation, u"passwordPunctuation"_s},
        {m_space, u"passwordSpace"_s},   {m_eachType, u"passwordEachType"_s}, {m_shown, u"passwordShown"_s},
        {m_eye, u"passwordEye"_s},       {m_again, u"passwordAgain"_s},       {m_use, u"passwordUse"_s},
        {m_copy, u"passwordCopy"_s},
    };
    for (const auto &[widget, name] : names)
        widget->setObjectName(name);
    m_length->setAccessibleName(tr("Length"));
    m_without->setAccessibleName(tr("Exclude characters"));
}

QWidget *GeneratePasswordDialog::makePassword()
{
    auto *box = new Card;
    box->setLook(&ThemeColors::sunken, &ThemeColors::border);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(metrics::cardMarginTop, 8, 8, 8);
    row->addWidget(m_shown, 1);
    row->addWidget(m_eye);
    row->addWidget(m_again);
    return box;
}

QLayout *GeneratePasswordDialog::makeOptions()
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(metrics::wideGap);
    grid->setVerticalSpacing(metrics::gap);
    grid->addWidget(new TextLabel(tr("Length")), 0, 0);
    grid->addWidget(m_length, 0, 1);
    grid->addWidget(new TextLabel(tr("Exclude characters")), 1, 0);
    grid->addWidget(m_without, 1, 1);
    grid->addWidget(m_lower, 2, 0);
    grid->addWidget(m_upper, 2, 1);
    grid->addWidget(m_numbers, 3, 0);
    grid->addWidget(m_punctuation, 3, 1);
    grid->addWidget(m_space, 4, 0);
    grid->addWidget(m_eachType, 4, 1);
    grid->setColumnStretch(1, 1);
    return grid;
}

void GeneratePasswordDialog::connectParts()
{
    connect(m_length, &QSpinBox::valueChanged, this, &GeneratePasswordDialog::make);
    connect(m_without, &QLineEdit::textChanged, this, &GeneratePasswordDialog::make);
    for (QCheckBox *option : {m_lower, m_upper, m_numbers, m_punctuation, m_space, m_eachType})
        connect(option, &QCheckBox::toggled, this, &GeneratePasswordDialog::make);
    connect(m_again, &QToolButton::clicked, this, &GeneratePasswordDialog::make);
    connect(m_eye, &QToolButton::clicked, this, [this] { m_shown->setRevealed(!m_shown->isRevealed()); });
    connect(m_copy, &QPushButton::clicked, this, [this] { emit copyRequested(m_password); });
    connect(m_use, &QPushButton::clicked, this, [this] {
        emit entered(m_password);
        accept();
    });
}

PasswordOptions GeneratePasswordDialog::options() const
{
    PasswordOptions wanted;
    wanted.passwordLength = m_length->value();
    wanted.excludeCharacters = m_without->text();
    wanted.excludeLowercase = !m_lower->isChecked();
    wanted.excludeUppercase = !m_upper->isChecked();
    wanted.excludeNumbers = !m_numbers->isChecked();
    wanted.excludePunctuation = !m_punctuation->isChecked();
    wanted.includeSpace = m_space->isChecked();
    wanted.requireEachIncludedType = m_eachType->isChecked();
    return wanted;
}

void GeneratePasswordDialog::make()
{
    const PasswordOptions wanted = options();
    const Result<SecretString> made = generatePassword(wanted);
    m_password = made ? *made : SecretString();
    m_shown->setValue(m_password);
    const QString reason = made ? QString() : tr("These options allow no password of this length");
    m_strength->setText(made ? tr("%n bits of entropy, generated locally.", nullptr, int(passwordEntropy(wanted)))
                             : reason);
    m_strength->setColor(made ? &ThemeColors::text2 : &ThemeColors::dangerFg);
    m_use->setDisabledReason(reason);
    m_copy->setDisabledReason(reason);
}

} // namespace keyturn

#include "moc_generate_password_dialog.cpp"
