// Records of kind `terms`, by a hash of policy and version.
#include "core/service/terms.h"

#include <algorithm>

#include "core/protocol/office_codec.h"

namespace lobby::service {
namespace {

using port::RecordId;
using port::RecordKind;

RecordId terms_id(const Work& work, const PolicyId& policy, std::int32_t version) {
  const std::string name = "LOBBY-TERMS " + policy.text() + " " + std::to_string(version);
  const port::Sha256 hash =
      work.office.hasher.sha256({reinterpret_cast<const std::uint8_t*>(name.data()), name.size()});
  IdBytes id{};
  std::copy_n(hash.begin(), id.size(), id.begin());
  return RecordId(id);
}

}  // namespace

Status keep_terms(const Work& work) {
  for (const catalog::Policy& policy : work.office.catalog.policies) {
    const RecordId id = terms_id(work, policy.id, policy.version);
    const std::string content = protocol::to_json(office::terms_of(policy));
    const auto stored = work.store.office().record(RecordKind::terms, id);
    if (!stored) {
      return stored.error();
    }
    if (*stored && (*stored)->content != content) {
      return fail(ErrorCode::configuration,
                  "policies." + policy.id.text() +
                      ".version: guests agreed to another wording of "
                      "version " +
                      std::to_string(policy.version) +
                      "; write version = " + std::to_string(policy.version + 1));
    }
    if (*stored) {
      continue;
    }
    if (Status kept = work.store.office().put_record({RecordKind::terms, id, 1, content}); !kept) {
      return kept;
    }
  }
  return done();
}

Result<office::Terms> terms_of(const Work& work, const booking::ResolvedPolicy& policy) {
  const auto stored =
      work.store.office().record(RecordKind::terms, terms_id(work, policy.id, policy.version));
  if (!stored) {
    return stored.error();
  }
  return *stored ? protocol::terms_from((*stored)->content)
                 : Result<office::Terms>(
                       fail(ErrorCode::not_found, "version " + std::to_string(policy.version) +
                                                      " of policy " + policy.id.text() +
                                                      " is older than the wordings that are kept"));
}

}  // namespace lobby::service
