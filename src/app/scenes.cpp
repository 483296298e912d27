#include "app/scenes.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace howdah::app {

namespace {

Result<Scene> sceneFrom(const QJsonObject &json)
{
    static const QStringList fields{u"picture"_s, u"place"_s,    u"connection"_s, u"path"_s,
                                    u"state"_s,   u"commands"_s, u"mayBeEmpty"_s, u"alsoDark"_s};
    const auto names = json.keys();
    for (const QString &name : names) {
        if (!fields.contains(name))
            return Error::invalid(u"A scene has no field \"%1\"."_s.arg(name));
    }
    Scene scene{.picture = json.value("picture"_L1).toString(),
                .place = json.value("place"_L1).toString(),
                .connection = {},
                .path = json.value("path"_L1).toVariant().toStringList(),
                .state = json.value("state"_L1).toObject(),
                .commands = json.value("commands"_L1).toVariant().toStringList(),
                .mayBeEmpty = json.value("mayBeEmpty"_L1).toBool(),
                .alsoDark = json.value("alsoDark"_L1).toBool()};
    if (scene.picture.isEmpty() || scene.picture.contains(u'/') || scene.place.isEmpty())
        return Error::invalid(u"A scene needs the name of a picture and a place."_s);
    if (const auto connection = json.value("connection"_L1); connection.isString())
        scene.connection = connection.toString();
    return scene;
}

} // namespace

QList<Scene> scenesOf(const QStringList &places)
{
    QList<Scene> scenes;
    for (const QString &place : places) {
        Scene scene;
        scene.picture = place;
        scene.place = place;
        scene.mayBeEmpty = true;
        scenes.append(scene);
    }
    return scenes;
}

Result<QList<Scene>> readScenes(const QString &file)
{
    QFile source(file);
    if (!source.open(QIODevice::ReadOnly))
        return Error{.kind = Error::Kind::Io, .message = source.errorString(), .context = {file}};
    QJsonParseError problem;
    const auto document = QJsonDocument::fromJson(source.readAll(), &problem);
    if (!document.isArray()) {
        return Error::invalid(problem.error == QJsonParseError::NoError
                                  ? u"Scenes are a JSON array of objects."_s
                                  : problem.errorString())
            .within(file);
    }
    QList<Scene> scenes;
    const auto all = document.array();
    for (const QJsonValue &value : all) {
        auto scene = sceneFrom(value.toObject());
        if (!scene)
            return scene.error().within(file);
        scenes.append(*scene);
    }
    if (scenes.isEmpty())
        return Error::invalid(u"There is no scene in it."_s).within(file);
    return scenes;
}

} // namespace howdah::app
