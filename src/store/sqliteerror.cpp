#include "store/sqliteerror.h"

#include <QSqlError>

using namespace Qt::StringLiterals;

namespace howdah::store {

Error sqliteError(const QSqlError &error)
{
    // https://www.sqlite.org/rescode.html: the low byte of an extended result code is the primary
    // one.
    const int code = error.nativeErrorCode().toInt() & 0xff;
    Error result{.kind = Error::Kind::Internal,
                 .message = error.databaseText().isEmpty() ? error.text() : error.databaseText()};
    switch (code) {
    case 3:  // SQLITE_PERM
    case 8:  // SQLITE_READONLY
    case 14: // SQLITE_CANTOPEN
    case 23: // SQLITE_AUTH
        result.kind = Error::Kind::PermissionDenied;
        break;
    case 5:  // SQLITE_BUSY
    case 6:  // SQLITE_LOCKED
    case 19: // SQLITE_CONSTRAINT
        result.kind = Error::Kind::Conflict;
        break;
    case 10: // SQLITE_IOERR
    case 15: // SQLITE_PROTOCOL
        result.kind = Error::Kind::Io;
        break;
    case 11: // SQLITE_CORRUPT
    case 26: // SQLITE_NOTADB
        result.kind = Error::Kind::Corrupt;
        break;
    case 13: // SQLITE_FULL
        result.kind = Error::Kind::DiskFull;
        break;
    default:
        break;
    }
    return result;
}

} // namespace howdah::store
