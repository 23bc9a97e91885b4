// Private keys as systemd credentials (systemd.exec(5), LoadCredentialEncrypted=): a key that the
// service manager passes in $CREDENTIALS_DIRECTORY is never on the disk in the clear.
// Any thread, as long as nobody changes the environment.
#pragma once

#include <filesystem>
#include <string_view>

namespace lobby::openssl {

// Their names; the content is the key in PEM, as in the file whose place it takes.
inline constexpr std::string_view device_key_credential = "lobby.device.key";  // key.pem
inline constexpr std::string_view authority_key_credential = "lobby.ca.key";   // ca.key.pem
inline constexpr std::string_view server_key_credential = "lobby.server.key";  // server.key.pem
inline constexpr std::string_view seal_key_credential = "lobby.seal.key";      // seal.key.pem
inline constexpr std::string_view vault_key_credential = "lobby.vault.key";    // vault.key

// The credential of this name where one was passed, else `file`. It goes before the file.
std::filesystem::path key_or_credential(const std::filesystem::path& file,
                                        std::string_view credential);
// Whether `file` lies in the directory of credentials.
bool is_credential(const std::filesystem::path& file);

}  // namespace lobby::openssl
