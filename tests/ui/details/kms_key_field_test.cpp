#include "ui/details/kms_key_field.h"

#include "tests/support/test_main.h"
#include "ui/details/kms_key_reader.h"
#include "ui/style/theme.h"

#include <QLabel>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace kms_key_field_test {

class KmsKeyFieldTest : public QObject {
    Q_OBJECT

private slots:
    void anArnThatTheFieldCutsIsReadBelowIt()
    {
        Theme::instance().apply(Theme::Mode::Light);
        const QString arn = u"arn:aws:kms:us-east-1:123456789012:key/12ab34cd-56ef-78ab-90cd-12ef34ab56cd"_s;
        KmsKeyReader keys;
        KmsKeyField field(u"kmsKey"_s, &keys);
        field.resize(320, 80);
        field.show();
        const auto *whole = field.findChild<QLabel *>(u"kmsKeyWhole"_s);
        QVERIFY(whole && !whole->isVisible());
        field.setKeyId(arn);
        QVERIFY(whole->isVisible());
        QCOMPARE(whole->text(), arn);
        QVERIFY(whole->heightForWidth(whole->width()) <= whole->height() || field.sizeHint().height() > 80);
        field.setKeyId(u"alias/credentials"_s);
        QVERIFY(!whole->isVisible());
        field.setKeyId(arn);
        field.resize(1200, 80); // with room it is in the field alone
        QTRY_VERIFY(!whole->isVisible());
    }
};

} // namespace kms_key_field_test

KEYTURN_GUI_TEST(kms_key_field, kms_key_field_test::KmsKeyFieldTest)
#include "kms_key_field_test.moc"
