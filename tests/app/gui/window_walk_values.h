#pragma once
#include "tests/app/gui/window_walk.h"
#include "ui/editor/secret_tree_model.h"
#include "ui/editor/secret_value_model.h"
#include "ui/editor/value_operations.h"
#include "ui/editor/values_table.h"
#include "ui/editor/values_tree.h"

#include <QCheckBox>
#include <QClipboard>

//! The values of an entry and the dialogs in which one is typed.
namespace keyturn::window_walk {

using namespace Qt::StringLiterals;

inline void walkValues(WindowWalk &w, const char *place)
{
    const QString secret = WindowWalk::canary(place);
    const auto at = [place](const char *view) { return u"%1 %2"_s.arg(QLatin1String(place), QLatin1String(view)); };
    SecretValueModel &model = w.values().model();
    w.values().setMode(ValuesTab::Table);
    w.masked(at("table"));
    model.reveal(model.rowOf(u"lwa-client-secret"_s));
    w.told(at("table"), secret);
    model.hide();
    w.masked(at("table, masked again"));
    w.values().setMode(ValuesTab::Tree);
    auto *tree = w.find<ValuesTree>("valuesTree");
    tree->expandAll();
    w.masked(at("tree"));
    tree->expandAll();
    tree->values().reveal(tree->values().indexOf(QStringList{u"lwa-client-secret"_s}));
    w.told(at("tree"), secret);
    tree->values().hide();
    w.masked(at("tree, masked again"));
    w.values().setMode(ValuesTab::Raw);
    w.masked(at("text"));
    w.button(&w.values(), "rawShow")->click();
    w.told(at("text"), secret);
    w.button(&w.values(), "rawShow")->click();
    w.masked(at("text, masked again"));
    w.values().setMode(ValuesTab::Table);
}

inline void walkOtherKinds(WindowWalk &w)
{
    w.bench->openSecret(u"team/prod/text"_s);
    w.masked(u"text of its own"_s);
    w.button(&w.values(), "rawShow")->click();
    w.told(u"text of its own"_s, WindowWalk::canary("raw text"));
    w.bench->openSecret(u"team/prod/bytes"_s);
    for (const int spelling : {1, 0}) {
        w.find<QWidget>("binarySpelling")->findChildren<QAbstractButton *>().at(spelling)->click();
        w.masked(u"bytes"_s);
    }
    w.button(&w.values(), "binaryShow")->click();
    w.told(u"bytes"_s, u"63 6e 72 79 37 51"_s);
    w.button(&w.values(), "binaryShow")->click();
    w.masked(u"bytes, masked again"_s);
}

inline void walkEditors(WindowWalk &w)
{
    auto *table = w.find<ValuesTable>("valuesTable");
    table->edit(w.values().model().rowOf(u"lwa-client-secret"_s));
    QTest::keyClicks(w.find<QLineEdit>("valueEditor"), WindowWalk::canary("typed"));
    w.masked(u"editor of a value"_s);
    QTest::keyClick(w.find<QLineEdit>("valueEditor"), Qt::Key_Escape);
    QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);

    table->edit(w.values().model().rowOf(u"lines"_s));
    auto *lines = w.dialog("textValueDialog");
    w.masked(u"several lines"_s);
    w.button(lines, "showPresent")->click();
    w.told(u"several lines"_s, u"cnry7Q-second-line"_s);
    w.close(lines);

    w.trigger(Actions::Id::AddKey);
    auto *added = w.dialog("textValueDialog");
    w.masked(u"new key"_s);
    QTest::keyClicks(added->findChild<QWidget *>(u"newValue"_s), WindowWalk::canary("typed"));
    w.told(u"new key, shown while it is typed"_s, WindowWalk::canary("typed"), added);
    w.close(added);

    table->setCurrentIndex(table->model()->index(w.values().model().rowOf(u"lwa-client-secret"_s), 1));
    w.trigger(Actions::Id::GeneratePassword);
    auto *generate = w.dialog("generatePasswordDialog");
    w.masked(u"generated password"_s);
    w.button(generate, "passwordCopy")->click();
    const QString password = QGuiApplication::clipboard()->text();
    QCOMPARE(password.size(), 32);
    QVERIFY(!AccessibilityDump::of(w.bench->window.get()).contains(password));
    w.button(generate, "passwordEye")->click();
    w.told(u"generated password"_s, password);
    w.close(generate);

    QGuiApplication::clipboard()->setText(
        u"lwa-client-secret=%1\nlines=x\nnew-token=%1\nbroken %1"_s.arg(WindowWalk::canary("pasted")));
    w.trigger(Actions::Id::PasteKeys);
    w.masked(u"paste and merge"_s);
    w.close(w.dialog("pasteMergeDialog"));
    QGuiApplication::clipboard()->clear();

    w.trigger(Actions::Id::ExportEntry);
    auto *exported = w.dialog("exportDialog");
    for (QAbstractButton *format :
         exported->findChild<QWidget *>(u"exportFormat"_s)->findChildren<QAbstractButton *>()) {
        format->click();
        exported->findChild<QCheckBox *>(u"exportValues"_s)->setChecked(false);
        w.masked(u"export"_s);
        exported->findChild<QCheckBox *>(u"exportValues"_s)->setChecked(true);
        w.masked(u"export of the values"_s);
    }
    w.close(exported);
}

} // namespace keyturn::window_walk
