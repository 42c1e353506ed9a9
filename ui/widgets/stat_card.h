#pragma once
#include "ui/widgets/card.h"

namespace keyturn {

class ElidedLabel;
class LinkButton;
class TextLabel;

//! A figure with what it means: title, value, remark, and a bar of 6 px.
class StatCard : public Card {
    Q_OBJECT

public:
    enum class Tone { Neutral, Ok, Warn, Danger };

    explicit StatCard(QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setValue(const QString &value);
    void setRemark(const QString &remark);
    //! \p share 0 to 1; negative: no bar.
    void setProgress(double share, Tone tone);
    //! What can be done about it, as a link beside the title. Empty: none.
    void setLink(const QString &text);

signals:
    void linkActivated();

private:
    class Bar;
    void describe();

    TextLabel *m_title;
    LinkButton *m_link;
    TextLabel *m_value;
    ElidedLabel *m_remark;
    Bar *m_bar;
};

} // namespace keyturn
