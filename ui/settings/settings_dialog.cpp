#include "ui/settings/settings_dialog.h"

#include "core/profile/environment.h"
#include "core/workspace/workspace.h"
#include "ui/settings/preferences.h"
#include "ui/style/metrics.h"
#include "ui/text/profile_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/scroll_page.h"
#include "ui/widgets/text_label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QSettings>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

void keep(const char *key, const QVariant &value)
{
    QSettings().setValue(QLatin1String(key), value);
}

//! As the environment says it, without a user and a password.
QString shownProxy(const QString &text)
{
    QUrl url(text.contains("://"_L1) ? text : u"http://"_s + text);
    url.setUserInfo({});
    return url.host().isEmpty() ? text.section(u'@', -1) : url.toString();
}

} // namespace

SettingsDialog::SettingsDialog(Workspace &workspace, QWidget *parent) :
    FramedDialog(tr("Settings"), tr("Changes apply immediately."), parent), m_workspace(workspace)
{
    setObjectName(u"settingsDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(600, 600);
    auto *page = new QWidget;
    m_grid = new QGridLayout(page);
    m_grid->setContentsMargins(metrics::pageMargin, 8, metrics::pageMargin, metrics::pageMargin);
    m_grid->setHorizontalSpacing(24);
    m_grid->setVerticalSpacing(metrics::gap);
    m_grid->setColumnStretch(0, 1);
    addSafety();
    addLists();
    addLook();
    addProfiles();
    addProxies();
    m_grid->setRowStretch(m_grid->rowCount(), 1);
    QScrollArea *scroll = scrollPage(page);
    scroll->setObjectName(u"settingsScroll"_s);
    scroll->setAccessibleName(windowTitle());
    setFullBody();
    body()->addWidget(scroll, 1);
    auto *close = new Button(tr("Close"), Button::Kind::Primary);
    close->setObjectName(u"settingsClose"_s);
    close->setDefault(true);
    foot()->addStretch(1);
    foot()->addWidget(close);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
}

void SettingsDialog::addHeading(const QString &text)
{
    auto *heading = new TextLabel(text, Theme::Font::Heading);
    heading->setContentsMargins(0, 16, 0, 2);
    m_grid->addWidget(heading, m_grid->rowCount(), 0, 1, 2);
}

void SettingsDialog::addNote(const QString &text)
{
    auto *note = new TextLabel(text, Theme::Font::Small, &ThemeColors::text2);
    note->setWordWrap(true);
    m_grid->addWidget(note, m_grid->rowCount(), 0, 1, 2);
}

QComboBox *SettingsDialog::addChoice(const QString &object, const QString &label)
{
    auto *choice = new QComboBox;
    choice->setObjectName(object);
    choice->setAccessibleName(label);
    auto *text = new TextLabel(label);
    text->setBuddy(choice);
    const int row = m_grid->rowCount();
    m_grid->addWidget(text, row, 0);
    m_grid->addWidget(choice, row, 1);
    return choice;
}

QCheckBox *SettingsDialog::addSwitch(const QString &object, const QString &label)
{
    auto *box = new QCheckBox(label);
    box->setObjectName(object);
    m_grid->addWidget(box, m_grid->rowCount(), 0, 1, 2);
    return box;
}

void SettingsDialog::addFact(const QString &label, const QString &object, const QString &text)
{
    auto *fact = new TextLabel(text, Theme::Font::Body, &ThemeColors::text2);
    fact->setObjectName(object);
    fact->setAccessibleName(label + u": "_s + text);
    fact->wrapAnywhere();
    const int row = m_grid->rowCount();
    m_grid->addWidget(new TextLabel(label), row, 0, Qt::AlignTop);
    m_grid->addWidget(fact, row, 1);
}

//! \p usual values, and the present one among them wherever it comes from.
static void fillNumbers(QComboBox *choice, QList<int> usual, int now, const std::function<QString(int)> &words)
{
    if (!usual.contains(now))
        usual.prepend(now);
    for (const int value : usual)
        choice->addItem(words(value), value);
    choice->setCurrentIndex(choice->findData(now));
}

void SettingsDialog::addSafety()
{
    addHeading(tr("Safety"));
    QComboBox *idle = addChoice(u"settingsIdle"_s, tr("Lock when Keyturn is idle"));
    fillNumbers(idle, {1, 5, 15, 60, 0}, preferences::idleMinutes(),
                [](int minutes) { return minutes > 0 ? tr("after %n minute(s)", nullptr, minutes) : tr("never"); });
    connect(idle, &QComboBox::currentIndexChanged, this,
            [this, idle] { emit idleMinutesChanged(idle->currentData().toInt()); });
    addNote(tr("Ctrl+L, the screen lock, sleep and switching users always lock it."));
    QComboBox *clipboard = addChoice(u"settingsClipboard"_s, tr("Clear a copied value from the clipboard"));
    fillNumbers(clipboard, {5, 10, 20, 30, 60}, preferences::clipboardSeconds(),
                [](int seconds) { return tr("after %n second(s)", nullptr, seconds); });
    connect(clipboard, &QComboBox::currentIndexChanged, this, [this, clipboard] {
        keep(preferences::clipboardSecondsKey, clipboard->currentData());
        emit clipboardSecondsChanged(clipboard->currentData().toInt());
    });
}

void SettingsDialog::addLists()
{
    addHeading(tr("Lists"));
    QCheckBox *kept = addSwitch(u"settingsLists"_s, tr("Keep the list of entries for the next start"));
    kept->setChecked(preferences::keepsLists());
    connect(kept, &QCheckBox::toggled, this, [this](bool on) {
        keep(preferences::keepsListsKey, on);
        if (ListingCache *cache = m_workspace.listing().cache())
            cache->setKept(on);
    });
    addNote(tr(
        "The list then opens at once, even offline. Names, ARNs, dates and kinds are kept in a file only you can read; "
        "no values, descriptions or tags. Turning this off deletes the file."));
}

void SettingsDialog::addLook()
{
    addHeading(tr("Appearance"));
    QComboBox *theme = addChoice(u"settingsTheme"_s, tr("Colours"));
    theme->addItem(tr("same as desktop"), u"system"_s);
    theme->addItem(tr("light"), u"light"_s);
    theme->addItem(tr("dark"), u"dark"_s);
    theme->setCurrentIndex(theme->findData(preferences::theme()));
    connect(theme, &QComboBox::currentIndexChanged, this, [this, theme] {
        keep(preferences::themeKey, theme->currentData());
        emit themeChanged(theme->currentData().toString());
    });
}

void SettingsDialog::addProfiles()
{
    addHeading(tr("Production"));
    addNote(
        tr("These profiles open read-only. Writing is unlocked for ten minutes at a time, and every save asks for the "
           "profile's name."));
    const bool isBusy = !m_workspace.staging().edits().isEmpty() || m_workspace.running().count() > 0;
    int number = 0;
    for (const Profile &profile : m_workspace.place().profiles()) {
        if (profile.kind == ProfileKind::Sandbox)
            continue;
        QCheckBox *mark = addSwitch(u"settingsProduction%1"_s.arg(number++), ProfileText::name(profile));
        mark->setChecked(profile.production);
        mark->setAccessibleName(tr("%1 is production").arg(ProfileText::name(profile)));
        if (isBusy && profile == m_workspace.place().profile()) {
            mark->setEnabled(false);
            mark->setToolTip(tr("Save or discard the unsaved changes first"));
        }
        connect(mark, &QCheckBox::toggled, this,
                [this, profile](bool production) { emit productionChanged(profile, production); });
    }
    if (number == 0)
        addNote(tr("There is no profile yet."));
}

void SettingsDialog::addProxies()
{
    addHeading(tr("Network"));
    const Environment environment;
    const auto shown = [&environment](const char *name) {
        const QString text = environment.proxy(name);
        return text.isEmpty() ? tr("none") : shownProxy(text);
    };
    addFact(tr("Proxy for https"), u"settingsHttpsProxy"_s, shown("https_proxy"));
    addFact(tr("Proxy for http"), u"settingsHttpProxy"_s, shown("http_proxy"));
    const QString except = environment.proxy("no_proxy");
    addFact(tr("Hosts without proxy"), u"settingsNoProxy"_s, except.isEmpty() ? tr("none") : except);
    addNote(tr("They come from HTTPS_PROXY, HTTP_PROXY and NO_PROXY as Keyturn was started. Where none of them is set, "
               "the desktop's settings count."));
}

} // namespace keyturn

#include "moc_settings_dialog.cpp"
