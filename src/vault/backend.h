#pragma once

#include "base/result.h"
#include "base/secret.h"

#include <functional>

namespace howdah::vault {

/// Where secrets are kept beyond this run. Lives on the vault's thread, has one call under way at a
/// time, answers there once a call (or never), and must not block that thread.
class Backend
{
public:
    virtual ~Backend() = default;

    using ReadDone = std::function<void(const Result<Secret> &)>;
    using Done = std::function<void(const Result<void> &)>;

    /// NotFound when there is none; Unavailable or PermissionDenied when the keychain is absent,
    /// locked or refuses.
    virtual void read(const QString &key, const ReadDone &done) = 0;
    virtual void write(const QString &key, const Secret &secret, const Done &done) = 0;
    /// Fine when there was none.
    virtual void remove(const QString &key, const Done &done) = 0;
};

} // namespace howdah::vault
