#pragma once
#include <QAbstractItemView>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QLineEdit>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QSet>

namespace keyturn {

//! What a screen reader, any other program on the accessibility bus, an input method or a drop target can read of a
//! widget and everything below it, whether it is shown at the moment or not.
class AccessibilityDump {
public:
    static QString of(QWidget *top)
    {
        static const QtMessageHandler before = qInstallMessageHandler(passOn); // of the test
        s_before = before;
        QApplication::processEvents(); // trees lay out their rows when they are painted
        QString all;
        collect(QAccessible::queryAccessibleInterface(top), all, 0);
        QList<QWidget *> widgets = top->findChildren<QWidget *>();
        widgets.prepend(top);
        for (QWidget *widget : widgets) {
            all += widget->toolTip() + widget->statusTip() + widget->whatsThis() + widget->accessibleName()
                   + widget->accessibleDescription() + widget->windowTitle() + widget->windowFilePath() + u'\n';
            // Also widgets that the tree does not show now.
            collect(QAccessible::queryAccessibleInterface(widget), all, 50);
            if (const auto *view = qobject_cast<QAbstractItemView *>(widget); view && view->model())
                collect(*view->model(), {}, all, 0);
            if (const auto *edit = qobject_cast<QLineEdit *>(widget))
                all += edit->placeholderText() + edit->displayText() + u'\n';
            if (const auto *edit = qobject_cast<QPlainTextEdit *>(widget))
                all += edit->placeholderText() + edit->inputMethodQuery(Qt::ImSurroundingText).toString() + u'\n';
        }
        for (const QAction *action : top->findChildren<QAction *>())
            all += action->text() + action->toolTip() + action->statusTip() + action->whatsThis() + u'\n';
        return all;
    }
    //! Names of the classes of \p top and all below, with those they are derived from.
    static QSet<QString> classes(const QWidget *top)
    {
        QSet<QString> names;
        QList<const QWidget *> widgets = top->findChildren<const QWidget *>();
        widgets.prepend(top);
        for (const QWidget *widget : widgets) {
            for (const QMetaObject *type = widget->metaObject(); type; type = type->superClass())
                names.insert(QString::fromLatin1(type->className()).section(QStringLiteral("::"), -1));
        }
        return names;
    }
    static void collect(QAccessibleInterface *from, QString &all, int depth)
    {
        if (!from || !from->isValid() || depth > 60)
            return;
        for (int kind = QAccessible::Name; kind <= QAccessible::Accelerator; ++kind)
            all += from->text(QAccessible::Text(kind)) + u'\n';
        if (QAccessibleTextInterface *text = from->textInterface())
            all += text->text(0, text->characterCount()) + u'\n';
        if (QAccessibleValueInterface *value = from->valueInterface())
            all += value->currentValue().toString() + u'\n';
        if (QAccessibleTableInterface *table = from->tableInterface()) {
            for (int row = 0; row < table->rowCount(); ++row) {
                for (int column = 0; column < table->columnCount(); ++column)
                    collect(table->cellAt(row, column), all, depth + 1);
            }
        }
        for (int i = 0; i < from->childCount(); ++i)
            collect(from->child(i), all, depth + 1);
    }

private:
    //! A drag of the list would not carry the ids of its entries; Qt says so for every row.
    static void passOn(QtMsgType type, const QMessageLogContext &context, const QString &message)
    {
        if (!message.startsWith(QStringLiteral("QVariant::save: unable to save type 'keyturn::EntryId'")))
            s_before(type, context, message);
    }
    static inline QtMessageHandler s_before = nullptr;

    //! What an item tells under any role but those a delegate paints from, and what a drag of it would carry.
    static void collect(QAbstractItemModel &model, const QModelIndex &above, QString &all, int depth)
    {
        if (depth > 12)
            return;
        while (model.canFetchMore(above))
            model.fetchMore(above);
        for (int row = 0; row < model.rowCount(above); ++row) {
            for (int column = 0; column < model.columnCount(above); ++column) {
                const QModelIndex index = model.index(row, column, above);
                for (const int role :
                     {int(Qt::DisplayRole), int(Qt::EditRole), int(Qt::ToolTipRole), int(Qt::StatusTipRole),
                      int(Qt::WhatsThisRole), int(Qt::AccessibleTextRole), int(Qt::AccessibleDescriptionRole)})
                    all += index.data(role).toString() + u'\n';
                const std::unique_ptr<QMimeData> dragged(model.mimeData({index}));
                for (const QString &format : dragged ? dragged->formats() : QStringList()) {
                    QByteArray bytes = dragged->data(format);
                    all += QString::fromUtf8(bytes) + u'\n';
                    all += QString::fromLatin1(bytes.replace('\0', "")) + u'\n'; // UTF-16, as item views encode it
                }
            }
            collect(model, model.index(row, 0, above), all, depth + 1);
        }
        for (int section = 0; section < model.columnCount(above); ++section)
            all += model.headerData(section, Qt::Horizontal).toString()
                   + model.headerData(section, Qt::Horizontal, Qt::ToolTipRole).toString() + u'\n';
    }
};

} // namespace keyturn
