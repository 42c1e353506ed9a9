#pragma once
#include "tests/app/gui/accessibility_dump.h"
#include "tests/app/gui/key_walk.h"
#include "tests/app/gui/save_bench.h"
#include "tests/support/memory_keychain.h"
#include "ui/editor/values_tab.h"
#include "ui/entry/detail_page.h"
#include "ui/widgets/dialog_frame.h"
#include "ui/widgets/scrim.h"

#include <QRegularExpression>
#include <QTemporaryDir>

namespace keyturn {

//! A window with canaries in every place that can hold a value, and what is looked at on each of its pages and dialogs:
//! that nothing masked is told, that what is revealed is, and what the keys do there.
class WindowWalk {
public:
    const QString name = QStringLiteral("team/prod/canaries");
    const QString twin = QStringLiteral("team/prod/twin");
    const QString trio = QStringLiteral("/my-erp/lwa");

    MemoryKeychain keychain;
    QTemporaryDir home; // outlives what locks files in it
    std::unique_ptr<SaveBench> bench;

    //! Every canary begins and ends alike, so that also a part of one is found.
    static QString canary(const char *place) { return QStringLiteral("cnry7Q-%1-9xyZ").arg(QLatin1String(place)); }
    static QByteArray document(const char *place)
    {
        return QStringLiteral(R"({
  "lwa-client-id": "amzn1.application-oa2-client.1",
  "lwa-client-secret": "%1-secret-9xyZ",
  "lwa-refresh-token": "%1-token",
  "lines": "%1-line\n%1-line",
  "nested": {"list": ["%1-item", {"deeper": "%1-deeper"}]},
  "pin": 77304198511,
  "lwa-auth-scope": "alexa::ask:skills:read"
})")
            .replace(QStringLiteral("%1"), QStringLiteral("cnry7Q-%1").arg(QLatin1String(place)))
            .toUtf8();
    }

    //! The whole window with what stands over it, or \p top.
    void masked(const QString &place, QWidget *top = nullptr)
    {
        QWidget *from = top ? top : bench->window.get();
        const QString all = AccessibilityDump::of(from);
        m_seen += AccessibilityDump::classes(from);
        bool isCovered = false;
        for (QDialog *shown : bench->window->findChildren<QDialog *>()) {
            if (shown->isVisible()) {
                isCovered = true;
                complain(place, KeyWalk::pressed(shown, m_presses));
                looksLikeTheOthers(place, shown);
            }
        }
        if (!isCovered)
            complain(place, KeyWalk::pressed(bench->window.get(), m_presses));
        m_places += place;
        if (all.size() < 100)
            complain(place, {QStringLiteral("there is no dump")});
        if (const QString leak = found(all); !leak.isEmpty())
            complain(place, {QStringLiteral("tells %1").arg(leak)});
    }
    //! The positive control: \p value is seen now, so it is told.
    void told(const QString &place, const QString &value, QWidget *top = nullptr)
    {
        ++m_controls;
        if (!AccessibilityDump::of(top ? top : bench->window.get()).contains(value))
            complain(place, {QStringLiteral("does not tell what is revealed in it")});
    }
    //! As somebody with a keyboard leaves it: round it once with Tab, then by Escape.
    void close(QDialog *dialog)
    {
        const QString place = dialog->objectName();
        complain(place, KeyWalk::tabbed(dialog));
        const QPointer<QDialog> left = dialog;
        complain(place, KeyWalk::escaped(dialog));
        if (left && left->isVisible())
            left->reject();
        QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }

    template <typename T>
    T *find(const char *objectName) const
    {
        return bench->window->findChild<T *>(QLatin1String(objectName));
    }
    template <typename T = QDialog>
    T *dialog(const char *objectName) const
    {
        T *shown = nullptr;
        SaveBench::wait([&] {
            for (T *one : bench->window->findChildren<T *>(QLatin1String(objectName)))
                shown = one->isVisible() ? one : shown;
            return shown != nullptr;
        });
        return shown;
    }
    static QAbstractButton *button(QWidget *in, const char *objectName)
    {
        return in->findChild<QAbstractButton *>(QLatin1String(objectName));
    }
    void trigger(Actions::Id id) const { bench->window->actions().action(id)->trigger(); }
    ValuesTab &values() const { return bench->window->detail().values(); }
    void choose(const QStringList &names) const
    {
        auto *list = find<QAbstractItemView>("entryList");
        list->clearSelection();
        for (int row = 0; row < list->model()->rowCount(); ++row) {
            if (names.contains(list->model()->index(row, 0).data().toString().section(QLatin1Char('\n'), 0, 0)))
                list->selectionModel()->select(list->model()->index(row, 0),
                                               QItemSelectionModel::Select | QItemSelectionModel::Rows);
        }
    }
    bool stage(const QString &key, const QString &value) const
    {
        return bench->workspace->staging().stage(setting(key, value.toUtf8()));
    }
    //! A secret of somebody else's, once the list has it.
    void listed(const QString &secret) const
    {
        bench->workspace->listing().reload();
        SaveBench::wait([this, &secret] {
            return bench->workspace->listing().entry(idOf(Store::SecretsManager, secret))
                   && !bench->workspace->listing().isRunning();
        });
    }

    const QStringList &wrong() const { return m_wrong; }
    const QStringList &places() const { return m_places; }
    const QSet<QString> &seen() const { return m_seen; } //!< names of the classes of all widgets
    int controls() const { return m_controls; }
    int presses() const { return m_presses; }

private:
    static QString found(const QString &dump)
    {
        QString packed = dump;
        packed.remove(QRegularExpression(QStringLiteral("[\\s:]")));
        for (const char *mark : {"cnry7Q", "9xyZ", "7730419851", "636e72793751", "Y25yeTdR"}) {
            const qsizetype at = packed.indexOf(QLatin1String(mark), 0, Qt::CaseInsensitive);
            if (at >= 0)
                return packed.sliced(at, std::min<qsizetype>(40, packed.size() - at));
        }
        return {};
    }
    //! One style of dialogs: framed, on one surface, and the window behind them dimmed once.
    void looksLikeTheOthers(const QString &place, QDialog *dialog)
    {
        if (!qobject_cast<FramedDialog *>(dialog))
            complain(place, {QStringLiteral("%1 is no framed dialog").arg(dialog->objectName())});
        const auto *close = dialog->findChild<QToolButton *>(QStringLiteral("dialogClose"));
        if (!close || !close->isVisible() || close->accessibleName().isEmpty() || dialog->focusWidget() == close)
            complain(place, {QStringLiteral("%1 has no X, or begins with it").arg(dialog->objectName())});
        for (const QAbstractItemView *view : dialog->findChildren<QAbstractItemView *>()) {
            if (view->window() == dialog && view->isVisible() && view->viewport()->autoFillBackground())
                complain(place, {QStringLiteral("%1 has a background of its own").arg(view->objectName())});
        }
        for (const QPushButton *button : dialog->findChildren<QPushButton *>()) {
            const bool isDangerous = button->property("kind").toString().startsWith(QStringLiteral("danger"));
            if (isDangerous && (button->isDefault() || button->hasFocus()))
                complain(place, {QStringLiteral("%1 is what Enter would press").arg(button->text())});
        }
        const QWidget *behind = dialog->parentWidget()->window();
        int scrims = 0;
        for (const Scrim *scrim : behind->findChildren<Scrim *>(Qt::FindDirectChildrenOnly))
            scrims += scrim->isVisible() ? 1 : 0;
        if (scrims != 1)
            complain(place, {QStringLiteral("the window behind is dimmed %1 times").arg(scrims)});
    }
    void complain(const QString &place, const QStringList &what)
    {
        for (const QString &one : what)
            m_wrong += QStringLiteral("%1: %2").arg(place, one);
    }

    QStringList m_wrong;
    QStringList m_places;
    QSet<QString> m_seen;
    int m_controls = 0;
    int m_presses = 0;
};

} // namespace keyturn
