// The sealing key of a server. The certificate is written last: a key without one was left by an
// interrupted start and gets it now; a certificate without its key is a loss to be told.
#include <string>
#include <string_view>
#include <system_error>

#include "app/server/wiring.h"
#include "platform/openssl/credential.h"
#include "platform/openssl/file.h"

namespace lobby::server {
namespace {

namespace fs = std::filesystem;

Status make_seal(const Files& files, bool has_key, UtcTime now) {
  const Result<openssl::Authority> authority =
      openssl::Authority::load(files.authority, files.authority_key);
  if (!authority) {
    return authority.error();
  }
  const Result<openssl::PrivateKey> key =
      has_key ? openssl::PrivateKey::load(files.seal_key)
              : openssl::PrivateKey::generate(openssl::KeyKind::p256);
  if (!key) {
    return key.error();
  }
  const Result<openssl::Certificate> certificate = authority->issue_seal(*key, now);
  if (!certificate) {
    return certificate.error();
  }
  if (!has_key) {
    if (Status saved = key->save(files.seal_key); !saved) {
      return saved;
    }
  }
  return openssl::write_new_file(files.seal, certificate->pem(), openssl::mode_public);
}

Status load_earlier(openssl::Unsealer& unsealer, const fs::path& directory) {
  constexpr std::string_view ending = ".key.pem";
  std::error_code error;
  if (!fs::exists(directory, error)) {
    return done();
  }
  for (fs::directory_iterator file(directory, error), end; !error && file != end;
       file.increment(error)) {
    const fs::path& key = file->path();
    std::string name = key.filename().string();
    if (!name.ends_with(ending)) {
      continue;
    }
    name.resize(name.size() - ending.size());
    if (Status loaded = unsealer.load_earlier(directory / (name + ".pem"), key); !loaded) {
      return loaded;
    }
  }
  return error ? Status(fail(ErrorCode::unavailable,
                             "cannot read " + directory.string() + ": " + error.message()))
               : done();
}

}  // namespace

Result<openssl::Unsealer> open_seal(const Files& files, UtcTime now) {
  std::error_code ignored;
  const bool has_key = fs::exists(files.seal_key, ignored);
  const bool has_certificate = fs::exists(files.seal, ignored);
  if (has_certificate && !has_key) {
    return fail(ErrorCode::configuration,
                files.seal_key.string() +
                    " is missing, and without it nobody reads what devices have sealed; restore "
                    "it from the backup, or pass it as the credential " +
                    std::string(openssl::seal_key_credential));
  }
  if (!has_certificate) {
    if (Status made = make_seal(files, has_key, now); !made) {
      return made.error();
    }
  }
  Result<openssl::Unsealer> unsealer = openssl::Unsealer::load(files.seal, files.seal_key);
  if (!unsealer) {
    return unsealer;
  }
  const Status loaded = load_earlier(*unsealer, files.earlier_seals);
  return loaded ? std::move(unsealer) : loaded.error();
}

}  // namespace lobby::server
