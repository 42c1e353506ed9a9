#include "ui/widgets/dialog_frame.h"

#include "tests/support/test_main.h"
#include "ui/style/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/scrim.h"
#include "ui/widgets/text_label.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace dialog_frame_test {

namespace {

class Example : public FramedDialog {
public:
    explicit Example(QWidget *parent) : FramedDialog(u"Title"_s, u"Below it"_s, parent)
    {
        body()->addWidget(new TextLabel(u"Words"_s));
        foot()->addStretch(1);
        foot()->addWidget(new Button(u"Close"_s));
    }
};

//! Its buttons are made before its field and its rows.
class Form : public FramedDialog {
public:
    explicit Form(QWidget *parent) : FramedDialog(u"Form"_s, {}, parent), rows(new QTreeView)
    {
        for (const QString &name : {u"Cancel"_s, u"Store"_s}) {
            auto *button = new Button(name);
            button->setObjectName(name);
            foot()->addWidget(button);
        }
        for (const QString &name : {u"first"_s, u"second"_s}) {
            auto *field = new QLineEdit;
            field->setObjectName(name);
            body()->addWidget(field);
        }
        rows->setObjectName(u"rows"_s);
        rows->setFrameShape(QFrame::NoFrame);
        body()->addWidget(rows, 1);
    }

    QTreeView *rows;
};

//! It is in the middle of something.
class Busy : public FramedDialog {
public:
    explicit Busy(QWidget *parent) : FramedDialog(u"Busy"_s, {}, parent)
    {
        auto *go = new Button(u"Go"_s, Button::Kind::Primary);
        go->setObjectName(u"go"_s);
        go->setDefault(true);
        foot()->addWidget(new Button(u"Cancel"_s));
        foot()->addWidget(go);
    }
    void reject() override { ++asked; }

    int asked = 0;
};

bool isDimmed(const QWidget &window)
{
    for (const Scrim *scrim : window.findChildren<Scrim *>()) {
        if (scrim->isVisible())
            return true;
    }
    return false;
}

} // namespace

class DialogFrameTest : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_window = std::make_unique<QWidget>();
        m_window->resize(600, 400);
        m_window->show();
    }
    void cleanup()
    {
        m_window.reset();
        Theme::instance().apply(Theme::Mode::Light);
    }

    void theWindowBehindIsDimmedWhileOneIsOpen()
    {
        Example first(m_window.get());
        QVERIFY(!isDimmed(*m_window));
        first.open();
        QVERIFY(isDimmed(*m_window));
        Example second(m_window.get());
        second.open();
        second.reject();
        QVERIFY(isDimmed(*m_window)); // the first one is still there
        first.reject();
        QVERIFY(!isDimmed(*m_window));
    }

    void severalAtOnceDimItOnce()
    {
        Example dialog(m_window.get());
        dialog.open();
        Example other(m_window.get());
        other.open();
        int visible = 0;
        for (const Scrim *scrim : m_window->findChildren<Scrim *>())
            visible += scrim->isVisible() ? 1 : 0;
        QCOMPARE(visible, 1);
    }

    void itIsRaisedFromTheWindowInBothThemes_data()
    {
        QTest::addColumn<Theme::Mode>("mode");
        QTest::newRow("light") << Theme::Mode::Light;
        QTest::newRow("dark") << Theme::Mode::Dark;
    }
    void itIsRaisedFromTheWindowInBothThemes()
    {
        QFETCH(const Theme::Mode, mode);
        Theme::instance().apply(mode);
        Example dialog(m_window.get());
        dialog.resize(400, 240);
        dialog.open();
        QDialog plain(m_window.get()); // one that is laid out by hand is on the same colour
        plain.resize(200, 100);
        plain.show();
        for (QWidget *shown : {static_cast<QWidget *>(&dialog), static_cast<QWidget *>(&plain)})
            QCOMPARE(shown->grab().toImage().pixelColor(6, shown->height() / 2), colors().raised);
    }

    void itOpensInItsFirstFieldAndEndsInItsButtons()
    {
        Form dialog(m_window.get());
        dialog.open();
        QApplication::setActiveWindow(&dialog);
        QTRY_VERIFY(dialog.focusWidget());
        QStringList order;
        for (int i = 0; i < 7; ++i) {
            order += dialog.focusWidget()->objectName();
            QTest::keyClick(dialog.focusWidget(), Qt::Key_Tab);
        }
        QCOMPARE(order.join(u' '), u"first second rows Cancel Store dialogClose first"_s);
    }

    void theXDoesWhatEscapeDoesAndNothingBegins()
    {
        Example dialog(m_window.get());
        auto *close = dialog.findChild<QToolButton *>(u"dialogClose"_s);
        QVERIFY(close && !close->accessibleName().isEmpty());
        QSignalSpy left(&dialog, &QDialog::rejected);
        for (int time = 0; time < 2; ++time) { // as it opens, and as it opens again
            dialog.open();
            QApplication::setActiveWindow(&dialog);
            QTRY_VERIFY(dialog.focusWidget());
            QVERIFY2(dialog.focusWidget() != close, "it opens on its X");
            QTest::mouseClick(close, Qt::LeftButton);
            QCOMPARE(left.size(), time + 1);
            QVERIFY(!dialog.isVisible());
        }
    }

    void oneThatDoesNotCloseByEscapeDoesNotByItsX()
    {
        Busy dialog(m_window.get());
        dialog.open();
        QTest::keyClick(&dialog, Qt::Key_Escape);
        dialog.findChild<QToolButton *>(u"dialogClose"_s)->click();
        QCOMPARE(dialog.asked, 2);
        QVERIFY(dialog.isVisible());
    }

    void theDefaultButtonHasTheFocusWhereThereIsNoField()
    {
        Busy dialog(m_window.get());
        dialog.open();
        QApplication::setActiveWindow(&dialog);
        QTRY_VERIFY(dialog.focusWidget());
        QCOMPARE(dialog.focusWidget()->objectName(), u"go"_s);
    }

    void rowsStandOnItAlsoWhenTheThemeChanges()
    {
        Theme::instance().apply(Theme::Mode::Light);
        Form dialog(m_window.get());
        dialog.resize(400, 300);
        dialog.open();
        for (const auto mode : {Theme::Mode::Dark, Theme::Mode::Light}) {
            Theme::instance().setMode(mode);
            const QPoint inside = dialog.rows->mapTo(&dialog, dialog.rows->rect().center());
            QCOMPARE(dialog.grab().toImage().pixelColor(inside), colors().raised);
        }
    }

    void titleAndRemarkAreTold()
    {
        Example dialog(m_window.get());
        dialog.open();
        QCOMPARE(dialog.windowTitle(), u"Title"_s);
        QCOMPARE(dialog.findChild<QWidget *>(u"dialogTitle"_s)->accessibleName(), u"Title"_s);
        QVERIFY(dialog.findChild<QWidget *>(u"dialogSubtitle"_s)->isVisible());
    }

private:
    std::unique_ptr<QWidget> m_window;
};

} // namespace dialog_frame_test

KEYTURN_GUI_TEST(dialog_frame, dialog_frame_test::DialogFrameTest)
#include "dialog_frame_test.moc"
