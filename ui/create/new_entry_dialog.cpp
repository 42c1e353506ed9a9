#include "ui/create/new_entry_dialog.h"

#include "core/workspace/workspace.h"
#include "ui/create/new_entry_form.h"
#include "ui/create/new_entry_review.h"
#include "ui/dialogs/place_line.h"
#include "ui/text/error_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/text_label.h"

#include <QDataStream>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

NewEntryDialog::NewEntryDialog(Workspace &workspace, ClipboardGuard &clipboard, QWidget *parent) :
    FramedDialog({}, {}, parent), m_workspace(workspace), m_pages(new QStackedWidget),
    m_form(new NewEntryForm(workspace, clipboard)), m_review(new NewEntryReview(workspace)),
    m_problem(new TextLabel({}, Theme::Font::Small, &ThemeColors::dangerFg)), m_back(new Button),
    m_next(new Button({}, Button::Kind::Primary)), m_token(newVersionId())
{
    setObjectName(u"newEntryDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(960, 592); // fits the smallest window
    m_pages->addWidget(m_form);
    m_pages->addWidget(m_review);
    body()->addWidget(m_pages);
    makeFoot();
    connectParts();
    showPlace();
    showPage(0);
    m_untouched = packed();
}

void NewEntryDialog::connectParts()
{
    connect(m_form, &NewEntryForm::changed, this, &NewEntryDialog::refresh);
    connect(m_form, &NewEntryForm::problem, m_problem, &QLabel::setText);
    connect(m_review, &NewEntryReview::changed, this, &NewEntryDialog::refresh);
    connect(m_back, &QPushButton::clicked, this, [this] {
        if (isReview())
            showPage(0);
        else
            reject();
    });
    connect(m_next, &QPushButton::clicked, this, [this] {
        if (isReview()) {
            create();
            return;
        }
        m_review->setEntry(m_form->wanted(), m_form->wantsKeys());
        showPage(1);
    });
    connect(&m_workspace.writes(), &Writes::entryCreated, this, [this](const QString &name) {
        if (!m_creating)
            return;
        m_creating = false;
        emit created(name);
        accept();
    });
    connect(&m_workspace.writes(), &Writes::creationFailed, this, [this](const Error &error) {
        if (m_creating)
            fail(error);
    });
    // After the lock it is connected to only when this is open already.
    const Place &place = m_workspace.place();
    connect(&place, &Place::opened, this, &NewEntryDialog::showPlace);
    connect(&place, &Place::identityChanged, this, &NewEntryDialog::showPlace);
    connect(&place, &Place::openFailed, this, [this](const Error &error) {
        m_problem->setText(ErrorText::message(error).sentence);
        refresh();
    });
}

void NewEntryDialog::makeFoot()
{
    m_back->setObjectName(u"newBack"_s);
    m_next->setObjectName(u"newNext"_s);
    m_next->setDefault(true);
    m_problem->setObjectName(u"newProblem"_s);
    m_problem->setWordWrap(true);
    foot()->addWidget(m_problem, 1);
    foot()->addWidget(m_back);
    foot()->addWidget(m_next);
}

bool NewEntryDialog::isReview() const
{
    return m_pages->currentWidget() == m_review;
}

void NewEntryDialog::showPage(int page)
{
    m_pages->setCurrentIndex(page);
    m_problem->clear();
    setTitle(isReview() ? tr("Review the new entry") : tr("New secret or parameter"));
    m_back->setText(isReview() ? tr("Back") : tr("Cancel"));
    m_next->setText(isReview() ? tr("Create") : tr("Review…"));
    refresh();
}

void NewEntryDialog::refresh()
{
    QString reason = isReview() ? m_review->obstacle() : m_form->obstacle();
    if (m_creating)
        reason = tr("Creating…");
    else if (isReview() && m_workspace.place().isOpening())
        reason = tr("Connecting…");
    m_next->setDisabledReason(reason);
    m_back->setDisabledReason(m_creating ? reason : QString());
}

void NewEntryDialog::create()
{
    m_problem->clear();
    Place &place = m_workspace.place();
    if (!place.isOpen()) { // that failed after the lock
        place.open(place.profile(), place.region());
        refresh();
        return;
    }
    m_creating = m_workspace.writes().create(m_form->wanted(), m_token);
    if (!m_creating)
        m_problem->setText(tr("Production is read-only."));
    refresh();
}

void NewEntryDialog::showPlace()
{
    setSubtitle(placeLine(m_workspace.place()));
    m_form->readKeys();
    refresh();
}

void NewEntryDialog::fail(const Error &error)
{
    m_creating = false;
    const QString name = m_form->wanted().name;
    m_problem->setText(error.kind == ErrorKind::Conflict
                           ? tr("%1 already exists or is scheduled for deletion. Nothing was changed.").arg(name)
                           : ErrorText::message(error, name).sentence);
    refresh();
}

SecretString NewEntryDialog::packed() const
{
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream << m_token << m_creating;
    m_form->write(stream);
    return SecretString::take(std::move(bytes));
}

void NewEntryDialog::takeOver(const SecretString &form)
{
    QDataStream stream(QByteArray::fromRawData(form.bytes().data(), form.size()));
    stream >> m_token >> m_creating; // the same token: AWS takes both for one
    m_form->read(stream);
    refresh();
}

void NewEntryDialog::done(int result)
{
    if (result == Rejected && m_workspace.lock().isLocked() && !(packed() == m_untouched))
        m_workspace.lock().keepForm(packed());
    FramedDialog::done(result);
}

void NewEntryDialog::reject()
{
    if (!m_creating) // a write under way is watched to its end
        QDialog::reject();
}

} // namespace keyturn

#include "moc_new_entry_dialog.cpp"
