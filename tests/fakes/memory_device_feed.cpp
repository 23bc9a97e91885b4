// What the feed tells the device's store in memory, and what a desk looks up in it.
#include <algorithm>
#include <tuple>
#include <variant>

#include "core/base/limits.h"
#include "tests/fakes/memory_device_store.h"

namespace lobby::tests {

Status MemoryDeviceStore::apply_feed(const protocol::FeedPage& page) {
  const std::lock_guard lock(mutex_);
  if (!data_.identity) {
    return fail(ErrorCode::configuration, "the store belongs to no device");
  }
  if (page.incarnation < data_.sync.incarnation) {
    return done();
  }
  data_.sync.cursor = page.cursor;
  data_.sync.incarnation = page.incarnation;
  data_.sync.stable = std::max(data_.sync.stable, page.stable);
  const UtcTime now = std::min(page.server_time, data_.sync.last_contact.value_or(UtcTime{}));
  for (const protocol::FeedItem& item : page.items) {
    const std::optional<UtcTime> until = protocol::needed_until(item);
    if (!until || *until >= now) {
      apply(data_, item);
    }
  }
  forget(data_, now, page.stable);
  return done();
}

void MemoryDeviceStore::forget(Data& data, UtcTime now, std::int64_t stable) {
  const auto day = static_cast<std::int32_t>(now.ms / Duration::days(1).ms);
  std::erase_if(data.balances, [&](const auto& entry) {
    return entry.first.date.days() < day - limits::past_days;
  });
  std::erase_if(data.bookings, [&](const auto& entry) {
    return entry.second.window.until < now - Duration::days(limits::past_days);
  });
  std::erase_if(data.admissions, [&](const auto& entry) {
    return entry.second.at < now - Duration::days(limits::nights_max + limits::past_days);
  });
  const std::optional<OperationId> newest =
      data.operations.empty() ? std::nullopt : std::optional(data.operations.back().id);
  std::erase_if(data.operations, [&](const Entry& entry) {
    const bool unseen = std::ranges::any_of(
        data.unseen, [&](const auto& ticket) { return entry.booking == std::optional(ticket.id); });
    return entry.state == OperationState::applied && entry.settled_cursor.has_value() &&
           *entry.settled_cursor < stable && entry.id != newest && !unseen;
  });
}

void MemoryDeviceStore::apply(Data& data, const protocol::FeedItem& item) {
  if (const auto* catalog = std::get_if<protocol::CatalogNotice>(&item)) {
    if (!data.catalog || catalog->version > data.catalog->version) {
      data.catalog = {catalog->version, catalog->toml};
    }
  } else if (const auto* grant = std::get_if<protocol::GrantNotice>(&item)) {
    const bool own = grant->device == data.identity->device && grant->epoch == data.identity->epoch;
    if (own && !data.epoch_claim) {
      inventory::Balance& balance = data.balances[grant->slot];
      balance.granted = std::max(balance.granted, grant->granted_total);
      balance.elsewhere = grant->elsewhere;
      balance.standing = grant->standing;
    }
  } else if (const auto* reclaim = std::get_if<protocol::ReclaimNotice>(&item)) {
    const bool own =
        reclaim->device == data.identity->device && reclaim->epoch == data.identity->epoch;
    if (own && !data.epoch_claim) {
      data.balances[reclaim->slot].reclaimed = reclaim->reclaimed;
    }
  } else if (const auto* stock = std::get_if<protocol::StockNotice>(&item)) {
    data.balances[stock->slot].elsewhere = stock->free;
  } else if (const auto* key = std::get_if<protocol::KeyNotice>(&item)) {
    const auto known_key = data.keys.find(key->key);
    if (known_key == data.keys.end() || key->revoked || !known_key->second.revoked) {
      data.keys[key->key] = *key;
    }
  } else if (const auto* booking = std::get_if<protocol::BookingNotice>(&item)) {
    const auto listed = data.bookings.find(booking->id);
    if (listed == data.bookings.end() || booking->version > listed->second.version) {
      data.bookings[booking->id] = *booking;
    }
  } else if (const auto* admission = std::get_if<protocol::AdmissionNotice>(&item)) {
    data.admissions.erase(admission->admission);
    if (!admission->undone) {
      data.admissions[admission->admission] = {admission->at, admission->device, admission->place};
    }
  }
}

Status MemoryDeviceStore::begin_incarnation(std::int64_t incarnation) {
  const std::lock_guard lock(mutex_);
  if (!data_.identity) {
    return fail(ErrorCode::configuration, "the store belongs to no device");
  }
  if (incarnation <= data_.sync.incarnation) {
    return done();
  }
  data_.sync.cursor = 0;
  data_.sync.incarnation = incarnation;
  data_.sync.stable = 0;
  for (Entry& entry : data_.operations) {
    if (entry.state != OperationState::pending) {
      entry.state = OperationState::pending;
      entry.attempts = 0;
      entry.next_attempt = UtcTime{};
      entry.settled_cursor.reset();
    }
  }
  for (auto& [id, listed] : data_.bookings) {
    listed.version = 0;
  }
  if (data_.catalog) {
    data_.catalog->version = 0;
  }
  return done();
}

Status MemoryDeviceStore::save_reported(std::int64_t incarnation) {
  const std::lock_guard lock(mutex_);
  data_.sync.reported = std::max(data_.sync.reported, incarnation);
  return done();
}

Result<std::vector<inventory::SlotUnits>> MemoryDeviceStore::granted_totals() {
  const std::lock_guard lock(mutex_);
  std::vector<inventory::SlotUnits> totals;
  for (const auto& [slot, balance] : data_.balances) {
    if (balance.granted > 0) {
      totals.push_back({slot, balance.granted});
    }
  }
  return totals;
}

Result<port::SyncState> MemoryDeviceStore::sync_state() {
  const std::lock_guard lock(mutex_);
  port::SyncState state = data_.sync;
  state.epoch_closed = data_.epoch_claim.has_value();
  return state;
}

Status MemoryDeviceStore::save_contact(const port::Contact& contact) {
  const std::lock_guard lock(mutex_);
  data_.sync.last_contact = contact.at;
  data_.sync.clock_offset = contact.clock_offset;
  data_.sync.boot_id = contact.boot_id;
  data_.sync.boot_time = contact.boot_time;
  return done();
}

Result<std::optional<port::StoredCatalog>> MemoryDeviceStore::catalog() {
  const std::lock_guard lock(mutex_);
  return data_.catalog;
}

Result<std::optional<protocol::KeyNotice>> MemoryDeviceStore::key(const ticket::KeyId& id) {
  const std::lock_guard lock(mutex_);
  const auto found = data_.keys.find(id);
  return found == data_.keys.end() ? std::nullopt : std::optional(found->second);
}

Result<std::int64_t> MemoryDeviceStore::key_count() {
  const std::lock_guard lock(mutex_);
  return static_cast<std::int64_t>(data_.keys.size());
}

Result<std::optional<protocol::BookingNotice>> MemoryDeviceStore::booking(
    ticket::BookingCode code) {
  const std::lock_guard lock(mutex_);
  std::optional<protocol::BookingNotice> newest;
  for (const auto& [id, notice] : data_.bookings) {
    if (notice.code == code) {
      newest = notice;
    }
  }
  return newest;
}

Result<std::vector<protocol::BookingNotice>> MemoryDeviceStore::bookings_between(UtcTime from,
                                                                                 UtcTime until) {
  const std::lock_guard lock(mutex_);
  std::vector<protocol::BookingNotice> listed;
  for (const auto& [id, notice] : data_.bookings) {
    if (notice.window.from < until && notice.window.until > from) {
      listed.push_back(notice);
    }
  }
  std::ranges::sort(listed, {}, [](const protocol::BookingNotice& notice) {
    return std::tuple(notice.window.from, notice.code);
  });
  return listed;
}

std::optional<ticket::Admission> MemoryDeviceStore::known(const Data& data,
                                                          const protocol::AdmissionId& id) {
  if (const auto own = data.own_steps.find(id); own != data.own_steps.end()) {
    return own->second.undone ? std::nullopt : std::optional(own->second.admission);
  }
  const auto told = data.admissions.find(id);
  return told == data.admissions.end() ? std::nullopt : std::optional(told->second);
}

Result<std::optional<ticket::Admission>> MemoryDeviceStore::admission(
    const protocol::AdmissionId& id) {
  const std::lock_guard lock(mutex_);
  return known(data_, id);
}

Result<std::map<ticket::BookingCode, ticket::Admission>> MemoryDeviceStore::admissions_of(
    const std::vector<ticket::BookingCode>& codes) {
  const std::lock_guard lock(mutex_);
  std::map<ticket::BookingCode, ticket::Admission> found;
  const auto consider = [&](const protocol::AdmissionId& id) {
    const auto admission = known(data_, id);
    if (!admission || std::ranges::find(codes, id.code) == codes.end()) {
      return;
    }
    const auto [at, added] = found.emplace(id.code, *admission);
    if (!added && admission->at < at->second.at) {
      at->second = *admission;
    }
  };
  for (const auto& [id, admission] : data_.admissions) {
    consider(id);
  }
  for (const auto& [id, step] : data_.own_steps) {
    consider(id);
  }
  return found;
}

}  // namespace lobby::tests
