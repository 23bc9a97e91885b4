// Asking for a certificate, and what is looked at before it takes the place of the old one: a
// device that took one of another key or device would have shut itself out.
#include "app/common/certificate_keeper.h"

#include <string>
#include <utility>

#include "core/protocol/codec.h"
#include "platform/openssl/certificate.h"
#include "platform/openssl/key.h"
#include "platform/system/files.h"

namespace lobby {
namespace {

constexpr Duration renewal_timeout = Duration::seconds(15);
constexpr std::int32_t status_ok = 200;

device::Validity validity_of(const openssl::Certificate& certificate) {
  return {certificate.not_before(), certificate.not_after()};
}

Result<protocol::RenewReply> ask(port::Transport& transport, const openssl::PrivateKey& key) {
  Result<std::string> request = openssl::certificate_request(key);
  if (!request) {
    return request.error();
  }
  const Result<port::Reply> reply = transport.post(
      "/v1/renew", protocol::to_json(protocol::RenewRequest{*std::move(request)}), renewal_timeout);
  if (!reply) {
    return reply.error();
  }
  if (reply->status != status_ok) {
    return protocol::error_from(reply->body);
  }
  return protocol::renew_reply_from(reply->body);
}

}  // namespace

Result<bool> CertificateKeeper::keep(const std::optional<Error>& trouble) {
  const bool ended = trouble && trouble->code == ErrorCode::expired;
  if (!ended) {
    const Duration boot_time = parts_.clock.boot_time();
    if (asked_at_ && boot_time - *asked_at_ < rest) {
      return false;
    }
    const Result<bool> by_clock = due();
    if (!by_clock || !*by_clock) {
      return by_clock;
    }
    asked_at_ = boot_time;
  }
  const Status renewed = renew();
  return renewed ? Result<bool>(true) : Result<bool>(renewed.error());
}

Result<bool> CertificateKeeper::due() {
  if (!validity_) {
    const Result<openssl::Certificate> present =
        openssl::Certificate::load(parts_.files.certificate);
    if (!present) {
      return present.error();
    }
    validity_ = validity_of(*present);
  }
  const Result<port::SyncState> known = parts_.store.sync_state();
  if (!known) {
    return known.error();
  }
  const UtcTime now = parts_.clock.now() + known->clock_offset.value_or(Duration{});
  return device::renewal_due(*validity_, now);
}

Status CertificateKeeper::renew() {
  const CertificateFiles& files = parts_.files;
  const Result<openssl::PrivateKey> key = openssl::PrivateKey::load(files.key);
  if (!key) {
    return key.error();
  }
  const Result<openssl::Certificate> authority = openssl::Certificate::load(files.authority);
  if (!authority) {
    return authority.error();
  }
  const Result<protocol::RenewReply> reply = ask(parts_.transport, *key);
  if (!reply) {
    return reply.error();
  }
  const Result<openssl::Certificate> renewed =
      openssl::Certificate::parse_pem(reply->certificate_pem);
  if (!renewed) {
    return renewed.error();
  }
  const Result<DeviceId> device = renewed->device();
  if (!device || *device != parts_.device || !renewed->belongs_to(*key) ||
      !renewed->is_signed_by(*authority)) {
    return fail(ErrorCode::bad_signature,
                "the server's new certificate is not for this device; the old one stays");
  }
  if (Status saved = system::write_file(files.certificate.string(), renewed->pem(),
                                        system::FileMode::owner_only);
      !saved) {
    return saved;
  }
  validity_ = validity_of(*renewed);
  return parts_.use();
}

}  // namespace lobby
