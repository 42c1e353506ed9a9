#include "ui/list/value_search_dialog.h"

#include "ui/text/error_text.h"
#include "ui/text/wording.h"
#include "ui/widgets/button.h"
#include "ui/widgets/text_label.h"

#include <QLineEdit>
#include <QProgressBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

ValueSearchDialog::ValueSearchDialog(ValueSearch &search, ValueSearch::What what, qsizetype entries, QWidget *parent) :
    FramedDialog({}, {}, parent), m_search(search), m_what(what), m_value(new QLineEdit), m_progress(new QProgressBar),
    m_state(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)), m_cancel(new Button(tr("Cancel"))),
    m_start(new Button(tr("Search"), Button::Kind::Primary))
{
    const bool asks = what == ValueSearch::What::Value;
    setObjectName(u"valueSearchDialog"_s);
    setTitle(asks ? tr("Search for a value") : tr("Search for duplicates"));
    resize(520, 0);
    auto *why = new TextLabel(
        asks ? tr("Keyturn reads every entry you have access to and compares fingerprints. The value is not stored.")
             : tr("Keyturn reads every entry you have access to and shows those that share a credential. Values are "
                  "not stored."),
        Theme::Font::Body, &ThemeColors::text2);
    why->setWordWrap(true);
    auto *cost =
        new TextLabel(tr("One request per entry, up to %1 (AWS may charge for them).").arg(Wording::entries(entries)),
                      Theme::Font::Small, &ThemeColors::text2);
    m_value->setObjectName(u"searchedValue"_s);
    m_value->setAccessibleName(tr("Value to search for"));
    m_value->setEchoMode(QLineEdit::Password);
    m_value->setVisible(asks);
    m_progress->setObjectName(u"valueSearchProgress"_s);
    m_progress->setTextVisible(false);
    m_progress->setVisible(false);
    m_state->setObjectName(u"valueSearchState"_s);
    m_state->setWordWrap(true);
    m_state->hide();
    m_cancel->setObjectName(u"cancelValueSearch"_s);
    m_start->setObjectName(u"startValueSearch"_s);
    m_start->setDefault(true);

    foot()->addStretch(1);
    foot()->addWidget(m_cancel);
    foot()->addWidget(m_start);
    for (QWidget *part : std::initializer_list<QWidget *>{why, m_value, cost, m_progress, m_state})
        body()->addWidget(part);

    connect(m_cancel, &QPushButton::clicked, this, &ValueSearchDialog::reject);
    connect(m_start, &QPushButton::clicked, this, [this] { m_done ? accept() : start(); });
    const auto validate = [this] {
        m_start->setDisabledReason(
            m_what == ValueSearch::What::Value && m_value->text().isEmpty() ? tr("Enter the value") : QString());
    };
    connect(m_value, &QLineEdit::textChanged, this, validate);
    connect(&m_search, &ValueSearch::progressed, this, &ValueSearchDialog::showProgress);
    connect(&m_search, &ValueSearch::finished, this, &ValueSearchDialog::finished);
    validate();
    fitHeight();
}

void ValueSearchDialog::setValue(const QString &value)
{
    m_value->setText(value);
}

void ValueSearchDialog::start()
{
    m_start->setDisabledReason(tr("Reading…"));
    m_value->setEnabled(false);
    m_progress->setVisible(true);
    m_state->setVisible(true);
    m_state->setText(tr("Reading…"));
    fitHeight();
    if (m_what == ValueSearch::What::Duplicates) {
        m_search.findDuplicates();
        return;
    }
    QString typed = m_value->text();
    const SecretString value(typed);
    wipe(typed);
    m_value->clear();
    m_start->setDisabledReason(tr("Reading…"));
    m_search.find(value);
}

void ValueSearchDialog::showProgress()
{
    if (!m_search.isRunning())
        return;
    m_progress->setRange(0, m_search.total());
    m_progress->setValue(m_search.done());
    m_state->setText(tr("%1 of %2 read").arg(m_search.done()).arg(m_search.total()));
}

void ValueSearchDialog::finished(int found)
{
    if (m_search.failures().isEmpty()) {
        accept();
        return;
    }
    // What could not be read is said, with the reason of the first: the result is not the whole truth.
    const ValueSearch::Failure &first = m_search.failures().constFirst();
    m_progress->setVisible(false);
    m_state->setColor(&ThemeColors::warnFg);
    m_state->setText(tr("Found in %1. %2 could not be read; %3: %4")
                         .arg(Wording::entries(found), Wording::entries(m_search.failures().size()), first.id.name,
                              ErrorText::message(first.error).sentence));
    m_done = true;
    m_start->setText(tr("Show"));
    m_start->setDisabledReason({});
    m_cancel->hide();
    fitHeight();
}

void ValueSearchDialog::reject()
{
    m_search.cancel();
    QDialog::reject();
}

} // namespace keyturn

#include "moc_value_search_dialog.cpp"
