#include "ui/review/review_conflicts.h"

#include "ui/details/detail_words.h"
#include "ui/style/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

QString quoted(const DetailKey &key, const std::optional<QString> &text)
{
    const std::optional<QString> shown = DetailWords::text(key, text);
    //: a text somebody wrote
    return shown ? ReviewConflicts::tr("“%1”").arg(shown->simplified()) : ReviewConflicts::tr("nothing");
}

} // namespace

ReviewConflicts::ReviewConflicts(QWidget *parent) : Card(parent), m_lines(new QVBoxLayout)
{
    setObjectName(u"detailConflicts"_s);
    setLook(&ThemeColors::warnBg, &ThemeColors::warnFg);
    m_lines->setSpacing(metrics::gap);
    m_lines->addWidget(new TextLabel(tr("Someone else changed this meanwhile."), Theme::Font::BodyStrong));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(Card::margins());
    row->setSpacing(metrics::buttonGap);
    row->addWidget(new IconLabel(u"kt-warning"_s, &ThemeColors::warnFg), 0, Qt::AlignTop);
    row->addLayout(m_lines, 1);
    hide();
}

void ReviewConflicts::setConflicts(const QMap<DetailKey, std::optional<QString>> &theirs, const DetailChanges &ours)
{
    if (m_shown) {
        m_shown->hide();
        m_shown->deleteLater(); // one of its buttons may be the sender
    }
    m_shown = new QWidget;
    auto *column = new QVBoxLayout(m_shown);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::gap);
    for (auto it = theirs.cbegin(); it != theirs.cend(); ++it) {
        const DetailKey key = it.key();
        const std::optional<QString> text = *it;
        const DetailChange change = ours.value(key);
        auto *words = new TextLabel(tr("%1 was %2. Now %3; yours: %4.")
                                        .arg(DetailWords::label(key), quoted(key, change.before), quoted(key, text),
                                             quoted(key, change.after)));
        words->setWordWrap(true);
        auto *mine = new Button(tr("Keep yours"));
        auto *their = new Button(tr("Take theirs"));
        mine->setObjectName(u"keepDetail"_s);
        their->setObjectName(u"takeDetail"_s);
        connect(mine, &QPushButton::clicked, this, [this, key, text] { emit settled(key, text, true); });
        connect(their, &QPushButton::clicked, this, [this, key, text] { emit settled(key, text, false); });
        auto *buttons = new QHBoxLayout;
        buttons->setSpacing(metrics::gap);
        buttons->addWidget(mine);
        buttons->addWidget(their);
        buttons->addStretch(1);
        column->addWidget(words);
        column->addLayout(buttons);
    }
    m_lines->addWidget(m_shown);
    setVisible(!theirs.isEmpty());
}

} // namespace keyturn

#include "moc_review_conflicts.cpp"
