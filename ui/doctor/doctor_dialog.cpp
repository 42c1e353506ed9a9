#include "ui/doctor/doctor_dialog.h"

#include "core/doctor/examination.h"
#include "core/workspace/workspace.h"
#include "ui/findings/doctor_text.h"
#include "ui/style/metrics.h"
#include "ui/text/error_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/scroll_page.h"
#include "ui/widgets/text_label.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QScrollArea>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace keyturn {

DoctorDialog::DoctorDialog(Workspace &workspace, QWidget *parent) :
    FramedDialog(tr("Doctor"), tr("What keeps Keyturn from working, and what to do. No secret is shown."), parent),
    m_workspace(workspace), m_state(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)),
    m_again(new Button(u"view-refresh"_s, tr("Look again"))), m_save(new Button(tr("Save a report…")))
{
    setObjectName(u"doctorDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(720, 600);
    auto *page = new QWidget;
    m_rows = new QVBoxLayout(page);
    m_rows->setContentsMargins(metrics::pageMargin, 12, metrics::pageMargin, metrics::pageMargin);
    m_rows->setSpacing(metrics::partGap);
    QScrollArea *scroll = scrollPage(page);
    scroll->setObjectName(u"doctorFindings"_s);
    scroll->setAccessibleName(tr("Findings"));
    scroll->setFocusPolicy(Qt::StrongFocus); // there is nothing in it to scroll by
    setFullBody();
    body()->addWidget(scroll, 1);
    m_state->setObjectName(u"doctorState"_s);
    m_again->setObjectName(u"doctorAgain"_s);
    m_save->setObjectName(u"doctorSave"_s);
    auto *close = new Button(tr("Close"), Button::Kind::Primary);
    close->setObjectName(u"doctorClose"_s);
    close->setDefault(true);
    foot()->addWidget(m_again);
    foot()->addWidget(m_save);
    foot()->addWidget(m_state, 1);
    foot()->addWidget(close);
    connect(m_again, &QPushButton::clicked, this, &DoctorDialog::look);
    connect(m_save, &QPushButton::clicked, this, &DoctorDialog::chooseFile);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    close->setFocus();
    look();
}

DoctorDialog::~DoctorDialog() = default;

void DoctorDialog::look()
{
    m_scope.cancelAll();
    m_said.clear();
    m_state->setText(tr("Looking…"));
    m_again->setDisabledReason(tr("Looking…"));
    m_save->setDisabledReason(tr("Looking…"));
    m_scope.launch(m_workspace.place().source().keychainState(), [this](KeychainState state) { lookWith(state); });
}

void DoctorDialog::lookWith(KeychainState keychain)
{
    const std::shared_ptr<Connection> connection = m_workspace.place().sharedConnection();
    const Error noPlace{ErrorKind::NotFound, Refusal::NoPlace, {}};
    const Examined examined{Environment(), keychain,
                            connection ? Result<Connection *>(connection.get()) : Result<Connection *>(noPlace),
                            m_workspace.refreshes().unfinishedEntries().size()};
    // the connection lives as long as what is done with the answer
    m_scope.launch(examine(examined), [this, connection](const QList<Finding> &findings) { show(findings); });
}

void DoctorDialog::show(const QList<Finding> &findings)
{
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    QList<Finding> worstFirst = findings;
    std::stable_sort(worstFirst.begin(), worstFirst.end(),
                     [](const Finding &a, const Finding &b) { return a.level > b.level; });
    const auto words = [](const Error &error) {
        const ErrorMessage message = ErrorText::message(error);
        return QStringList{message.sentence, message.nextStepLabel};
    };
    int bad = 0;
    for (const Finding &finding : worstFirst) {
        bad += finding.level == Finding::Level::Bad ? 1 : 0;
        m_said.append(DoctorText::diagnosis(finding, words));
        addRow(finding, m_said.constLast());
    }
    m_rows->addStretch(1);
    m_state->setText(bad == 0 ? tr("Nothing needs fixing.") : tr("%n thing(s) to do", nullptr, bad));
    m_again->setDisabledReason({});
    m_save->setDisabledReason({});
}

void DoctorDialog::addRow(const Finding &finding, const Diagnosis &said)
{
    const bool isBad = finding.level == Finding::Level::Bad;
    const bool isNote = finding.level == Finding::Level::Note;
    auto *row = new QWidget;
    row->setObjectName(u"doctorRow"_s);
    row->setAccessibleName(u"%1: %2"_s.arg(DoctorText::subject(finding), said.text));
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(metrics::partGap);
    auto *icon = new IconLabel(isBad    ? u"kt-fail"_s
                               : isNote ? u"kt-warning"_s
                                        : u"kt-ok"_s,
                               isBad    ? &ThemeColors::dangerFg
                               : isNote ? &ThemeColors::warnFg
                                        : &ThemeColors::okFg);
    line->addWidget(icon, 0, Qt::AlignTop);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    const auto add = [texts](const QString &text, Theme::Font font, ColorToken color) {
        auto *label = new TextLabel(text, font, color);
        label->wrapAnywhere();
        texts->addWidget(label);
    };
    add(DoctorText::subject(finding), Theme::Font::Caption, &ThemeColors::text3);
    add(said.text, Theme::Font::Body, &ThemeColors::text);
    if (!said.fix.isEmpty())
        add(said.fix, Theme::Font::Small, &ThemeColors::text2);
    line->addLayout(texts, 1);
    m_rows->addWidget(row);
}

void DoctorDialog::chooseFile()
{
    auto *files = new QFileDialog(this, tr("Save a report"), {}, tr("Text files (*.txt)"));
    files->setObjectName(u"doctorFile"_s);
    files->setAttribute(Qt::WA_DeleteOnClose);
    files->setOption(QFileDialog::DontUseNativeDialog);
    files->setAcceptMode(QFileDialog::AcceptSave);
    files->setDefaultSuffix(u"txt"_s);
    files->selectFile(u"keyturn-report.txt"_s);
    connect(files, &QFileDialog::fileSelected, this, &DoctorDialog::save);
    files->open();
}

void DoctorDialog::save(const QString &path)
{
    // The file dialog has asked; what is there stays until the new one is whole.
    const QString fresh = path + u".new"_s;
    Result<> written = writeSupportBundle(fresh, supportBundle(m_said));
    if (written && std::rename(QFile::encodeName(fresh).constData(), QFile::encodeName(path).constData()) != 0) {
        QFile::remove(fresh);
        written = Error{ErrorKind::Io, Refusal::FileWrite, tr("%1 couldn't be replaced.").arg(path)};
    }
    m_state->setText(written ? tr("The report is in %1.").arg(path) : written.error().detail);
}

} // namespace keyturn

#include "moc_doctor_dialog.cpp"
