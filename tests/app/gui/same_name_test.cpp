#include "tests/app/gui/window_bench.h"
#include "tests/support/test_main.h"

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace same_name_test {

//! A secret and a parameter of one name: what is read again is what was opened.
class SameNameTest : public QObject {
    Q_OBJECT

private slots:
    void aParameterIsReadAgainAlthoughASecretHasItsName()
    {
        WindowBench bench;
        const QString name = u"/my-app/prod"_s;
        const std::shared_ptr<Connection> others = bench.connection();
        QVERIFY(*run(others->secretsManager().createSecret({.name = name,
                                                            .description = {},
                                                            .kmsKeyId = {},
                                                            .value = SecretString(u"secret"_s),
                                                            .tags = {},
                                                            .replicaRegions = {}},
                                                           newVersionId())));
        ParameterStoreClient::Put put;
        put.name = name;
        put.value = SecretString(u"one"_s);
        put.type = u"String"_s;
        QVERIFY(*run(others->parameterStore().putParameter(put)));
        bench.workspace->listing().reload();
        const auto found = [&bench, &name](Store store) -> const Entry * {
            for (const Entry &entry : bench.workspace->listing().entries()) {
                if (entry.id.name == name && entry.id.store == store)
                    return &entry;
            }
            return nullptr;
        };
        QTRY_VERIFY_WITH_TIMEOUT(found(Store::SecretsManager) && found(Store::ParameterStore), 20'000);
        put.value = SecretString(u"two"_s);
        put.description = u"written by somebody else"_s;
        put.overwrite = true;
        QVERIFY(*run(others->parameterStore().putParameter(put)));
        bench.workspace->listing().reread(EntryId(found(Store::ParameterStore)->id));
        QTRY_COMPARE_WITH_TIMEOUT(found(Store::ParameterStore)->description, put.description, 20'000);
        QVERIFY(found(Store::SecretsManager));
    }
};

} // namespace same_name_test

KEYTURN_GUI_TEST(same_name, same_name_test::SameNameTest)
#include "same_name_test.moc"
