#pragma once
#include "core/save/three_way_merge.h"

#include <QPointer>
#include <QWidget>

class QStackedWidget;

namespace keyturn {

class StatusChip;

//! The result of one conflict: two buttons and a field for a third value, or what was chosen with a way back.
class MergeChoice : public QWidget {
    Q_OBJECT

public:
    //! \p key: for the accessible names.
    explicit MergeChoice(const QString &key, QWidget *parent = nullptr);
    //! \p side empty: nothing yet.
    void setChosen(std::optional<ThreeWayMerge::Side> side, const QString &words);
    //! Opens the field; a value that is not sensitive is shown in it.
    void edit(const SecretString &present, bool sensitive);

signals:
    void chosen(std::optional<keyturn::ThreeWayMerge::Side> side);
    void editRequested();
    void written(const keyturn::SecretString &value);

private:
    const QString m_key;
    QPointer<QWidget> m_editor;
    int m_page = 0; //!< besides the editor's
    QStackedWidget *m_stack;
    StatusChip *m_chip;
};

} // namespace keyturn
