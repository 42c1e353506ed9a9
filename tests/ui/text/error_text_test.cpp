#include "tests/support/test_main.h"
#include "ui/text/error_text.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace error_text_test {

class ErrorTextTest : public QObject {
    Q_OBJECT

private slots:
    void everyKindHasOneSentence()
    {
        for (int kind = 0; kind <= int(ErrorKind::Cancelled); ++kind) {
            Error error;
            error.kind = ErrorKind(kind);
            error.detail = u"some words of the service"_s;
            const ErrorMessage message = ErrorText::message(error);
            QVERIFY2(message.sentence.endsWith(u'.'), qPrintable(message.sentence));
            QVERIFY(!message.sentence.contains(u'%'));
            QCOMPARE(message.nextStepLabel.isEmpty(), message.nextStep == NextStep::None);
        }
    }

    void aReadThatFailedDoesNotSayThatNothingWasChanged()
    {
        for (const char *call :
             {"secretsmanager:GetSecretValue", "secretsmanager:ListSecrets", "ssm:DescribeParameters",
              "secretsmanager:BatchGetSecretValue", "secretsmanager:PutSecretValue"}) {
            for (int kind = 0; kind <= int(ErrorKind::Cancelled); ++kind) {
                Error error;
                error.kind = ErrorKind(kind);
                error.operation = QLatin1String(call);
                error.host = u"secretsmanager.us-east-1.amazonaws.com"_s;
                const QString sentence = ErrorText::message(error).sentence;
                const bool isSaid = sentence.contains(u"nothing was changed"_s, Qt::CaseInsensitive);
                if (error.kind == ErrorKind::Throttled || error.kind == ErrorKind::Unavailable)
                    QCOMPARE(isSaid, error.operation.contains(u"Put"_s));
                QVERIFY2(!isSaid || error.operation.contains(u"Put"_s) || error.kind == ErrorKind::Conflict
                             || error.kind == ErrorKind::Limit || error.kind == ErrorKind::Cancelled,
                         qPrintable(error.operation + u": "_s + sentence));
            }
        }
        Error sealed;
        sealed.kind = ErrorKind::AccessDenied;
        sealed.code = u"AccessDeniedException"_s;
        sealed.operation = u"secretsmanager:GetSecretValue"_s;
        sealed.detail = u"Access to KMS is not allowed"_s;
        QVERIFY(!ErrorText::message(sealed, u"lwa-oauth"_s).sentence.contains(u"changed"_s));
    }

    //! Nobody edits an entry there.
    void whatBecomesOfAReminderChainIsNotSaidOfAnEntry()
    {
        for (const ErrorKind kind : {ErrorKind::Conflict, ErrorKind::NotFound}) {
            const Error error{kind, u"Some"_s, u"words"_s, {}, {}, u"events:PutRule"_s};
            const QString sentence = ErrorText::message(error, u"keyturn-reminders"_s).sentence;
            QVERIFY2(sentence.contains(u"in AWS"_s) || sentence.contains(u"AWS has"_s), qPrintable(sentence));
            QVERIFY2(!sentence.contains(u"entry"_s), qPrintable(sentence));
        }
        const Error failed{ErrorKind::Conflict, Refusal::StackFailed, u"ROLLBACK_COMPLETE: no"_s};
        QCOMPARE(ErrorText::message(failed).sentence,
                 u"AWS couldn't change the stack as wanted: ROLLBACK_COMPLETE: no."_s);
    }

    void theRequestIdIsALineOfItsOwn()
    {
        Error error;
        error.kind = ErrorKind::AccessDenied;
        error.requestId = u"9d1c7c1e-request"_s;
        const ErrorMessage message = ErrorText::message(error, u"lwa-oauth"_s);
        QVERIFY(!message.sentence.contains(error.requestId));
        QCOMPARE(ErrorText::requestLine(message), u"Request ID 9d1c7c1e-request"_s);
        QCOMPARE(ErrorText::twoLines(message), message.sentence + u"\nRequest ID 9d1c7c1e-request"_s);
        error.requestId.clear();
        QVERIFY(ErrorText::requestLine(ErrorText::message(error)).isEmpty());
        QVERIFY(!ErrorText::twoLines(ErrorText::message(error)).contains(u'\n'));
    }

    void badInputLeadsToItsNextStep_data()
    {
        QTest::addColumn<ErrorKind>("kind");
        QTest::addColumn<QString>("code");
        QTest::addColumn<Refusal>("refusal");
        QTest::addColumn<QString>("detail");
        QTest::addColumn<QString>("host");
        QTest::addColumn<NextStep>("step");
        QTest::addColumn<QString>("part");
        const QString aws = u"secretsmanager.us-east-1.amazonaws.com"_s;
        QTest::newRow("wrong key id") << ErrorKind::Auth << u"UnrecognizedClientException"_s << Refusal::None
                                      << QString() << aws << NextStep::CheckProfile << u"access key"_s;
        QTest::newRow("wrong secret key") << ErrorKind::Auth << u"InvalidSignatureException"_s << Refusal::None
                                          << QString() << aws << NextStep::CheckProfile << u"Signature rejected"_s;
        QTest::newRow("expired session") << ErrorKind::Expired << u"ExpiredTokenException"_s << Refusal::None
                                         << QString() << aws << NextStep::SignIn << u"Session expired"_s;
        QTest::newRow("no such host") << ErrorKind::Network << QString() << Refusal::HostNotFound << QString()
                                      << u"secretsmanager.us-nowhere-1.amazonaws.com"_s << NextStep::CheckProfile
                                      << u"us-nowhere-1"_s;
        QTest::newRow("refused endpoint") << ErrorKind::Network << QString() << Refusal::ConnectionRefused << QString()
                                          << u"127.0.0.1:4599"_s << NextStep::TryAgain << u"127.0.0.1:4599"_s;
        QTest::newRow("proxy with html") << ErrorKind::Protocol << QString() << Refusal::None
                                         << u"the answer is HTML, not JSON"_s << aws << NextStep::CheckProxy
                                         << u"sign-in page"_s;
        QTest::newRow("not json") << ErrorKind::Protocol << QString() << Refusal::None
                                  << u"not JSON: line 1, column 1"_s << QString() << NextStep::OpenRaw << u"raw"_s;
        QTest::newRow("no such name") << ErrorKind::NotFound << u"ResourceNotFoundException"_s << Refusal::None
                                      << QString() << aws << NextStep::CheckProfile << u"lwa-oauth"_s;
        QTest::newRow("conflict") << ErrorKind::Conflict << QString() << Refusal::None << QString() << QString()
                                  << NextStep::Reload << u"while you were editing"_s;
        QTest::newRow("invalid_grant") << ErrorKind::Auth << u"invalid_grant"_s << Refusal::None << QString()
                                       << u"api.amazon.com"_s << NextStep::Authorise << u"invalid_grant"_s;
        QTest::newRow("invalid_client") << ErrorKind::Auth << u"INVALID_CLIENT"_s << Refusal::None << QString()
                                        << u"api.amazon.com"_s << NextStep::EnterClientSecret << u"client secret"_s;
        QTest::newRow("locked keychain") << ErrorKind::Keychain << QString() << Refusal::Locked << QString()
                                         << QString() << NextStep::UnlockKeychain << u"locked"_s;
        QTest::newRow("timeout") << ErrorKind::Timeout << QString() << Refusal::None << QString() << aws
                                 << NextStep::TryAgain << u"No answer"_s;
        QTest::newRow("replica") << ErrorKind::Invalid << QString() << Refusal::Replica << u"edited in eu-west-1"_s
                                 << QString() << NextStep::CheckProfile << u"primary region"_s;
        QTest::newRow("owned") << ErrorKind::Invalid << QString() << Refusal::Owned << u"managed by appflow"_s
                               << QString() << NextStep::ShowDetails << u"in that service"_s;
        QTest::newRow("deleted") << ErrorKind::Invalid << QString() << Refusal::Deleted << QString() << QString()
                                 << NextStep::ShowDetails << u"Restore it first"_s;
        QTest::newRow("too large") << ErrorKind::Limit << QString() << Refusal::Size << QString() << QString()
                                   << NextStep::ShowDetails << u"65,536 bytes"_s;
        QTest::newRow("too many versions") << ErrorKind::Limit << u"ParameterMaxVersionLimitExceeded"_s << Refusal::None
                                           << QString() << QString() << NextStep::ShowDetails << u"Move that label"_s;
        QTest::newRow("another region") << ErrorKind::NotFound << QString() << Refusal::OtherRegion << u"eu-west-1"_s
                                        << QString() << NextStep::CheckProfile << u"in region eu-west-1"_s;
        QTest::newRow("another account") << ErrorKind::NotFound << QString() << Refusal::OtherAccount
                                         << u"123456789012"_s << QString() << NextStep::CheckProfile
                                         << u"another account than 123456789012"_s;
        QTest::newRow("another store") << ErrorKind::Invalid << QString() << Refusal::OtherStore << u"arn:aws:ssm:x"_s
                                       << QString() << NextStep::ShowDetails << u"other store"_s;
        QTest::newRow("a version in a name") << ErrorKind::Invalid << QString() << Refusal::VersionInName << u":prod"_s
                                             << QString() << NextStep::ShowDetails << u"Leave out “:prod”"_s;
        QTest::newRow("console with access keys")
            << ErrorKind::Unsupported << QString() << Refusal::AccessKeys << u"temporary credentials are needed"_s
            << QString() << NextStep::CheckProfile << u"signs in with SSO"_s;
        QTest::newRow("no console") << ErrorKind::Unsupported << QString() << Refusal::NotARegion << u"us-iso-east-1"_s
                                    << QString() << NextStep::CheckProfile << u"no AWS console for us-iso-east-1"_s;
        QTest::newRow("port in use") << ErrorKind::Io << QString() << Refusal::PortInUse << QString() << QString()
                                     << NextStep::ShowDetails << u"port"_s;
    }

    void badInputLeadsToItsNextStep()
    {
        QFETCH(const ErrorKind, kind);
        QFETCH(const QString, code);
        QFETCH(const Refusal, refusal);
        QFETCH(const QString, detail);
        QFETCH(const QString, host);
        QFETCH(const NextStep, step);
        QFETCH(const QString, part);
        Error error{kind, code, detail, {}, host, {}};
        if (refusal != Refusal::None)
            error.refuse(refusal);
        const ErrorMessage message = ErrorText::message(error, u"lwa-oauth"_s);
        QCOMPARE(message.nextStep, step);
        QVERIFY2(message.sentence.contains(part), qPrintable(message.sentence));
        QVERIFY2(!message.sentence.contains(u"--"_s), qPrintable(message.sentence)); // options are keyturnctl's
    }

    void aRefusalNamesTheMissingPermission()
    {
        const Error error{
            ErrorKind::AccessDenied,           u"AccessDeniedException"_s,        u"not authorized"_s, u"req-42"_s,
            u"secretsmanager.amazonaws.com"_s, u"secretsmanager:PutSecretValue"_s};
        const ErrorMessage message = ErrorText::message(error, u"lwa-oauth"_s);
        QVERIFY(message.sentence.contains(u"secretsmanager:PutSecretValue"_s));
        QVERIFY(message.sentence.contains(u"lwa-oauth"_s));
        QCOMPARE(message.nextStep, NextStep::ShowPermission);
        QCOMPARE(message.requestId, u"req-42"_s);
        for (const QString &fact : {error.code, error.detail, error.requestId, error.host, error.operation})
            QVERIFY(message.details.contains(fact));
    }

    void aRefusalOfKmsNamesTheKeysPermission()
    {
        const Error read{ErrorKind::AccessDenied,
                         u"AccessDeniedException"_s,
                         u"The ciphertext refers to a customer master key that does not exist"_s,
                         {},
                         u"ssm.amazonaws.com"_s,
                         u"ssm:GetParameters"_s};
        const QString sentence = ErrorText::message(read, u"lwa"_s).sentence;
        QVERIFY2(sentence.contains(u"kms:Decrypt is missing"_s), qPrintable(sentence));
        QVERIFY2(!sentence.contains(u"ssm:GetParameters"_s), qPrintable(sentence));
        const Error write{ErrorKind::AccessDenied,           u"AccessDeniedException"_s,
                          u"Access to KMS is not allowed"_s, {},
                          u"secretsmanager.amazonaws.com"_s, u"secretsmanager:CreateSecret"_s};
        QVERIFY(ErrorText::message(write, u"lwa"_s).sentence.contains(u"kms:GenerateDataKey and kms:Decrypt"_s));
    }

    void aRefusalThatNoPermissionEndsOffersNone()
    {
        const Error reserved{
            ErrorKind::AccessDenied, u"AccessDeniedException"_s, u"No access to reserved parameter name: /aws/x."_s, {},
            u"ssm.amazonaws.com"_s,  u"ssm:PutParameter"_s};
        const ErrorMessage message = ErrorText::message(reserved, u"/aws/x"_s);
        QVERIFY(message.sentence.contains(u"belong to AWS"_s));
        QVERIFY(!message.sentence.contains(u"ssm:PutParameter"_s));
        QVERIFY(message.nextStep != NextStep::ShowPermission);
    }

    void aLostAnswerIsNeverCalledUnreachable_data()
    {
        QTest::addColumn<ErrorKind>("kind");
        QTest::newRow("network") << ErrorKind::Network;
        QTest::newRow("timeout") << ErrorKind::Timeout;
        QTest::newRow("unavailable") << ErrorKind::Unavailable;
        QTest::newRow("protocol") << ErrorKind::Protocol;
    }
    void aLostAnswerIsNeverCalledUnreachable()
    {
        QFETCH(const ErrorKind, kind);
        Error error{kind, u"x"_s, u"words"_s, {}, u"ssm.amazonaws.com:443"_s, u"ssm:DeleteParameter"_s};
        error.answerLost = true;
        const ErrorMessage message = ErrorText::message(error, u"/a"_s);
        QVERIFY(message.sentence.startsWith(u"Answer lost, outcome unknown"_s));
        QVERIFY(message.sentence.contains(u"ssm:DeleteParameter"_s) && message.sentence.contains(u"/a"_s));
        QVERIFY(!message.sentence.contains(u"Nothing was changed"_s));
        QVERIFY(message.nextStep != NextStep::TryAgain);
    }

    void anAnswerThatIsNoneIsNotCalledUnreachable_data()
    {
        QTest::addColumn<Refusal>("refusal");
        QTest::addColumn<QString>("detail");
        QTest::addColumn<NextStep>("step");
        QTest::addColumn<QString>("sentence"); // keyturnctl's too
        QTest::newRow("cut") << Refusal::Truncated << u"the answer ended early"_s << NextStep::TryAgain
                             << u"The answer of ssm.amazonaws.com was cut off or has no valid end: the answer ended "
                                "early."_s;
        QTest::newRow("407") << Refusal::ProxyAuthenticationRequired << u"the proxy asks for a password"_s
                             << NextStep::CheckProxy
                             << u"The proxy in front of ssm.amazonaws.com wants a sign-in: the proxy asks for a "
                                "password."_s;
        QTest::newRow("no proxy") << Refusal::ProxyUnreachable << u"connection refused"_s << NextStep::CheckProxy
                                  << u"Cannot reach the proxy in front of ssm.amazonaws.com: connection refused."_s;
    }
    void anAnswerThatIsNoneIsNotCalledUnreachable()
    {
        QFETCH(const Refusal, refusal);
        QFETCH(const QString, detail);
        QFETCH(const NextStep, step);
        QFETCH(const QString, sentence);
        const Error error{ErrorKind::Network, refusal, detail, {}, u"ssm.amazonaws.com"_s, u"ssm:GetParameter"_s};
        const ErrorMessage message = ErrorText::message(error, u"/a"_s);
        QCOMPARE(message.sentence, sentence);
        QCOMPARE(message.nextStep, step);
    }

    void aWrongClockIsSaidInMinutes()
    {
        using namespace std::chrono_literals;
        QVERIFY(ErrorText::clockSkew(-7min).sentence.contains(u"7 minutes behind"_s));
        QVERIFY(ErrorText::clockSkew(5min).sentence.contains(u"5 minutes ahead"_s));
    }

    void everyObstacleOfARefreshHasWords()
    {
        for (const Refusal why : {Refusal::NoRefreshToken, Refusal::NoClientSecret, Refusal::Replica, Refusal::Owned,
                                  Refusal::RotationPending, Refusal::Deleted, Refusal::Raw, Refusal::Binary})
            QVERIFY(ErrorText::obstacle(why) != refusalWord(why));
    }
};

} // namespace error_text_test

KEYTURN_TEST(error_text, error_text_test::ErrorTextTest)
#include "error_text_test.moc"
