#include "ui/details/policy_warning_box.h"

#include "ui/style/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

PolicyWarningBox::PolicyWarningBox(const PolicyWarning &warning, QWidget *parent) :
    Card(parent), m_offersTier(warning.offersTier), m_advanced(new Button(tr("Make it Advanced")))
{
    using Kind = PolicyWarning::Kind;
    const ColorToken foreground = warning.kind == Kind::Danger    ? &ThemeColors::dangerFg
                                  : warning.kind == Kind::Warning ? &ThemeColors::warnFg
                                                                  : &ThemeColors::infoFg;
    const ColorToken background = warning.kind == Kind::Danger    ? &ThemeColors::dangerBg
                                  : warning.kind == Kind::Warning ? &ThemeColors::warnBg
                                                                  : &ThemeColors::infoBg;
    setLook(background, background);
    auto *text = new TextLabel(warning.sentence);
    text->setWordWrap(true);
    m_advanced->setObjectName(u"policyAdvanced"_s);
    m_advanced->setAccessibleName(m_advanced->text());
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(margins());
    row->setSpacing(metrics::partGap);
    const QString icon = warning.kind == Kind::Info     ? u"documentinfo"_s
                         : warning.kind == Kind::Danger ? u"edit-delete"_s
                                                        : u"kt-warning"_s;
    row->addWidget(new IconLabel(icon, foreground), 0, Qt::AlignTop);
    row->addWidget(text, 1);
    row->addWidget(m_advanced, 0, Qt::AlignVCenter);
    m_advanced->hide();
    connect(m_advanced, &QPushButton::clicked, this, &PolicyWarningBox::advancedWanted);
}

void PolicyWarningBox::setEditing(bool editing)
{
    m_advanced->setVisible(editing && m_offersTier);
}

} // namespace keyturn

#include "moc_policy_warning_box.cpp"
