#include "ui/refresh/jwt_view.h"

#include "core/base/clock.h"
#include "core/desktop/concealment.h"
#include "ui/refresh/fact_rows.h"
#include "ui/refresh/refresh_words.h"
#include "ui/style/metrics.h"
#include "ui/widgets/link_button.h"
#include "ui/widgets/text_label.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

JwtView::JwtView(const Clock &clock, QWidget *parent) :
    QWidget(parent), m_clock(clock), m_toggle(new LinkButton),
    m_remark(new TextLabel(tr("Decoded on this computer. The signature isn't checked, so this proves nothing."),
                           Theme::Font::Small, &ThemeColors::text2)),
    m_rows(new FactRows(u"jwtMembers"_s))
{
    setObjectName(u"jwtView"_s);
    m_toggle->setObjectName(u"jwtToggle"_s);
    m_toggle->setFlush(LinkButton::Flush::Leading);
    m_remark->setObjectName(u"jwtRemark"_s);
    m_remark->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::gap);
    column->addWidget(m_toggle, 0, Qt::AlignLeft);
    column->addWidget(m_remark);
    column->addWidget(m_rows);
    connect(m_toggle, &QAbstractButton::clicked, this, [this] { showDecoded(m_rows->isHidden()); });
    connect(&Concealment::instance(), &Concealment::requested, this, [this] { showDecoded(false); });
    showDecoded(false);
    hide();
}

void JwtView::setToken(const SecretString &token)
{
    if (token == m_token)
        return;
    m_token = token;
    showDecoded(false);
    setVisible(Jwt::decoded(token).has_value());
}

void JwtView::showDecoded(bool shown)
{
    QList<FactRows::Fact> facts;
    if (const std::optional<Jwt> jwt = shown ? Jwt::decoded(m_token) : std::nullopt; jwt) {
        const QDateTime now = m_clock.utcNow();
        for (const Jwt::Member &member : jwt->header)
            facts.append({tr("Header: %1").arg(member.name), RefreshWords::claim(member, now), true});
        for (const Jwt::Member &member : jwt->claims)
            facts.append({member.name, RefreshWords::claim(member, now), true});
    }
    m_rows->setFacts(facts);
    m_rows->setVisible(!facts.isEmpty());
    m_remark->setVisible(!facts.isEmpty());
    m_toggle->setText(facts.isEmpty() ? tr("Show what the access token says (JWT)") : tr("Hide what it says"));
    m_toggle->updateGeometry();
}

void JwtView::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    if (!m_rows->isHidden())
        showDecoded(false);
}

} // namespace keyturn

#include "moc_jwt_view.cpp"
