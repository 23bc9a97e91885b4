// Profiles are records found by keyed hashes.
#include "core/reservation/guests.h"

#include <algorithm>

#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/protocol/codec.h"
#include "core/protocol/office_codec.h"
#include "core/service/identity_protection.h"
#include "core/service/lookups.h"

namespace lobby::reservation {
namespace {

using guest::GuestId;
using guest::GuestProfile;
using port::Record;
using port::RecordKind;

std::string subject_of(GuestId id) {
  return "guest " + id.text();
}

std::string identity_key(const port::Sha256& fingerprint) {
  return "identity/" + hex_text(fingerprint);
}

Result<port::Vault*> vault_of(const Work& work) {
  return work.office.vault != nullptr
             ? Result<port::Vault*>(work.office.vault)
             : fail(ErrorCode::unavailable, "this server has no vault for personal numbers");
}

Result<GuestProfile> profile_in(const Record& record) {
  Result<GuestProfile> profile = protocol::guest_profile_from(record.content);
  return profile ? profile
                 : fail(ErrorCode::corrupt,
                        "guest " + record.id.text() + ": " + profile.error().detail);
}

Result<GuestProfile> known_profile(const Work& work, GuestId id) {
  const auto record = work.store.office().record(RecordKind::guest, port::RecordId(id.bytes()));
  if (!record) {
    return record.error();
  }
  return *record ? profile_in(**record)
                 : fail(ErrorCode::not_found, "there is no guest " + id.text());
}

Status put(const Work& work, const GuestProfile& profile) {
  Record record{RecordKind::guest, port::RecordId(profile.id.bytes()), profile.version,
                protocol::to_json(profile)};
  if (const auto keys = service::phone_keys(work.office, profile.phone); !keys.empty()) {
    record.keys.push_back(keys.front());
  }
  if (profile.identity) {
    record.keys.push_back(identity_key(profile.identity->fingerprint));
  }
  return work.store.office().put_record(record);
}

Result<guest::Identity> checked(const Work& work, guest::IdentityKind kind,
                                const std::string& text) {
  const LocalDate today = work.office.zone.to_local(work.now).date;
  const Result<guest::Identity> identity = guest::check_identity(kind, text, today).result();
  return identity ? identity
                  : fail(identity.error().code, "identity.text: " + identity.error().detail);
}

// The profile as it is to be stored.
Result<GuestProfile> written(const Work& work, GuestProfile before,
                             const protocol::ProfileOrder& order) {
  GuestProfile profile = order.profile;
  profile.id = before.id;
  profile.version = order.base_version + 1;
  profile.consents = std::move(before.consents);
  profile.identity = std::move(before.identity);
  if (order.identity_kind) {
    const Result<port::Vault*> vault = vault_of(work);
    Result<guest::Identity> identity = checked(work, *order.identity_kind, order.identity_text);
    if (!vault || !identity) {
      return vault ? identity.error() : vault.error();
    }
    Result<guest::ProtectedIdentity> closed = service::protect(*identity, profile.id, **vault);
    guest::wipe(*identity);
    if (!closed) {
      return closed.error();
    }
    profile.identity = *std::move(closed);
  }
  if (work.office.phones != nullptr && !profile.phone.empty()) {
    const Result<port::PhoneNumber> phone = work.office.phones->parse(profile.phone, order.region);
    if (!phone) {
      return fail(phone.error().code, "phone: " + phone.error().detail);
    }
    profile.phone = phone->e164;
  }
  const std::vector<guest::ProfileFault> faults = guest::check_profile(profile);
  if (!faults.empty()) {
    const guest::ProfileFault& fault = faults.front();
    return fail(fault.error.code, std::string(name_of(fault.field)) + ": " + fault.error.detail);
  }
  return profile;
}

Result<GuestProfile> before_of(const Visit& visit, GuestId id, std::int32_t base_version) {
  if (base_version == 0) {
    GuestProfile fresh;
    fresh.id = GuestId(visit.new_id());
    return fresh;
  }
  Result<GuestProfile> stored = known_profile(visit.work, id);
  if (stored && stored->version != base_version) {
    return fail(ErrorCode::version_conflict,
                "the profile is at version " + std::to_string(stored->version) +
                    ", the change was for " + std::to_string(base_version) + "; look at it again");
  }
  return stored;
}

Result<std::vector<std::string>> phone_keys(const Work& work, const std::string& typed) {
  const Result<std::string> phone = guest::parse_phone(typed);
  return phone ? Result<std::vector<std::string>>(service::phone_keys(work.office, *phone))
               : fail(phone.error().code, "phone: " + phone.error().detail);
}

// By what the query's guest is found. Errors: see find_profiles().
Result<std::vector<std::string>> keys_of(const Work& work, const protocol::GuestQuery& query) {
  if (!query.identity_kind) {
    return query.phone.empty()
               ? Result<std::vector<std::string>>(
                     fail(ErrorCode::missing_field, "phone: give a phone or an identity number"))
               : phone_keys(work, query.phone);
  }
  const Result<port::Vault*> vault = vault_of(work);
  Result<guest::Identity> identity = checked(work, *query.identity_kind, query.identity_text);
  if (!vault || !identity) {
    return vault ? identity.error() : vault.error();
  }
  std::vector<std::string> keys;
  std::ranges::transform(service::fingerprints_of(*identity, **vault), std::back_inserter(keys),
                         identity_key);
  guest::wipe(*identity);
  return keys;
}

}  // namespace

Result<std::string> save_profile(const Request& request, GuestId id,
                                 const protocol::ProfileOrder& order) {
  if (id.is_nil() != (order.base_version == 0)) {
    return fail(ErrorCode::out_of_range,
                "base_version: is 0 for a new profile, and that of the profile for a change");
  }
  return carry_out(
      request, order.head, {"save_guest", subject_of(id), Access::staff_only},
      [&](const Visit& visit) -> Result<std::string> {
        Result<GuestProfile> before = before_of(visit, id, order.base_version);
        if (!before) {
          return before.error();
        }
        const Result<GuestProfile> profile = written(visit.work, *std::move(before), order);
        if (!profile) {
          return profile.error();
        }
        visit.deed.subject = subject_of(profile->id);
        const Status saved = put(visit.work, *profile);
        return saved ? Result<std::string>(protocol::shown_json(*profile)) : saved.error();
      });
}

Result<std::string> read_profile(const Request& request, GuestId id) {
  return look_at(request, {"read_guest", subject_of(id), Access::staff_only},
                 [&](const Visit& visit) -> Result<std::string> {
                   const Result<GuestProfile> profile = known_profile(visit.work, id);
                   return profile ? Result<std::string>(protocol::shown_json(*profile))
                                  : profile.error();
                 });
}

Result<std::string> change_consent(const Request& request, GuestId id,
                                   const protocol::ConsentOrder& order) {
  return carry_out(
      request, order.head,
      {order.withdrawn ? "withdraw_consent" : "give_consent", subject_of(id), Access::staff_only},
      [&](const Visit& visit) -> Result<std::string> {
        const Result<GuestProfile> before = known_profile(visit.work, id);
        if (!before) {
          return before.error();
        }
        Result<GuestProfile> after =
            order.withdrawn
                ? Result<GuestProfile>(guest::withdraw_consent(*before, order.kind, visit.work.now))
                : guest::give_consent(*before, order.kind, order.wording, visit.work.now);
        if (!after) {
          return after.error();
        }
        if (*after == *before) {
          return protocol::shown_json(*before);
        }
        after->version = before->version + 1;
        const Status saved = put(visit.work, *after);
        return saved ? Result<std::string>(protocol::shown_json(*after)) : saved.error();
      });
}

Result<std::string> find_profiles(const Request& request, const protocol::GuestQuery& query) {
  return look_at(request, {"find_guest", "", Access::staff_only},
                 [&](const Visit& visit) -> Result<std::string> {
                   const auto keys = keys_of(visit.work, query);
                   if (!keys) {
                     return keys.error();
                   }
                   std::vector<GuestProfile> found;
                   for (const std::string& key : *keys) {
                     const auto records = visit.work.store.office().records_with(
                         RecordKind::guest, key, {}, limits::page_items_max);
                     if (!records) {
                       return records.error();
                     }
                     for (const Record& record : *records) {
                       Result<GuestProfile> profile = profile_in(record);
                       if (!profile) {
                         return profile.error();
                       }
                       found.push_back(*std::move(profile));
                     }
                   }
                   return protocol::page_json(found, "");
                 });
}

Result<std::string> refuse_guest(const Request& request, const protocol::RefusalOrder& order) {
  return carry_out(
      request, order.head, {"refuse_guest", "", Access::staff_only},
      [&](const Visit& visit) -> Result<std::string> {
        const Work& work = visit.work;
        if (const Result<port::Vault*> vault = vault_of(work); !vault) {
          return vault.error();
        }
        const Result<std::string> phone = guest::parse_phone(order.phone);
        if (!phone || order.reason.empty()) {
          return phone ? fail(ErrorCode::missing_field, "reason: say why")
                       : fail(phone.error().code, "phone: " + phone.error().detail);
        }
        const Result<bool> already = service::is_refused(work, *phone);
        if (!already) {
          return already.error();
        }
        if (*already) {
          return fail(ErrorCode::already_exists, "phone: this guest is on the list already");
        }
        const port::RecordId id(visit.new_id());
        visit.deed.subject = "refusal " + id.text();
        const Status saved =
            work.store.office().put_record({RecordKind::refusal,
                                            id,
                                            1,
                                            order.reason,
                                            std::nullopt,
                                            {service::phone_keys(work.office, *phone).front()}});
        return saved ? Result<std::string>("{\"id\":\"" + id.text() + "\"}") : saved.error();
      });
}

}  // namespace lobby::reservation
