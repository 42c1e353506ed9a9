#include "ui/refresh/key_map_dialog.h"

#include "core/workspace/workspace.h"
#include "ui/refresh/refresh_words.h"
#include "ui/style/metrics.h"
#include "ui/text/error_text.h"
#include "ui/text/wording.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/text_label.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr int keyFieldWidth = 260;

//! Parameters are told apart by the last part of their names.
QString shownKey(const Entry &entry, const QString &key)
{
    return entry.id.isParameter() ? leafOf(key) : key;
}

void nameCombo(QComboBox *combo, const QString &object, const QString &name)
{
    combo->setObjectName(object);
    combo->setAccessibleName(name);
    combo->view()->setAccessibleName(name);
    combo->setMinimumWidth(keyFieldWidth);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
}

} // namespace

KeyMapDialog::KeyMapDialog(Workspace &workspace, const EntryContent &content, Purpose purpose, QWidget *parent) :
    FramedDialog(tr("Key mapping"), {}, parent), m_workspace(workspace), m_entry(content.entry), m_purpose(purpose),
    m_choice(content, workspace.refreshes().settingsOf(content.entry)), m_provider(new QComboBox),
    m_parameters(new QLineEdit), m_icon(new IconLabel(u"documentinfo"_s)),
    m_state(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)),
    m_problem(new TextLabel({}, Theme::Font::Small, &ThemeColors::dangerFg)), m_remember(new Button(tr("Remember"))),
    m_refresh(new Button(tr("Remember and refresh"), Button::Kind::Primary))
{
    setObjectName(u"keyMapDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setSubtitle(tr("%1  ·  kept on this computer, nothing in AWS changes").arg(m_entry.id.name));
    resize(760, 0);
    layOut();
    fill();
    connect(&m_workspace.place(), &Place::changed, this, &QDialog::reject);
    connect(&m_workspace.refreshes(), &Refreshes::started, this, [this](const EntryId &id) {
        if (id == m_entry.id)
            reject();
    });
    showState();
    fitHeight();
    const QList<KeyRole> missing = m_choice.missing();
    m_keys.value(missing.isEmpty() ? KeyRole::ClientId : missing.first())->setFocus();
}

void KeyMapDialog::layOut()
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(metrics::wideGap);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(2, 1);
    for (const KeyRole role : KeyChoice::roles())
        addRole(grid, role);
    addProvider(grid);
    body()->addLayout(grid);
    auto *card = new Card;
    card->setLook(&ThemeColors::sunken, &ThemeColors::border);
    m_state->setObjectName(u"keyMapState"_s);
    m_state->wrapAnywhere();
    auto *line = new QHBoxLayout(card);
    line->setContentsMargins(Card::margins());
    line->setSpacing(metrics::buttonGap);
    line->addWidget(m_icon, 0, Qt::AlignTop);
    line->addWidget(m_state, 1);
    body()->addWidget(card);
    m_problem->setObjectName(u"keyMapProblem"_s);
    m_problem->setWordWrap(true);
    auto *cancel = new Button(tr("Cancel"));
    cancel->setObjectName(u"keyMapCancel"_s);
    m_remember->setObjectName(u"keyMapRemember"_s);
    m_refresh->setObjectName(u"keyMapRefresh"_s);
    m_refresh->setVisible(m_purpose == Purpose::Refresh);
    if (m_purpose == Purpose::Look)
        m_remember->setKind(Button::Kind::Primary);
    (m_purpose == Purpose::Look ? m_remember : m_refresh)->setDefault(true);
    foot()->addWidget(m_problem, 1);
    foot()->addWidget(cancel);
    foot()->addWidget(m_remember);
    foot()->addWidget(m_refresh);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_remember, &QPushButton::clicked, this, [this] {
        if (remember())
            accept();
    });
    connect(m_refresh, &QPushButton::clicked, this, [this] {
        if (!remember())
            return;
        accept();
        emit refreshWanted(m_entry.id);
    });
}

void KeyMapDialog::addRole(QGridLayout *grid, KeyRole role)
{
    auto *combo = new QComboBox;
    nameCombo(combo, u"keyOf-%1"_s.arg(roleWord(role)), Wording::role(role));
    auto *caption = new TextLabel(Wording::role(role));
    caption->setBuddy(combo);
    auto *reason = new TextLabel({}, Theme::Font::Small, &ThemeColors::text2);
    reason->setObjectName(u"reasonOf-%1"_s.arg(roleWord(role)));
    reason->wrapAnywhere();
    const int row = grid->rowCount();
    grid->addWidget(caption, row, 0);
    grid->addWidget(combo, row, 1);
    grid->addWidget(reason, row, 2);
    m_keys.insert(role, combo);
    m_reasons.insert(role, reason);
    connect(combo, &QComboBox::currentIndexChanged, this, [this, combo, role] {
        m_choice.choose(role, combo->currentData().toString());
        showState();
    });
}

void KeyMapDialog::addProvider(QGridLayout *grid)
{
    nameCombo(m_provider, u"refreshProvider"_s, tr("Provider"));
    m_parameters->setObjectName(u"refreshParameters"_s);
    m_parameters->setAccessibleName(tr("Parameters"));
    m_parameters->setPlaceholderText(u"audience=https://api.example.com"_s);
    auto *provider = new TextLabel(tr("Provider"));
    provider->setBuddy(m_provider);
    auto *parameters = new TextLabel(tr("Parameters"));
    parameters->setBuddy(m_parameters);
    const int row = grid->rowCount();
    grid->setRowMinimumHeight(row, 4);
    grid->addWidget(provider, row + 1, 0);
    grid->addWidget(m_provider, row + 1, 1);
    grid->addWidget(
        new TextLabel(tr("Its rules decide how the refresh is done"), Theme::Font::Small, &ThemeColors::text2), row + 1,
        2);
    grid->addWidget(parameters, row + 2, 0);
    grid->addWidget(m_parameters, row + 2, 1);
    grid->addWidget(
        new TextLabel(tr("Sent with each token request; no secrets"), Theme::Font::Small, &ThemeColors::text2), row + 2,
        2);
    connect(m_provider, &QComboBox::currentIndexChanged, this, [this] {
        m_choice.setProvider(m_provider->currentData().toString());
        showState();
    });
    connect(m_parameters, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_choice.setParameters(text);
        showState();
    });
}

void KeyMapDialog::fill()
{
    const QStringList keys = m_choice.keys();
    for (const KeyRole role : KeyChoice::roles()) {
        QComboBox *combo = m_keys.value(role);
        const QSignalBlocker quiet(combo);
        const QString chosen = m_choice.key(role);
        combo->addItem(tr("None"), QString());
        for (const QString &key : keys)
            combo->addItem(shownKey(m_entry, key), key);
        if (!chosen.isEmpty() && !keys.contains(chosen)) // it was there when it was chosen
            combo->addItem(tr("%1 (not in this entry)").arg(shownKey(m_entry, chosen)), chosen);
        combo->setCurrentIndex(std::max(0, combo->findData(chosen)));
    }
    QList<const Provider *> rows;
    for (const Provider &provider : providers())
        rows.append(&provider);
    std::sort(rows.begin(), rows.end(),
              [](const Provider *a, const Provider *b) { return a->name.compare(b->name, Qt::CaseInsensitive) < 0; });
    const QSignalBlocker quiet(m_provider);
    m_provider->addItem({}, QString());
    for (const Provider *provider : rows)
        m_provider->addItem(provider->name, provider->id);
    m_provider->setCurrentIndex(std::max(0, m_provider->findData(m_choice.provider())));
    const QSignalBlocker quietToo(m_parameters);
    m_parameters->setText(m_choice.parameters());
}

void KeyMapDialog::showState()
{
    for (const KeyRole role : KeyChoice::roles()) {
        TextLabel *reason = m_reasons.value(role);
        reason->setText(RefreshWords::reason(m_choice, role));
        const bool isOpen = m_choice.key(role).isEmpty() && m_choice.missing().contains(role);
        reason->setColor(isOpen ? &ThemeColors::warnFg : &ThemeColors::text2);
        m_keys.value(role)->setAccessibleDescription(reason->text());
    }
    KeyChoice recognised = m_choice;
    recognised.setProvider({});
    m_provider->setItemText(0, tr("As recognised: %1").arg(recognised.expected().name));
    const Result<RefreshRequest> request = m_choice.request();
    const bool isComplete = request || request.error().refusal == Refusal::TokenUrlConsent;
    m_icon->setIcon(isComplete ? u"kt-ok"_s : u"kt-warning"_s, isComplete ? &ThemeColors::okFg : &ThemeColors::warnFg);
    m_state->setText(RefreshWords::state(m_choice));
    m_problem->clear();
    const Result<RefreshSettings> settings = m_choice.settings();
    const QString fault = settings ? QString() : RefreshWords::fault(settings.error());
    m_remember->setDisabledReason(fault);
    m_refresh->setDisabledReason(!fault.isEmpty() ? fault : isComplete ? QString() : m_state->text());
}

bool KeyMapDialog::remember()
{
    const Result<RefreshSettings> settings = m_choice.settings();
    if (!settings)
        return false;
    const Result<> kept = m_workspace.refreshes().remember(m_entry, *settings);
    if (!kept) {
        m_problem->setText(tr("Not remembered: %1").arg(ErrorText::message(kept.error()).sentence));
        return false;
    }
    emit remembered();
    return true;
}

} // namespace keyturn

#include "moc_key_map_dialog.cpp"
