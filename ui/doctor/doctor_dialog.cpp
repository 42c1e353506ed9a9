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

namespace {

struct Look {
    QString icon;
    ColorToken color;
};

Look lookOf(const Finding &finding)
{
    if (finding.what == Finding::What::Needed) // a fact, not a check that went well
        return {u"help-about"_s, &ThemeColors::text3};
    switch (finding.level) {
    case Finding::Level::Bad:
        return {u"kt-fail"_s, &ThemeColors::dangerFg};
    case Finding::Level::Note:
        return {u"kt-warning"_s, &ThemeColors::warnFg};
    case Finding::Level::Good:
        break;
    }
    return {u"kt-ok"_s, &ThemeColors::okFg};
}

//! What is wrong comes first, what can only be looked up last.
int urgency(const Finding &finding)
{
    return finding.what == Finding::What::Needed ? -1 : int(finding.level);
}

} // namespace

DoctorDialog::DoctorDialog(Workspace &workspace, QWidget *parent) :
    FramedDialog(tr("Doctor"), tr("Checks sign-in, permissions, network and this computer. Shows no secrets."), parent),
    m_workspace(workspace), m_state(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2)),
    m_again(new Button(u"view-refresh"_s, tr("Check again"))), m_save(new Button(tr("Save report…")))
{
    setObjectName(u"doctorDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(720, 600);
    auto *page = new QWidget;
    m_rows = new QVBoxLayout(page);
    m_rows->setContentsMargins(metrics::pageMargin, metrics::wideGap, metrics::pageMargin, metrics::pageMargin);
    m_rows->setSpacing(metrics::wideGap);
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
    m_state->setText(tr("Checking…"));
    m_again->setDisabledReason(tr("Checking…"));
    m_save->setDisabledReason(tr("Checking…"));
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
                     [](const Finding &a, const Finding &b) { return urgency(a) > urgency(b); });
    const auto words = [](const Error &error) { return QStringList{ErrorText::message(error).sentence}; };
    int bad = 0;
    bool isListOfNeeds = false;
    for (const Finding &finding : worstFirst) {
        if (!isListOfNeeds && finding.what == Finding::What::Needed)
            m_rows->addWidget(new TextLabel(tr("IAM permissions by feature"), Theme::Font::Heading));
        isListOfNeeds = finding.what == Finding::What::Needed;
        bad += finding.level == Finding::Level::Bad ? 1 : 0;
        m_said.append(DoctorText::diagnosis(finding, words));
        addRow(finding, m_said.constLast());
    }
    m_rows->addStretch(1);
    m_state->setText(bad == 0 ? tr("No problems found.") : tr("%n problem(s) to fix", nullptr, bad));
    m_again->setDisabledReason({});
    m_save->setDisabledReason({});
}

void DoctorDialog::addRow(const Finding &finding, const Diagnosis &said)
{
    const Look seen = lookOf(finding);
    const bool isNeed = finding.what == Finding::What::Needed;
    const QString title = DoctorText::title(finding);
    const QString text = isNeed ? finding.facts.value(1) : said.text; // its sentence begins with the title
    auto *row = new QWidget;
    row->setObjectName(u"doctorRow"_s);
    row->setAccessibleName(u"%1: %2"_s.arg(title, text));
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(metrics::partGap);
    line->addWidget(new IconLabel(seen.icon, seen.color), 0, Qt::AlignTop);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(metrics::smallGap);
    const auto add = [texts](const QString &words, Theme::Font font, ColorToken color, const QString &object) {
        auto *label = new TextLabel(words, font, color);
        label->setObjectName(object);
        label->wrapAnywhere();
        texts->addWidget(label);
    };
    add(title, Theme::Font::BodyStrong, &ThemeColors::text, u"doctorTitle"_s);
    add(text, Theme::Font::Small, &ThemeColors::text2, u"doctorText"_s);
    const bool isCommand = finding.what == Finding::What::FileOpen || finding.what == Finding::What::FolderOpen;
    if (!said.fix.isEmpty())
        add(said.fix, isCommand ? Theme::Font::Mono : Theme::Font::Small, &ThemeColors::text, u"doctorFix"_s);
    line->addLayout(texts, 1);
    m_rows->addWidget(row);
}

void DoctorDialog::chooseFile()
{
    auto *files = new QFileDialog(this, tr("Save report"), {}, tr("Text files (*.txt)"));
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
    m_state->setText(written ? tr("Report saved to %1.").arg(path) : written.error().detail);
}

} // namespace keyturn

#include "moc_doctor_dialog.cpp"
