#include "ui/findings/doctor_text.h"

#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace doctor_text_test {

using What = Finding::What;
using Level = Finding::Level;

class DoctorTextTest : public QObject {
    Q_OBJECT

    static Finding finding(int what, Level level)
    {
        Finding made{What(what), level, {u"secretsmanager"_s, u"one"_s, u"two"_s}};
        for (const What ofError : {What::Setup, What::IdentityRefused, What::NotListed}) {
            if (made.what == ofError)
                made.error = Error{ErrorKind::AccessDenied, u"AccessDeniedException"_s, u"No."_s};
        }
        if (made.what == What::Needed)
            made.facts = {u"browse"_s, u"secretsmanager:ListSecrets"_s};
        return made;
    }
    static Diagnosis diagnosis(const Finding &finding)
    {
        return DoctorText::diagnosis(finding, [](const Error &) { return QStringList{u"Access denied."_s}; });
    }

private slots:
    void everyFindingHasAHeadingAndASentence()
    {
        for (int what = int(What::Profile); what <= int(What::Unfinished); ++what) {
            const Finding one = finding(what, Level::Note);
            const QString title = DoctorText::title(one);
            const Diagnosis said = diagnosis(one);
            const auto shown = [&] { return qPrintable(u"%1: %2 / %3"_s.arg(what).arg(title, said.text)); };
            QVERIFY2(!title.isEmpty() && title.at(0).isUpper() && !title.endsWith(u'.'), shown());
            QVERIFY2(!said.text.isEmpty(), shown());
            // What is a name or a list of names is no sentence.
            if (one.what != What::Identity && one.what != What::Needed)
                QVERIFY2(said.text.endsWith(u'.'), shown());
            QVERIFY2(said.text != title + u'.', shown());
        }
    }

    void whatIsWrongOrOddSaysWhatToDo()
    {
        const QList<What> wrong = {
            What::UnobeyedSettings, What::NoPlace,     What::Setup,          What::IdentityRefused,
            What::ClockAhead,       What::ClockBehind, What::Endpoint,       What::Proxy,
            What::ProxyPassword,    What::NotListed,   What::KeychainLocked, What::KeychainAbsent,
            What::KeychainHung,     What::FileOpen,    What::FolderOpen,     What::Unfinished};
        for (const What what : wrong)
            QVERIFY2(!diagnosis(finding(int(what), Level::Bad)).fix.isEmpty(), qPrintable(QString::number(int(what))));
        QCOMPARE(diagnosis(finding(int(What::NotListed), Level::Bad)).fix,
                 u"Ask an IAM admin to allow secretsmanager:ListSecrets."_s);
        QCOMPARE(diagnosis(finding(int(What::FileOpen), Level::Bad)).fix, u"chmod 600 secretsmanager"_s);
    }

    void theProgramsOwnWordsForAnErrorComeFirst()
    {
        const auto lines = [](const Error &) { return QStringList{u"Session expired."_s, u"Sign in again."_s}; };
        const Diagnosis said = DoctorText::diagnosis(finding(int(What::IdentityRefused), Level::Bad), lines);
        QCOMPARE(said.text, u"Session expired."_s);
        QCOMPARE(said.fix, u"Sign in again."_s);
    }

    void theSandboxIsNoCustomEndpointToRemove()
    {
        const Finding sandbox{What::Endpoint, Level::Good, {u"ssm"_s, u"http://127.0.0.1:1"_s}};
        QCOMPARE(DoctorText::title(sandbox), u"Sandbox endpoint"_s);
        QVERIFY(diagnosis(sandbox).fix.isEmpty());
    }
};

} // namespace doctor_text_test

KEYTURN_TEST(doctor_text, doctor_text_test::DoctorTextTest)
#include "doctor_text_test.moc"
