#include "samples/filler.h"
#include "samples/texts.h"

using namespace Qt::StringLiterals;

namespace howdah::samples {

namespace {

constexpr int userCount = 60;
/// Numbers above those that people and seeds give out by hand.
constexpr qint64 firstId = 1'000;

Result<void> fill(Filler &filler)
{
    Random random = filler.random("memory");
    const auto &timeline = filler.timeline();
    const Weighted shares = Weighted::byRank(userCount);
    auto done = filler.copyCounted(
        u"users"_s, {u"id"_s, u"username"_s, u"email"_s, u"display_name"_s, u"created_at"_s},
        userCount, [&](RowWriter &row, qint64 n) {
            const QByteArray number = QByteArray::number(n + 1).rightJustified(2, '0');
            row.number(firstId + n).text("demo-" + number).text("demo-" + number + "@example.com");
            row.text("Demo " + number).time(timeline.begin() + n * hourMs);
        });
    if (done) {
        done =
            filler.copyCounted(u"teams"_s, {u"id"_s, u"name"_s, u"created_by"_s, u"created_at"_s},
                               6, [&](RowWriter &row, qint64 n) {
                                   row.number(firstId + n);
                                   row.text("Demo team " + QByteArray::number(n + 1));
                                   row.number(firstId + n).time(timeline.begin());
                               });
    }
    if (done) {
        done = filler.copyCounted(u"team_members"_s,
                                  {u"team_id"_s, u"user_id"_s, u"role"_s, u"joined_at"_s},
                                  userCount, [&](RowWriter &row, qint64 n) {
                                      row.number(firstId + n % 6).number(firstId + n);
                                      row.text(n < 6 ? "owner" : "member").time(timeline.begin());
                                  });
    }
    if (done) {
        done =
            filler.copyCounted(u"contexts"_s, {u"id"_s, u"user_id"_s, u"name"_s, u"created_at"_s},
                               userCount * 2, [&](RowWriter &row, qint64 n) {
                                   row.number(firstId + n).number(firstId + n / 2);
                                   row.text(title(random) + ' ' + QByteArray::number(n + 1));
                                   row.time(timeline.begin());
                               });
    }
    if (!done)
        return done;

    VectorSource vectors(filler.random("vectors"));
    return filler.copyArrivals(
        u"memories"_s,
        {u"user_id"_s, u"team_id"_s, u"context_id"_s, u"content"_s, u"metadata"_s, u"created_at"_s,
         u"updated_at"_s, u"embedding"_s},
        filler.scaled(6'000),
        [&](RowWriter &row, qint64 ms) {
            const qint64 user = shares.pick(random);
            row.number(firstId + user);
            if (random.chance(300))
                row.number(firstId + user % 6);
            else
                row.null();
            row.number(firstId + user * 2 + random.below(2)).text(sentence(random, 16));
            row.text(random.chance(500) ? "{\"source\": \"chat\"}" : "{\"source\": \"import\"}");
            row.time(ms).time(ms);
            if (random.chance(400))
                row.text(vectors.next());
            else
                row.null();
        },
        Filler::Kind::Other);
}

} // namespace

Filling memoryFilling()
{
    return {.presence = u"SELECT EXISTS (SELECT FROM users WHERE username LIKE 'demo-%')"_s,
            .rows = 6'300,
            .fill = &fill,
            .afterwards = {u"SELECT setval(pg_get_serial_sequence(t, 'id'), 2000) FROM (VALUES "
                           u"('users'), ('teams'), "
                           u"('contexts')) AS s (t)"_s,
                           u"VACUUM (ANALYZE)"_s}};
}

} // namespace howdah::samples
