#include "ui/entry/entry_notice.h"

#include "core/entry/entry.h"
#include "ui/style/metrics.h"
#include "ui/text/wording.h"
#include "ui/widgets/card.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/link_button.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

EntryNotice::EntryNotice(QWidget *parent) :
    QWidget(parent), m_text(new TextLabel({}, Theme::Font::Body, &ThemeColors::infoFg)), m_go(new LinkButton)
{
    setObjectName(u"entryNotice"_s);
    auto *card = new Card;
    card->setLook(&ThemeColors::infoBg, &ThemeColors::infoBg);
    m_text->setObjectName(u"entryNoticeText"_s);
    m_text->setWordWrap(true);
    m_go->setObjectName(u"entryNoticeGo"_s);
    auto *row = new QHBoxLayout(card);
    row->setContentsMargins(metrics::buttonPadding, metrics::insideControl, metrics::buttonPadding,
                            metrics::insideControl);
    row->setSpacing(metrics::gap);
    row->addWidget(new IconLabel(u"object-locked"_s, &ThemeColors::infoFg));
    row->addWidget(m_text, 1);
    row->addWidget(m_go);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, metrics::insideControl, 0, 0);
    column->addWidget(card);
    connect(m_go, &QAbstractButton::clicked, this, [this] { emit regionWanted(m_region); });
    setEntry(nullptr);
}

void EntryNotice::setEntry(const Entry *entry)
{
    const QString why = entry ? Wording::notWritable(*entry) : QString();
    m_text->setText(why);
    m_region = entry && entry->isReplica ? entry->editedBy : QString();
    m_go->setText(tr("Go to %1").arg(m_region));
    m_go->setAccessibleName(m_go->text());
    m_go->setVisible(!m_region.isEmpty());
    setVisible(!why.isEmpty());
}

} // namespace keyturn

#include "moc_entry_notice.cpp"
