#pragma once

#include "vault/backend.h"

namespace howdah::vault {

/// The keychain of the operating system, through QtKeychain (Secret Service, KWallet, macOS
/// Keychain, Windows Credential Store). Its plain-text fallback stays off.
class KeychainBackend final : public Backend
{
public:
    void read(const QString &key, const ReadDone &done) override;
    void write(const QString &key, const Secret &secret, const Done &done) override;
    void remove(const QString &key, const Done &done) override;
};

} // namespace howdah::vault
