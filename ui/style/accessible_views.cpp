#include "ui/style/accessible_views.h"

#include <QAccessibleWidget>
#include <QApplication>
#include <QEvent>
#include <QListView>
#include <QPointer>

namespace keyturn {

namespace {

constexpr auto ownRowsProperty = "keyturnOwnRows";

class RowFace final : public QAccessibleInterface {
public:
    RowFace(QListView *view, const QModelIndex &index) : m_view(view), m_index(index) {}

    bool isAt(const QModelIndex &index) const { return m_index == index; }

    bool isValid() const override { return m_view && m_index.isValid(); }
    QObject *object() const override { return nullptr; }
    QWindow *window() const override { return m_view ? m_view->window()->windowHandle() : nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(m_view); }
    QAccessibleInterface *child(int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    void setText(QAccessible::Text, const QString &) override {}
    QAccessible::Role role() const override { return QAccessible::ListItem; }

    QString text(QAccessible::Text which) const override
    {
        if (!isValid())
            return {};
        if (which == QAccessible::Description)
            return m_index.data(Qt::AccessibleDescriptionRole).toString();
        const QString spoken = which == QAccessible::Name ? m_index.data(Qt::AccessibleTextRole).toString() : QString();
        return spoken.isEmpty() && which == QAccessible::Name ? m_index.data().toString() : spoken;
    }
    QRect rect() const override
    {
        if (!isValid())
            return {};
        const QRect seen = m_view->visualRect(m_index);
        return {m_view->viewport()->mapToGlobal(seen.topLeft()), seen.size()};
    }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        if (!isValid()) {
            state.invalid = true;
            return state;
        }
        const bool isEnabled = m_index.flags().testFlag(Qt::ItemIsEnabled);
        state.disabled = !isEnabled;
        state.selectable = state.focusable = isEnabled;
        state.selected = m_view->selectionModel()->isSelected(m_index);
        state.focused = m_view->currentIndex() == m_index;
        state.invisible = !m_view->isVisible() || !m_view->viewport()->rect().intersects(m_view->visualRect(m_index));
        return state;
    }

private:
    const QPointer<QListView> m_view;
    const QPersistentModelIndex m_index;
};

//! A view that is hidden.
class HiddenFace final : public QAccessibleWidget {
public:
    explicit HiddenFace(QWidget *view) : QAccessibleWidget(view, QAccessible::List) {}

    int childCount() const override { return 0; }
    //! Views tell of a row that is chosen even while they are hidden, and Qt complains where there is none.
    QAccessibleInterface *child(int) const override { return const_cast<HiddenFace *>(this); }
};

//! A list whose rows are RowFace.
class ListFace final : public QAccessibleWidget {
public:
    explicit ListFace(QListView *view) : QAccessibleWidget(view, QAccessible::List), m_view(view) {}
    ~ListFace() override
    {
        for (const QAccessible::Id id : std::as_const(m_ids))
            QAccessible::deleteAccessibleInterface(id);
    }

    int childCount() const override { return m_view->model() ? m_view->model()->rowCount() : 0; }
    QAccessibleInterface *child(int row) const override
    {
        const QModelIndex index = m_view->model() ? m_view->model()->index(row, 0) : QModelIndex();
        if (!index.isValid())
            return nullptr;
        if (const auto known = m_ids.constFind(row); known != m_ids.cend()) {
            auto *face = static_cast<RowFace *>(QAccessible::accessibleInterface(*known));
            if (face && face->isAt(index))
                return face;
            QAccessible::deleteAccessibleInterface(*known); // the model was reset
        }
        auto *made = new RowFace(m_view, index);
        m_ids.insert(row, QAccessible::registerAccessibleInterface(made));
        return made;
    }
    int indexOfChild(const QAccessibleInterface *child) const override
    {
        for (auto it = m_ids.cbegin(); it != m_ids.cend(); ++it) {
            if (QAccessible::accessibleInterface(it.value()) == child)
                return it.key();
        }
        return -1;
    }
    QAccessibleInterface *childAt(int x, int y) const override
    {
        const QModelIndex index = m_view->indexAt(m_view->viewport()->mapFromGlobal(QPoint(x, y)));
        return index.isValid() ? child(index.row()) : nullptr;
    }

private:
    QListView *m_view;
    mutable QHash<int, QAccessible::Id> m_ids; // by row
};

//! Nothing: Qt's own.
QAccessibleInterface *faceOf(const QString &, QObject *object)
{
    auto *view = qobject_cast<QAbstractItemView *>(object);
    if (!view)
        return nullptr;
    if (!view->isVisible())
        return new HiddenFace(view);
    auto *list = qobject_cast<QListView *>(view);
    return list && list->property(ownRowsProperty).toBool() ? new ListFace(list) : nullptr;
}

//! A view that comes or goes is told anew.
class ViewWatcher final : public QObject {
public:
    using QObject::QObject;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        const bool isTurn = event->type() == QEvent::Show || event->type() == QEvent::Hide;
        if (isTurn && qobject_cast<QAbstractItemView *>(watched)) {
            if (QAccessibleInterface *face = QAccessible::queryAccessibleInterface(watched))
                QAccessible::deleteAccessibleInterface(QAccessible::uniqueId(face));
        }
        return false;
    }
};

} // namespace

void installAccessibleViews()
{
    static ViewWatcher *watcher = nullptr;
    if (watcher)
        return;
    watcher = new ViewWatcher(qApp);
    qApp->installEventFilter(watcher);
    QAccessible::installFactory(faceOf);
}

void tellDisabledRows(QListView *list)
{
    list->setProperty(ownRowsProperty, true);
}

} // namespace keyturn
