// Site, devices, enrolment codes and the answers given to operations.
#include "core/protocol/codec.h"
#include "platform/sql/changed.h"
#include "platform/sql/site_transaction.h"

namespace lobby::sql {
namespace {

constexpr const char* select_device =
    "SELECT device_id, name, role, key_id, public_key, epoch, last_sequence, revoked,"
    " last_contact, epoch_taken, incarnation, chain FROM devices WHERE site_id = ?1 AND device_id "
    "= ?2";
constexpr const char* select_devices =
    "SELECT device_id, name, role, key_id, public_key, epoch, last_sequence, revoked,"
    " last_contact, epoch_taken, incarnation, chain FROM devices WHERE site_id = ?1 ORDER BY "
    "device_id";

port::DeviceRecord device_of(Row& row) {
  port::DeviceRecord device;
  device.id = row.id<DeviceId>(0);
  device.name = row.text(1);
  device.role = row.enumerator(2, protocol::DeviceRole::desk);
  device.key = row.bytes<8>(3);
  device.public_key = row.bytes<32>(4);
  device.epoch = row.integer(5);
  device.last_sequence = row.integer(6);
  device.revoked = row.integer(7) != 0;
  device.last_contact = row.or_null<UtcTime>(8);
  device.epoch_taken = row.integer(9) != 0;
  device.incarnation = row.integer(10);
  device.chain = row.bytes_or_null<32>(11);
  return device;
}

Error no_device(DeviceId id) {
  return fail(ErrorCode::not_found, "no device " + id.text() + " is enrolled at this site");
}

}  // namespace

Result<std::int64_t> SiteTransaction::incarnation() {
  const auto incarnation =
      first(session_.select("SELECT incarnation FROM sites WHERE site_id = ?1", site_),
            [](Row& row) { return row.integer(0); });
  if (!incarnation) {
    return incarnation.error();
  }
  return incarnation->value_or(1);
}

Result<std::int64_t> SiteTransaction::begin_incarnation(std::int64_t known) {
  const auto begun =
      first(session_.select("UPDATE sites SET incarnation ="
                            " CASE WHEN incarnation < ?2 THEN ?2 ELSE incarnation END + 1"
                            " WHERE site_id = ?1 RETURNING incarnation",
                            site_, known),
            [](Row& row) { return row.integer(0); });
  if (!begun) {
    return begun.error();
  }
  return *begun ? Result<std::int64_t>(**begun)
                : fail(ErrorCode::not_found, "site " + site_.text() + " is not there yet");
}

Result<bool> SiteTransaction::frozen() {
  const auto missing =
      first(session_.select("SELECT count(*) FROM devices JOIN sites"
                            " ON sites.site_id = devices.site_id WHERE devices.site_id = ?1"
                            " AND role = ?2 AND revoked = 0 AND epoch_taken = 1"
                            " AND devices.incarnation < sites.incarnation",
                            site_, protocol::DeviceRole::kiosk),
            [](Row& row) { return row.integer(0); });
  return missing ? Result<bool>(missing->value_or(0) > 0) : missing.error();
}

Status SiteTransaction::save_device_incarnation(DeviceId id, std::int64_t incarnation) {
  return changed_or(session_.run("UPDATE devices SET incarnation = ?3"
                                 " WHERE site_id = ?1 AND device_id = ?2",
                                 site_, id, incarnation),
                    [&] { return no_device(id); });
}

Status SiteTransaction::forget_contacts() {
  return ran(session_.run("UPDATE devices SET last_contact = NULL WHERE site_id = ?1", site_));
}

Result<std::int64_t> SiteTransaction::catalog_version() {
  const auto version = first(
      session_.select(
          "SELECT version FROM catalogs WHERE site_id = ?1 ORDER BY version DESC LIMIT 1", site_),
      [](Row& row) { return row.integer(0); });
  if (!version) {
    return version.error();
  }
  return version->value_or(0);
}

Result<std::string> SiteTransaction::catalog_toml() {
  auto toml = first(
      session_.select("SELECT toml FROM catalogs WHERE site_id = ?1 ORDER BY version DESC LIMIT 1",
                      site_),
      [](Row& row) { return row.text(0); });
  if (!toml) {
    return toml.error();
  }
  if (!*toml) {
    return fail(ErrorCode::not_found, "site " + site_.text() + " has no catalogue yet");
  }
  return std::move(**toml);
}

Status SiteTransaction::save_catalog(std::int64_t version, const std::string& toml) {
  return changed_or(session_.run("INSERT INTO catalogs (site_id, version, toml)"
                                 " VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
                                 site_, version, toml),
                    [&] {
                      return fail(ErrorCode::already_exists,
                                  "catalogue version " + std::to_string(version) +
                                      " is stored already; a new text needs a new version");
                    });
}

Status SiteTransaction::add_enrolment_code(const port::EnrolmentCode& code) {
  return changed_or(
      session_.run("INSERT INTO enrolment_codes (site_id, code_hash, device_name, role,"
                   " expires_at) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
                   site_, code.code_hash, code.device_name, code.role, code.expires_at),
      [] { return fail(ErrorCode::already_exists, "this enrolment code is already in use"); });
}

Result<port::EnrolmentCode> SiteTransaction::take_enrolment_code(const port::Sha256& code_hash) {
  auto code = first(
      session_.select("DELETE FROM enrolment_codes WHERE site_id = ?1 AND code_hash = ?2"
                      " RETURNING device_name, role, expires_at",
                      site_, code_hash),
      [&](Row& row) {
        return port::EnrolmentCode{code_hash, row.text(0),
                                   row.enumerator(1, protocol::DeviceRole::desk), row.time(2)};
      });
  if (!code) {
    return code.error();
  }
  if (!*code) {
    return fail(ErrorCode::not_found, "no such enrolment code");
  }
  return std::move(**code);
}

Status SiteTransaction::add_device(const port::DeviceRecord& device) {
  return changed_or(
      session_.run("INSERT INTO devices (site_id, device_id, name, role, key_id, public_key,"
                   " epoch, last_sequence, revoked, last_contact, epoch_taken, incarnation,"
                   " chain) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)"
                   " ON CONFLICT DO NOTHING",
                   site_, device.id, device.name, device.role, device.key, device.public_key,
                   device.epoch, device.last_sequence, device.revoked, device.last_contact,
                   device.epoch_taken, device.incarnation, device.chain),
      [&] {
        return fail(ErrorCode::already_exists,
                    "device " + device.id.text() + " or its key is enrolled already");
      });
}

Result<std::optional<port::DeviceRecord>> SiteTransaction::device(DeviceId id) {
  return first(session_.select(select_device, site_, id), device_of);
}

Result<std::vector<port::DeviceRecord>> SiteTransaction::devices() {
  return collect(session_.select(select_devices, site_), device_of);
}

Result<std::int32_t> SiteTransaction::kiosk_count() {
  const auto count = first(session_.select("SELECT count(*) FROM devices WHERE site_id = ?1"
                                           " AND role = ?2 AND revoked = 0",
                                           site_, protocol::DeviceRole::kiosk),
                           [](Row& row) { return row.integer32(0); });
  return count ? Result<std::int32_t>(count->value_or(0)) : count.error();
}

Status SiteTransaction::save_device_progress(DeviceId id, const port::Progress& progress,
                                             UtcTime at) {
  return changed_or(session_.run("UPDATE devices SET last_sequence = ?3, last_contact = ?4,"
                                 " chain = ?5 WHERE site_id = ?1 AND device_id = ?2",
                                 site_, id, progress.last_sequence, at, progress.chain),
                    [&] { return no_device(id); });
}

Status SiteTransaction::revoke_device(DeviceId id) {
  return changed_or(
      session_.run("UPDATE devices SET revoked = 1 WHERE site_id = ?1 AND device_id = ?2", site_,
                   id),
      [&] { return no_device(id); });
}

Status SiteTransaction::close_epoch(DeviceId id) {
  const auto closed = first(
      session_.select("UPDATE devices SET epoch = epoch + 1, last_sequence = 0, epoch_taken = 0,"
                      " chain = ?3 WHERE site_id = ?1 AND device_id = ?2 RETURNING epoch - 1",
                      site_, id, port::Sha256{}),
      [](Row& row) { return row.integer(0); });
  if (!closed) {
    return closed.error();
  }
  return *closed ? reclaim({id, **closed}) : Status(no_device(id));
}

Status SiteTransaction::take_epoch(DeviceId id, std::int64_t epoch, OperationId claim) {
  const Result<std::int64_t> taken = session_.run(
      "UPDATE devices SET epoch_taken = 1, epoch_claim = ?4"
      " WHERE site_id = ?1 AND device_id = ?2 AND epoch = ?3"
      " AND (epoch_taken = 0 OR epoch_claim = ?4)",
      site_, id, epoch, claim);
  if (!taken || *taken > 0) {
    return ran(taken);
  }
  Result<std::optional<port::DeviceRecord>> record = device(id);
  if (!record) {
    return record.error();
  }
  if (!record->has_value() || record->value().epoch != epoch) {
    return no_device(id);
  }
  return fail(ErrorCode::already_exists,
              "epoch " + std::to_string(epoch) + " of " + record->value().name + " is taken");
}

Result<std::optional<port::StoredOperation>> SiteTransaction::operation(OperationId id) {
  return first(session_.select("SELECT content_hash, outcome, code, detail FROM operations"
                               " WHERE site_id = ?1 AND operation_id = ?2",
                               site_, id),
               [&](Row& row) {
                 port::StoredOperation stored;
                 stored.content_hash = row.bytes<32>(0);
                 stored.reply.id = id;
                 stored.reply.outcome = row.enumerator(1, protocol::Outcome::refused);
                 stored.reply.code = row.error_code(2);
                 stored.reply.detail = row.text(3);
                 return stored;
               });
}

Status SiteTransaction::add_operation(const protocol::Operation& operation,
                                      const port::StoredOperation& stored) {
  const bool refused = stored.reply.outcome == protocol::Outcome::refused;
  const std::string content = refused ? protocol::to_json(operation) : std::string();
  const auto kept = refused ? std::optional<std::string_view>(content) : std::nullopt;
  return changed_or(
      session_.run("INSERT INTO operations (site_id, operation_id, device_id, epoch, sequence,"
                   " content_hash, outcome, code, detail, content)"
                   " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT DO NOTHING",
                   site_, operation.id, operation.device, operation.epoch, operation.sequence,
                   stored.content_hash, stored.reply.outcome, name_of(stored.reply.code),
                   stored.reply.detail, kept),
      [&] {
        return fail(ErrorCode::already_exists,
                    "operation " + operation.id.text() + " is answered already");
      });
}

}  // namespace lobby::sql
