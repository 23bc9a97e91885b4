// The steps of enrolment. The files are written last and in an order in which certificate.pem
// completes the set, so that a device is enrolled exactly when it exists.
#include "app/common/enrolment.h"

#include <system_error>
#include <utility>

#include "core/device/reply.h"
#include "core/protocol/codec.h"
#include "platform/curl/transport.h"
#include "platform/openssl/certificate.h"
#include "platform/openssl/credential.h"
#include "platform/openssl/file.h"
#include "platform/openssl/key.h"
#include "platform/openssl/pinned_trust.h"
#include "platform/openssl/sealer.h"
#include "platform/system/files.h"

namespace lobby {
namespace {

namespace fs = std::filesystem;

constexpr Duration enrolment_timeout = Duration::seconds(15);

struct Files {
  fs::path key;
  fs::path authority;
  fs::path seal;
  fs::path certificate;
};

Files files_in(const fs::path& directory) {
  return {directory / "key.pem", directory / "ca.pem", directory / "seal.pem",
          directory / "certificate.pem"};
}

// What an enrolment that did not come to its end has left.
void remove_incomplete(const Files& files) {
  std::error_code ignored;
  for (const fs::path& file : {files.key, files.authority, files.seal}) {
    fs::remove(file, ignored);
  }
}

Status prepare_directory(const fs::path& directory) {
  std::error_code error;
  fs::create_directories(directory, error);
  if (error) {
    return fail(ErrorCode::read_only,
                "cannot create " + directory.string() + ": " + error.message());
  }
  const Files files = files_in(directory);
  if (fs::exists(files.certificate, error)) {
    return fail(ErrorCode::already_exists, directory.string() +
                                               " holds an enrolled device; choose an empty "
                                               "directory for a new one");
  }
  remove_incomplete(files);
  return done();
}

// The authority of the server, which the handshake has already held against `fingerprint`.
Result<openssl::Certificate> fetch_authority(port::Transport& transport,
                                             const port::Sha256& fingerprint) {
  const Result<std::string> pem = device::body_of(transport.get("/v1/ca", enrolment_timeout));
  if (!pem) {
    return pem.error();
  }
  Result<openssl::Certificate> authority = openssl::Certificate::parse_pem(*pem);
  if (authority && authority->fingerprint() != fingerprint) {
    return fail(ErrorCode::untrusted_server,
                "the server's authority has another fingerprint than the one given");
  }
  return authority;
}

Result<protocol::EnrolReply> redeem(port::Transport& transport, const std::string& code,
                                    const openssl::PrivateKey& key) {
  Result<std::string> request = openssl::certificate_request(key);
  if (!request) {
    return request.error();
  }
  const std::string json =
      protocol::to_json(protocol::EnrolRequest{code, key.public_key(), *std::move(request)});
  const Result<std::string> body =
      device::body_of(transport.post("/v1/enrol", json, enrolment_timeout));
  if (!body) {
    return body.error();
  }
  return protocol::enrol_reply_from(*body);
}

// The key that systemd passes, else a new one.
struct OwnKey {
  openssl::PrivateKey key;
  bool passed = false;
};
Result<OwnKey> own_key(const Files& files) {
  const fs::path place = openssl::key_or_credential(files.key, openssl::device_key_credential);
  const bool passed = place != files.key;
  Result<openssl::PrivateKey> key = passed
                                        ? openssl::PrivateKey::load(place)
                                        : openssl::PrivateKey::generate(openssl::KeyKind::ed25519);
  if (!key) {
    return key.error();
  }
  if (key->kind() != openssl::KeyKind::ed25519) {
    return fail(ErrorCode::configuration, place.string() + " is no Ed25519 key");
  }
  return OwnKey{*std::move(key), passed};
}

Status save(const Files& files, const OwnKey& own, const openssl::Certificate& authority,
            const protocol::EnrolReply& reply) {
  Status saved = own.passed ? done() : own.key.save(files.key);
  if (saved) {
    saved = openssl::write_new_file(files.authority, authority.pem(), openssl::mode_public);
  }
  if (saved) {
    saved = openssl::write_new_file(files.seal, reply.seal_certificate_pem, openssl::mode_public);
  }
  if (saved) {
    saved = openssl::write_new_file(files.certificate, reply.certificate_pem, openssl::mode_public);
  }
  if (!saved) {
    remove_incomplete(files);
  }
  return saved;
}

}  // namespace

Result<protocol::EnrolReply> enrol(const std::string& server_url, const std::string& code,
                                   const std::string& ca_fingerprint,
                                   const fs::path& data_directory) {
  const Result<port::Sha256> fingerprint = openssl::parse_fingerprint(ca_fingerprint);
  if (!fingerprint) {
    return fingerprint.error();
  }
  if (Status prepared = prepare_directory(data_directory); !prepared) {
    return prepared.error();
  }
  const openssl::PinnedTrust trust(*fingerprint);
  const Result<std::unique_ptr<curl::Transport>> transport = curl::Transport::open(
      {.server_url = server_url, .set_trust = [&trust](void* tls) { trust.apply(tls); }});
  if (!transport) {
    return transport.error();
  }
  const Result<openssl::Certificate> authority = fetch_authority(**transport, *fingerprint);
  if (!authority) {
    return authority.error();
  }
  const Result<OwnKey> own = own_key(files_in(data_directory));
  if (!own) {
    return own.error();
  }
  Result<protocol::EnrolReply> reply = redeem(**transport, code, own->key);
  if (!reply) {
    return reply.error();
  }
  const Result<openssl::Certificate> issued =
      openssl::Certificate::parse_pem(reply->certificate_pem);
  if (!issued) {
    return issued.error();
  }
  if (!issued->belongs_to(own->key)) {
    return fail(ErrorCode::bad_signature, "the server's certificate is for another key");
  }
  const Result<openssl::Sealer> sealer =
      openssl::Sealer::make(reply->seal_certificate_pem, *authority);
  if (!sealer) {
    return fail(sealer.error().code,
                "the server's sealing certificate is not usable: " + sealer.error().detail);
  }
  if (Status saved = save(files_in(data_directory), *own, *authority, *reply); !saved) {
    return saved.error();
  }
  return reply;
}

Status fetch_seal(port::Transport& transport, const fs::path& data_directory) {
  const Files files = files_in(data_directory);
  std::error_code ignored;
  if (fs::exists(files.seal, ignored)) {
    return done();
  }
  const Result<openssl::Certificate> authority = openssl::Certificate::load(files.authority);
  if (!authority) {
    return authority.error();
  }
  const Result<std::string> pem = device::body_of(transport.get("/v1/seal", enrolment_timeout));
  if (!pem) {
    return fail(pem.error().code,
                "cannot fetch " + files.seal.string() + ", to which guests' details are sealed: " +
                    pem.error().detail + "; this device starts once its server answers");
  }
  if (const auto sealer = openssl::Sealer::make(*pem, *authority); !sealer) {
    return sealer.error();
  }
  return system::write_file(files.seal.string(), *pem, system::FileMode::readable);
}

}  // namespace lobby
