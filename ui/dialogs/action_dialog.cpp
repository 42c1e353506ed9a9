#include "ui/dialogs/action_dialog.h"

#include "ui/text/error_text.h"
#include "ui/text/wording.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/confirm_field.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/text_label.h"

#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

class Line : public QWidget {
public:
    Line() { setFixedHeight(1); }

protected:
    void paintEvent(QPaintEvent *) override { QPainter(this).fillRect(rect(), colors().border); }
};

} // namespace

ActionDialog::ActionDialog(Workspace &workspace, const QString &title, const QString &subtitle, QWidget *parent) :
    QDialog(parent), m_workspace(workspace), m_body(new QVBoxLayout), m_confirmCard(new Card),
    m_warning(new TextLabel({}, Theme::Font::Body)), m_ask(new TextLabel), m_confirm(new ConfirmField),
    m_factsCard(new Card), m_facts(new QVBoxLayout),
    m_problem(new TextLabel({}, Theme::Font::Small, &ThemeColors::dangerFg)), m_cancel(new Button(tr("Cancel"))),
    m_primary(new Button({}, Button::Kind::Primary))
{
    setWindowModality(Qt::WindowModal);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(title);
    const auto paintRaised = [this] {
        QPalette raised;
        raised.setColor(QPalette::Window, colors().raised);
        setPalette(raised);
    };
    paintRaised();
    connect(&Theme::instance(), &Theme::changed, this, paintRaised);
    m_primary->setObjectName(u"actionButton"_s);
    m_primary->setDefault(true);
    m_cancel->setObjectName(u"cancelButton"_s);
    m_problem->setObjectName(u"problemText"_s);
    m_problem->setWordWrap(true);
    m_warning->setObjectName(u"warningText"_s);
    m_warning->setWordWrap(true);

    auto *head = new QVBoxLayout;
    head->setContentsMargins(24, 20, 24, 16);
    head->setSpacing(2);
    head->addWidget(new ElidedLabel(title, Theme::Font::Title, &ThemeColors::text, Qt::ElideMiddle));
    head->addWidget(new ElidedLabel(subtitle, Theme::Font::Body, &ThemeColors::text2, Qt::ElideMiddle));

    m_confirmCard->setObjectName(u"confirmCard"_s);
    m_confirmCard->setLook(&ThemeColors::dangerBg, &ThemeColors::dangerFg);
    m_confirm->setMinimumWidth(260);
    auto *ask = new QVBoxLayout;
    ask->setSpacing(8);
    ask->addWidget(m_warning);
    ask->addWidget(m_ask);
    ask->addWidget(m_confirm);
    auto *confirm = new QHBoxLayout(m_confirmCard);
    confirm->setContentsMargins(16, 12, 16, 12);
    confirm->setSpacing(10);
    confirm->addWidget(new IconLabel(u"kt-warning"_s, &ThemeColors::dangerFg), 0, Qt::AlignTop);
    confirm->addLayout(ask, 1);
    m_confirmCard->hide();

    m_factsCard->setLook(&ThemeColors::sunken, &ThemeColors::border);
    m_facts->setContentsMargins(16, 12, 16, 12);
    m_facts->setSpacing(6);
    m_factsCard->setLayout(m_facts);
    m_factsCard->hide();

    auto *middle = new QVBoxLayout;
    middle->setContentsMargins(24, 16, 24, 16);
    middle->setSpacing(12);
    m_body->setSpacing(12);
    middle->addLayout(m_body, 1);
    middle->addWidget(m_confirmCard);
    middle->addWidget(m_factsCard);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(24, 14, 20, 14);
    foot->setSpacing(8);
    foot->addWidget(m_problem, 1);
    foot->addWidget(m_cancel);
    foot->addWidget(m_primary);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(new Line);
    column->addLayout(middle, 1);
    column->addWidget(new Line);
    column->addLayout(foot);

    connect(m_cancel, &QPushButton::clicked, this, &ActionDialog::reject);
    connect(m_primary, &QPushButton::clicked, this, [this] {
        if (!m_running && obstacle().isEmpty())
            act();
    });
    connect(m_confirm, &QLineEdit::textChanged, this, &ActionDialog::updateAction);
    connect(&m_workspace.place(), &Place::accessChanged, this, &ActionDialog::updateAction);
    connect(&m_workspace.place(), &Place::changed, this, &QDialog::reject);
}

void ActionDialog::setDestructive()
{
    m_primary->setKind(Button::Kind::DangerFill);
    m_primary->setDefault(false);
    m_cancel->setFocus();
}

void ActionDialog::setFacts(const QStringList &facts)
{
    while (QLayoutItem *item = m_facts->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const QString &fact : facts) {
        auto *line = new QWidget;
        auto *row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(10);
        row->addWidget(new IconLabel(u"help-about"_s), 0, Qt::AlignTop);
        auto *text = new TextLabel(fact);
        text->setObjectName(u"factText"_s);
        text->setWordWrap(true);
        row->addWidget(text, 1);
        m_facts->addWidget(line);
    }
    m_factsCard->setVisible(!facts.isEmpty());
}

void ActionDialog::askFor(const QString &name, const QString &warning)
{
    m_name = name;
    m_warning->setText(warning);
    m_ask->setText(tr("Type %1 to confirm").arg(name));
    m_confirm->setAccessibleName(m_ask->text());
    m_ask->setVisible(!name.isEmpty());
    m_confirm->setVisible(!name.isEmpty());
    m_confirmCard->setVisible(!warning.isEmpty());
    if (!name.isEmpty())
        m_confirm->setFocus();
    updateAction();
}

bool ActionDialog::isConfirmed() const
{
    return m_name.isEmpty() || m_confirm->text() == m_name;
}

void ActionDialog::updateAction()
{
    QString reason = obstacle();
    if (m_running)
        reason = tr("Saving…");
    else if (reason.isEmpty() && !m_workspace.place().canWrite())
        reason = tr("Production is read-only");
    else if (reason.isEmpty() && !isConfirmed())
        reason = tr("Type the name to enable");
    m_primary->setDisabledReason(reason);
    m_cancel->setDisabledReason(m_running ? tr("Saving…") : QString());
}

void ActionDialog::showProblem(const QString &sentence)
{
    m_problem->setColor(&ThemeColors::dangerFg);
    m_problem->setText(sentence);
}

void ActionDialog::run(const EntryId &id, const Writes::Write &write, const QString &sentence)
{
    m_running = true;
    m_problem->setColor(&ThemeColors::text2);
    m_problem->setText(tr("Writing…"));
    const auto finished = [this, id, sentence](const Result<> &result) {
        m_running = false;
        if (result) {
            emit done(sentence);
            accept();
            return;
        }
        const ErrorMessage message = ErrorText::message(result.error(), leafOf(id.name));
        showProblem(ErrorText::twoLines(message));
        m_problem->setToolTip(message.details);
        updateAction();
    };
    if (!m_workspace.writes().run(id, write, this, finished)) {
        m_running = false;
        showProblem(tr("Something else is being written to this entry. Try again when it is done."));
    }
    updateAction();
}

void ActionDialog::fitHeight()
{
    layout()->invalidate();
    layout()->activate();
    resize(width(), layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width()) : sizeHint().height());
}

QString ActionDialog::placeOf(const Entry &entry)
{
    return u"%1  ·  %2"_s.arg(Wording::store(entry.id.store), Wording::subtitle(entry).replace(u" · "_s, u"  ·  "_s));
}

void ActionDialog::reject()
{
    if (!m_running) // a write under way is watched to its end
        QDialog::reject();
}

} // namespace keyturn

#include "moc_action_dialog.cpp"
