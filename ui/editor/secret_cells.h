#pragma once
#include <QModelIndex>

namespace keyturn {

//! A model whose values are masked and can be shown one at a time. Any column of a row stands for its value.
class SecretCells {
public:
    virtual ~SecretCells() = default;

    //! Shows one value for 20 s.
    virtual void reveal(const QModelIndex &index) = 0;
    //! Shows one value until hide().
    virtual void hold(const QModelIndex &index) = 0;
    //! Losing focus, locking and hiding the window must come here too.
    virtual void hide() = 0;
    virtual bool isRevealed(const QModelIndex &index) const = 0;
};

} // namespace keyturn
