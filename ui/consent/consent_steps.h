#pragma once
#include "core/workspace/consents.h"

#include <QWidget>

namespace keyturn {

class IconLabel;
class ProgressArc;
class TextLabel;

//! The four steps of a consent, one below the other: done, under way, to come, or where it stopped.
class ConsentSteps : public QWidget {
    Q_OBJECT

public:
    explicit ConsentSteps(QWidget *parent = nullptr);

    void show(Consents::Step step);
    //! Beside the step in the browser: how long it waits.
    void setRemark(const QString &remark);

private:
    struct Row {
        IconLabel *icon = nullptr;
        ProgressArc *arc = nullptr;
        TextLabel *text = nullptr;
        TextLabel *remark = nullptr;
    };
    QList<Row> m_rows;
    qsizetype m_reached = 0;
};

} // namespace keyturn
