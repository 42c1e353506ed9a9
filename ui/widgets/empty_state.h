#pragma once
#include "ui/style/theme_colors.h"

#include <QWidget>

class QBoxLayout;
class QSpacerItem;

namespace keyturn {

class Button;
class TextLabel;

//! Fills an area that has nothing to show: icon disc, one sentence, one next step and at most one more.
class EmptyState : public QWidget {
    Q_OBJECT

public:
    enum class Tone { Info, Neutral, Ok, Warn, Danger };

    explicit EmptyState(QWidget *parent = nullptr);

    void setIcon(const QString &name, Tone tone);
    //! \p note: a dim line of its own that can be copied, such as a request ID.
    void setTexts(const QString &title, const QString &text, const QString &note = {});
    //! Empty labels hide the buttons; \p filled: the primary button is a filled one.
    void setActions(const QString &primary, const QString &secondary = {}, bool filled = false,
                    const QString &primaryIcon = {});

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

signals:
    void primaryTriggered();
    void secondaryTriggered();

private:
    class Disc;
    void place();
    void fit();
    int room() const;

    QSpacerItem *m_above;
    Disc *m_disc;
    TextLabel *m_title;
    TextLabel *m_text;
    TextLabel *m_note;
    QBoxLayout *m_buttons;
    Button *m_primary;
    Button *m_secondary;
};

} // namespace keyturn
