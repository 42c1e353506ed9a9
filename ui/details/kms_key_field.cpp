#include "ui/details/kms_key_field.h"

#include "ui/details/kms_key_reader.h"
#include "ui/style/metrics.h"
#include "ui/widgets/text_label.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

KmsKeyField::KmsKeyField(const QString &object, KmsKeyReader *keys, QWidget *parent) :
    QWidget(parent), m_box(new QComboBox), m_whole(new TextLabel({}, Theme::Font::Mono, &ThemeColors::text2)),
    m_remark(new TextLabel({}, Theme::Font::Small, &ThemeColors::text2))
{
    m_box->setObjectName(object);
    m_box->setAccessibleName(tr("KMS key"));
    m_box->view()->setAccessibleName(tr("KMS keys"));
    m_box->setEditable(true);
    m_box->setInsertPolicy(QComboBox::NoInsert);
    m_box->lineEdit()->setObjectName(object + u"Text"_s);
    m_box->lineEdit()->setAccessibleName(tr("KMS key"));
    m_box->lineEdit()->setPlaceholderText(tr("AWS managed key"));
    m_whole->setObjectName(object + u"Whole"_s);
    m_whole->wrapAnywhere();
    m_whole->hide();
    m_remark->setObjectName(object + u"Remark"_s);
    m_remark->setWordWrap(true);
    m_remark->hide();
    setFocusProxy(m_box);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::smallGap);
    column->addWidget(m_box);
    column->addWidget(m_whole);
    column->addWidget(m_remark);
    connect(m_box->lineEdit(), &QLineEdit::textEdited, this, &KmsKeyField::edited);
    connect(m_box, &QComboBox::activated, this, &KmsKeyField::edited);
    connect(m_box, &QComboBox::currentTextChanged, this, &KmsKeyField::showWhole);
    connect(keys, &KmsKeyReader::done, this, [this, keys] { offer(*keys); });
}

void KmsKeyField::offer(const KmsKeyReader &keys)
{
    const QSignalBlocker quiet(m_box);
    const QString typed = keyId();
    m_remark->setVisible(keys.isRefused());
    m_remark->setText(tr("Couldn't list the keys. You can type a key ID or an alias."));
    m_box->clear();
    m_box->addItem(QString());
    m_box->setItemData(0, m_box->lineEdit()->placeholderText(), Qt::AccessibleTextRole);
    for (const KmsAlias &alias : keys.aliases()) {
        if (!alias.name.startsWith("alias/aws/"_L1))
            m_box->addItem(alias.name);
    }
    m_box->setCurrentText(typed);
    showWhole();
}

//! An ARN is longer than the field: the end, where two keys differ, is to be read as well.
void KmsKeyField::showWhole()
{
    const QLineEdit *text = m_box->lineEdit();
    const int room = text->width() - 2 * metrics::insideControl;
    const bool isCut = text->fontMetrics().horizontalAdvance(text->text()) > room;
    m_whole->setText(isCut ? keyId() : QString());
    m_whole->setVisible(isCut);
}

void KmsKeyField::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    showWhole();
}

QString KmsKeyField::keyId() const
{
    return m_box->currentText().trimmed();
}

void KmsKeyField::setKeyId(const QString &keyId)
{
    const QSignalBlocker quiet(m_box);
    if (keyId == this->keyId())
        return;
    m_box->setCurrentText(keyId);
    m_box->lineEdit()->setCursorPosition(0);
    showWhole();
}

} // namespace keyturn

#include "moc_kms_key_field.cpp"
