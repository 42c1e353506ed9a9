#include "ui/window/palette_model.h"

#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace palette_model_test {

class PaletteModelTest : public QObject {
    Q_OBJECT

    static Entry named(const QString &name)
    {
        Entry entry;
        entry.id.name = name;
        return entry;
    }
    static QStringList shown(const PaletteModel &model)
    {
        QStringList rows;
        for (int row = 0; row < model.rowCount(); ++row) {
            if (!model.index(row).data(PaletteModel::HeadingRole).toBool())
                rows << model.index(row).data().toString();
        }
        return rows;
    }

private slots:
    void theSameNameComesBeforeItsPrefixItsLeafAndTheRest()
    {
        PaletteModel model;
        model.setSources({}, {named(u"x/lwa-token-old"_s), named(u"hospitality/lwa-token"_s), named(u"my-lwa-token"_s),
                              named(u"lwa-token-2"_s), named(u"lwa-token"_s)});
        model.setText(u"lwa-token"_s);
        QCOMPARE(shown(model), (QStringList{u"lwa-token"_s, u"lwa-token-2"_s, u"hospitality/lwa-token"_s,
                                            u"x/lwa-token-old"_s, u"my-lwa-token"_s}));
        QCOMPARE(model.index(model.best()).data().toString(), u"lwa-token"_s);
    }

    void aCommandThatCannotRunIsNeverTheBest()
    {
        PaletteModel model;
        model.setSources({{u"undo"_s, u"Undo"_s, {}, u"Nothing to undo"_s, {}, false},
                          {u"undoSave"_s, u"Undo the last save"_s, {}, {}, {}, true}},
                         {named(u"team/undocumented"_s)});
        model.setText(u"undo"_s);
        QCOMPARE(model.index(model.best()).data().toString(), u"Undo the last save"_s);
        model.setText(u"/undo"_s);
        QCOMPARE(model.index(model.best()).data().toString(), u"team/undocumented"_s);
        model.setText(u"nothing fits"_s);
        QCOMPARE(model.best(), -1);
    }

    void theBestOfManyIsFoundWhereverItStands()
    {
        QList<Entry> many;
        for (int i = 0; i < 500; ++i)
            many << named(u"team-%1/token"_s.arg(i));
        many << named(u"token"_s);
        PaletteModel model;
        model.setSources({}, many);
        model.setText(u"token"_s);
        QCOMPARE(model.index(model.best()).data().toString(), u"token"_s);
        QCOMPARE(shown(model).size(), PaletteModel::maximumEntries);
    }
};

} // namespace palette_model_test

KEYTURN_TEST(palette_model, palette_model_test::PaletteModelTest)
#include "palette_model_test.moc"
