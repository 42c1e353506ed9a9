#include "ui/timeline/timeline_accessible.h"

#include "ui/timeline/timeline.h"

#include <QAccessibleWidget>
#include <QHash>
#include <QPointer>

namespace keyturn {

namespace {

//! One mark, or marks that lie on each other.
class MarkAccessible final : public QAccessibleInterface, public QAccessibleActionInterface {
public:
    MarkAccessible(Timeline *timeline, qsizetype group) : m_timeline(timeline), m_group(group) {}

    bool isValid() const override { return m_timeline && m_group < m_timeline->index().groups().size(); }
    QObject *object() const override { return nullptr; }
    QWindow *window() const override { return m_timeline ? m_timeline->window()->windowHandle() : nullptr; }
    QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(m_timeline.data()); }
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    QRect rect() const override
    {
        if (!isValid())
            return {};
        const QRect inside = m_timeline->groupRect(m_group);
        return {m_timeline->viewport()->mapToGlobal(inside.topLeft()), inside.size()};
    }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.focusable = true;
        state.selectable = true;
        state.selected = isValid() && m_timeline->current() == m_group;
        state.focused = state.selected && m_timeline->hasFocus();
        return state;
    }
    QString text(QAccessible::Text kind) const override
    {
        if (!isValid())
            return {};
        if (kind == QAccessible::Name)
            return m_timeline->groupTitle(m_group);
        return kind == QAccessible::Description ? m_timeline->groupToolTip(m_group) : QString();
    }
    void setText(QAccessible::Text, const QString &) override {}
    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface *>(this) : nullptr;
    }
    QStringList actionNames() const override { return {pressAction(), setFocusAction()}; }
    void doAction(const QString &name) override
    {
        if (!isValid())
            return;
        m_timeline->setFocus();
        m_timeline->setCurrent(m_group);
        if (name == pressAction())
            emit m_timeline->activated(m_timeline->currentSources().constFirst());
    }
    QStringList keyBindingsForAction(const QString &) const override { return {}; }

private:
    QPointer<Timeline> m_timeline;
    qsizetype m_group;
};

class TimelineAccessible final : public QAccessibleWidget {
public:
    explicit TimelineAccessible(Timeline *timeline) : QAccessibleWidget(timeline, QAccessible::List) {}
    ~TimelineAccessible() override { forget(); }

    int childCount() const override { return int(timeline()->visibleGroups().size()); }
    QAccessibleInterface *child(int number) const override
    {
        const QList<qsizetype> visible = timeline()->visibleGroups();
        if (number < 0 || number >= visible.size())
            return nullptr;
        QAccessible::Id &id = m_children[visible[number]];
        if (id == 0)
            id = QAccessible::registerAccessibleInterface(new MarkAccessible(timeline(), visible[number]));
        return QAccessible::accessibleInterface(id);
    }
    int indexOfChild(const QAccessibleInterface *child) const override
    {
        const qsizetype group =
            m_children.key(QAccessible::uniqueId(const_cast<QAccessibleInterface *>(child)), qsizetype(-1));
        return group < 0 ? -1 : int(timeline()->visibleGroups().indexOf(group));
    }
    QAccessibleInterface *childAt(int x, int y) const override
    {
        for (int number = 0; number < childCount(); ++number) {
            if (child(number)->rect().contains(x, y))
                return child(number);
        }
        return nullptr;
    }
    QAccessibleInterface *focusChild() const override
    {
        const qsizetype at = timeline()->hasFocus() ? timeline()->visibleGroups().indexOf(timeline()->current()) : -1;
        return at < 0 ? nullptr : child(int(at));
    }
    void forget()
    {
        for (const QAccessible::Id id : std::as_const(m_children))
            QAccessible::deleteAccessibleInterface(id);
        m_children.clear();
    }

private:
    Timeline *timeline() const { return static_cast<Timeline *>(widget()); }

    mutable QHash<qsizetype, QAccessible::Id> m_children; // by group
};

QAccessibleInterface *makeTimelineAccessible(const QString &, QObject *object)
{
    auto *timeline = qobject_cast<Timeline *>(object);
    return timeline ? new TimelineAccessible(timeline) : nullptr;
}

} // namespace

void installTimelineAccessibility()
{
    QAccessible::installFactory(makeTimelineAccessible); // the same one again is not installed twice
}

void forgetTimelineChildren(Timeline *timeline)
{
    if (!QAccessible::isActive())
        return;
    if (auto *face = dynamic_cast<TimelineAccessible *>(QAccessible::queryAccessibleInterface(timeline)))
        face->forget();
}

} // namespace keyturn
