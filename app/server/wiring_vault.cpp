// The vault's key of a server. That it was made is noted beside it: a key that is missing later is
// a loss to be told, never one to be made anew.
#include <string_view>
#include <system_error>

#include "app/server/wiring.h"
#include "platform/openssl/credential.h"
#include "platform/openssl/file.h"

namespace lobby::server {
namespace {

namespace fs = std::filesystem;

Status note_made(const Files& files) {
  return openssl::write_new_file(
      files.vault_made,
      "Guests' identity numbers are closed with vault.key; keep a backup of it.\n",
      openssl::mode_public);
}

Status load_earlier(openssl::Vault& vault, const fs::path& directory) {
  std::error_code error;
  if (!fs::exists(directory, error)) {
    return done();
  }
  for (fs::directory_iterator file(directory, error), end; !error && file != end;
       file.increment(error)) {
    if (Status loaded = vault.load_earlier(file->path()); !loaded) {
      return loaded;
    }
  }
  return error ? Status(fail(ErrorCode::unavailable,
                             "cannot read " + directory.string() + ": " + error.message()))
               : done();
}

}  // namespace

Result<openssl::Vault> open_vault(const Files& files) {
  std::error_code ignored;
  const bool has_key = fs::exists(files.vault_key, ignored);
  if (!has_key && fs::exists(files.vault_made, ignored)) {
    return fail(ErrorCode::configuration,
                files.vault_key.string() +
                    " is missing, and without it nobody reads guests' identity numbers; restore it "
                    "from the backup, or pass it as the credential " +
                    std::string(openssl::vault_key_credential));
  }
  if (!has_key) {
    if (Status made = openssl::Vault::make_key(files.vault_key); !made) {
      return made.error();
    }
  }
  if (!fs::exists(files.vault_made, ignored)) {
    if (Status noted = note_made(files); !noted) {
      return noted.error();
    }
  }
  Result<openssl::Vault> vault = openssl::Vault::load(files.vault_key);
  if (!vault) {
    return vault;
  }
  const Status loaded = load_earlier(*vault, files.earlier_vaults);
  return loaded ? std::move(vault) : loaded.error();
}

}  // namespace lobby::server
