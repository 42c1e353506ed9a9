#pragma once
#include <QWidget>

class QButtonGroup;

namespace keyturn {

//! A few exclusive choices in one frame: Table, Tree, Raw.
class SegmentedControl : public QWidget {
    Q_OBJECT

public:
    explicit SegmentedControl(const QStringList &segments = {}, QWidget *parent = nullptr);

    void setSegments(const QStringList &segments);
    int current() const;
    void setCurrent(int index);
    void setSegmentEnabled(int index, bool enabled, const QString &reason = {});

signals:
    void currentChanged(int index);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QButtonGroup *m_group;
};

} // namespace keyturn
