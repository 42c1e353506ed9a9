#pragma once
#include "app/cli/effect.h"
#include "app/cli/exit_code.h"
#include "core/async/task.h"

#include <QCommandLineOption>
#include <QHash>
#include <QList>
#include <QStringList>
#include <memory>
#include <vector>

namespace keyturn::cli {

class Session;

//! What stands after the verb on the command line.
struct VerbArguments {
    QStringList names;
    QHash<QString, QString> options; //!< by the option's first name; empty value for flags

    bool has(const QString &option) const { return options.contains(option); }
    QString value(const QString &option) const { return options.value(option); }
};

//! One thing keyturnctl can do. Texts are translated; examples are command lines.
class Verb {
public:
    virtual ~Verb() = default;

    virtual QString name() const = 0;
    virtual QString summary() const = 0;
    virtual QString synopsis() const { return {}; } //!< arguments, e.g. "NAME [KEY]"
    virtual QString description() const = 0;
    virtual QStringList examples() const = 0;
    virtual QList<QCommandLineOption> options() const { return {}; }
    virtual qsizetype minimumNames() const { return 0; }
    virtual qsizetype maximumNames() const { return 0; }
    //! Takes several profiles and regions at once, see Places.
    virtual bool worksAtSeveralPlaces() const { return false; }

    //! Of these arguments. Every verb decides: this is what the guard of production goes by.
    virtual Effect effect(const VerbArguments &arguments) const = 0;

    virtual Task<ExitCode> run(Session &session, VerbArguments arguments) = 0;
};

//! All verbs, in the order of --help.
std::vector<std::unique_ptr<Verb>> allVerbs();

} // namespace keyturn::cli
