#include "ui/search/filter_help.h"

#include "ui/style/metrics.h"
#include "ui/widgets/text_label.h"

#include <QGridLayout>

namespace keyturn {

FilterHelp::FilterHelp(QWidget *parent) : Card(parent)
{
    setObjectName(QStringLiteral("filterHelp"));
    const std::pair<const char *, QString> words[] = {
        {"store:ssm  store:sm", tr("store")},    {"name:erp/*", tr("name")},
        {"key:lwa-*", tr("key name")},           {"is:overdue  is:stuck", tr("state")},
        {"due:<14d  due:>60d", tr("time left")}, {"kind:lwa", tr("kind")},
        {"tag:env=prod", tr("AWS tag")},         {"description:erp", tr("description")},
        {"-region:us-*", tr("leave out")},       {"value:", tr("ask for a value, with Enter")},
        {"is:duplicate", tr("used twice")},
    };
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(Card::margins());
    grid->setHorizontalSpacing(24);
    grid->setVerticalSpacing(metrics::gap);
    grid->addWidget(new TextLabel(tr("Filter words"), Theme::Font::BodyStrong), 0, 0, 1, 2);
    int row = 1;
    for (const auto &[word, meaning] : words) {
        grid->addWidget(new TextLabel(QString::fromLatin1(word), Theme::Font::Mono, &ThemeColors::accent), row, 0);
        grid->addWidget(new TextLabel(meaning, Theme::Font::Small, &ThemeColors::text2), row++, 1);
    }
    grid->setColumnStretch(1, 1);
}

} // namespace keyturn

#include "moc_filter_help.cpp"
