// The context names guest, field and kind, so that neither a row nor a kind can be exchanged.
#include "core/service/identity_protection.h"

#include <algorithm>
#include <span>

namespace lobby::service {
namespace {

std::string context_of(const guest::GuestId& id, guest::IdentityKind kind) {
  return "guest " + id.text() + " identity " + std::string(name_of(kind));
}

}  // namespace

Result<guest::ProtectedIdentity> protect(const guest::Identity& identity, const guest::GuestId& id,
                                         port::Vault& vault) {
  const std::span<const std::uint8_t> plain(
      reinterpret_cast<const std::uint8_t*>(identity.text.data()), identity.text.size());
  Result<Bytes> closed = vault.close(plain, context_of(id, identity.kind));
  if (!closed) {
    return closed.error();
  }
  return guest::ProtectedIdentity{identity.kind, masked(identity), *std::move(closed),
                                  vault.fingerprint(name_of(identity.kind), identity.number)};
}

Result<guest::Identity> reveal(const guest::ProtectedIdentity& identity, const guest::GuestId& id,
                               port::Vault& vault, LocalDate today) {
  Result<Bytes> plain = vault.open(identity.closed, context_of(id, identity.kind));
  if (!plain) {
    return plain.error();
  }
  std::string text(plain->begin(), plain->end());
  std::ranges::fill(*plain, std::uint8_t{0});
  const guest::IdentityCheck check = check_identity(identity.kind, text, today);
  const bool sound = check && check->text == text;
  wipe_text(text);
  if (!sound) {
    return fail(ErrorCode::corrupt, "the identity number of guest " + id.text() +
                                        " opens, but is no " + std::string(name_of(identity.kind)) +
                                        "; ask the guest for it again");
  }
  return *check;
}

std::vector<port::Sha256> fingerprints_of(const guest::Identity& identity, port::Vault& vault) {
  return vault.fingerprints(name_of(identity.kind), identity.number);
}

}  // namespace lobby::service
