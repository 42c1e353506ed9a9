#include "app/sandbox/faults/fault.h"

#include "app/sandbox/service/service.h"

#include <QRegularExpression>

#include <algorithm>
#include <vector>

namespace keyturn::sandbox {

namespace {

using namespace Qt::StringLiterals;

struct Setting {
    QString name;
    bool isText = false;
    bool required = false;
    qint64 min = 0; // of a number
    qint64 max = 0;
};

enum class Work { Never, Always, BeforeUnlessSaid, AfterUnlessSaid };

struct Row {
    QString name;
    Fault::Kind kind;
    Work work;
    std::vector<Setting> settings;
};

constexpr qint64 mega = 1024LL * 1024;

//! The faults there are, what they take, and whether the work is done when they strike.
const std::vector<Row> &rows()
{
    using Kind = Fault::Kind;
    static const Setting retryAfter{u"retryAfter"_s, true};
    static const std::vector<Row> all{
        {u"refuse"_s, Kind::Refuse, Work::Never, {}},
        {u"reset"_s, Kind::Reset, Work::BeforeUnlessSaid, {}},
        {u"close"_s, Kind::Close, Work::AfterUnlessSaid, {{u"bytes"_s, false, true, 0, 1024 * mega}}},
        {u"stall"_s,
         Kind::Stall,
         Work::Always,
         {{u"seconds"_s, false, false, 1, 86400}, {u"bytes"_s, false, false, 0, 1024 * mega}}},
        {u"slow"_s, Kind::Slow, Work::Always, {{u"bytesPerSecond"_s, false, true, 1, 1024 * mega}}},
        {u"garbage"_s, Kind::Garbage, Work::AfterUnlessSaid, {{u"bytes"_s, false, false, 1, 16 * mega}}},
        {u"oversized-header"_s, Kind::OversizedHeader, Work::Always, {{u"bytes"_s, false, true, 1, 16 * mega}}},
        {u"oversized-body"_s, Kind::OversizedBody, Work::Always, {{u"bytes"_s, false, true, 1, 1024 * mega}}},
        {u"content-type"_s, Kind::ContentType, Work::AfterUnlessSaid, {{u"contentType"_s, true}, {u"body"_s, true}}},
        {u"status"_s,
         Kind::Status,
         Work::BeforeUnlessSaid,
         {{u"status"_s, false, true, 200, 599}, {u"code"_s, true}, {u"message"_s, true}, retryAfter}},
        {u"redirect"_s,
         Kind::Redirect,
         Work::BeforeUnlessSaid,
         {{u"location"_s, true, true}, {u"status"_s, false, false, 300, 399}}},
        {u"throttle"_s, Kind::Throttle, Work::Never, {retryAfter}},
    };
    return all;
}

const std::vector<Setting> &commonSettings()
{
    static const std::vector<Setting> all{
        {u"service"_s, true},   {u"operation"_s, true},
        {u"method"_s, true},    {u"path"_s, true},
        {u"accessKey"_s, true}, {u"times"_s, false, false, 1, 1'000'000},
        {u"fault"_s, true},     {u"skip"_s, false, false, 0, 1'000'000},
    };
    return all;
}

Error wrong(const QString &what)
{
    return refusal(u"ValidationException"_s, what);
}

Result<> check(const Setting &setting, const QJsonValue &value)
{
    if (setting.isText) {
        // Some of them become headers: a line break in one would make two of it.
        static const QRegularExpression control(u"[\\x00-\\x08\\x0a-\\x1f\\x7f]"_s);
        const bool inHeader = setting.name != u"body" && setting.name != u"message";
        if (!value.isString() || value.toString().isEmpty() || value.toString().size() > mega)
            return wrong(u"%1 must be a text"_s.arg(setting.name));
        if (inHeader && value.toString().contains(control))
            return wrong(u"%1 must not have control characters"_s.arg(setting.name));
        return {};
    }
    const bool isWhole = value.isDouble() && value.toDouble() == static_cast<double>(value.toInteger());
    if (!isWhole || value.toInteger() < setting.min || value.toInteger() > setting.max)
        return wrong(u"%1 must be a whole number from %2 to %3"_s.arg(setting.name).arg(setting.min).arg(setting.max));
    return {};
}

const Setting *find(const std::vector<Setting> &settings, const QString &name)
{
    const auto it = std::find_if(settings.begin(), settings.end(), [&name](const auto &s) { return s.name == name; });
    return it == settings.end() ? nullptr : &*it;
}

//! Whether the work is done, from the row and from "when".
Result<bool> isWorkDone(const Row &row, const QJsonValue &when)
{
    if (when.isUndefined())
        return row.work == Work::Always || row.work == Work::AfterUnlessSaid;
    if (row.work == Work::Never || row.work == Work::Always)
        return wrong(u"%1 takes no \"when\""_s.arg(row.name));
    if (when.toString() != u"before" && when.toString() != u"after")
        return wrong(u"when must be before or after, seen from the work"_s);
    return when.toString() == u"after";
}

} // namespace

bool Fault::matches(const Aim &request) const
{
    const auto fits = [](const QString &wanted, const QString &is) { return wanted.isEmpty() || wanted == is; };
    return fits(aim.service, request.service) && fits(aim.operation, request.operation)
           && fits(aim.method, request.method) && fits(aim.accessKey, request.accessKey)
           && (aim.path.isEmpty() || aim.path.compare(request.path, Qt::CaseInsensitive) == 0);
}

Result<Fault> Fault::fromJson(const QJsonObject &json)
{
    const QString name = json[u"fault"].toString();
    const auto row = std::find_if(rows().begin(), rows().end(), [&name](const Row &r) { return r.name == name; });
    if (row == rows().end()) {
        QStringList names;
        for (const Row &known : rows())
            names << known.name;
        return wrong(u"fault must be one of "_s + names.join(u", "_s));
    }
    for (auto it = json.begin(); it != json.end(); ++it) {
        if (it.key() == u"when")
            continue;
        const Setting *setting = find(commonSettings(), it.key());
        if (!setting)
            setting = find(row->settings, it.key());
        if (!setting)
            return wrong(u"%1 takes no \"%2\""_s.arg(name, it.key()));
        if (Result<> checked = check(*setting, it.value()); !checked)
            return checked.error();
    }
    for (const Setting &setting : row->settings) {
        if (setting.required && !json.contains(setting.name))
            return wrong(u"%1 needs \"%2\""_s.arg(name, setting.name));
    }
    const Result<bool> done = isWorkDone(*row, json.value(u"when"));
    if (!done)
        return done.error();
    Fault fault;
    fault.kind = row->kind;
    fault.json = json;
    fault.workDone = *done;
    fault.aim = {fault.text(u"service"), fault.text(u"operation"), fault.text(u"method"), fault.text(u"path"),
                 fault.text(u"accessKey")};
    fault.skip = static_cast<int>(fault.number(u"skip"));
    fault.times = static_cast<int>(fault.number(u"times", 1));
    return fault;
}

QJsonObject Fault::toJson() const
{
    QJsonObject shown = json;
    shown.insert(u"id"_s, id);
    shown.insert(u"skip"_s, skip);
    shown.insert(u"times"_s, times);
    shown.insert(u"hits"_s, hits);
    shown.insert(u"when"_s, workDone ? u"after"_s : u"before"_s);
    return shown;
}

} // namespace keyturn::sandbox
