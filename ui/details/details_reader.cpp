#include "ui/details/details_reader.h"

namespace keyturn {

void DetailsReader::start()
{
    m_scope.cancelAll();
    m_error.reset();
    m_connection = m_workspace.place().sharedConnection();
    const EntryContent *content = m_workspace.openEntry().content();
    if (!content || !m_details || m_details->entry.id != content->entry.id)
        m_details.reset();
    if (m_connection && content) {
        m_scope.launch(readDetails(m_connection.get(), content->entry), [this](const Result<EntryDetails> &details) {
            if (details)
                m_details = *details;
            else
                m_error = details.error();
            emit changed();
        });
    }
    emit changed();
}

} // namespace keyturn

#include "moc_details_reader.cpp"
