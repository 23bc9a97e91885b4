// What staff and the installer do at the server: enrolment codes, devices, cancellations.
#include <algorithm>
#include <array>

#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/service/books.h"
#include "core/service/decide.h"
#include "core/service/journal.h"
#include "core/service/standing.h"

namespace lobby::service {
namespace {

constexpr Duration code_valid_for = Duration::hours(24);
constexpr std::size_t code_characters = 12;
constexpr std::size_t code_group = 4;
constexpr std::string_view enrolment_code_domain = "LOBBY-ENROL-V1";

// 60 random bits in the booking codes' alphabet, which has no look-alikes.
std::string random_code(port::Entropy& entropy) {
  std::string characters;
  while (characters.size() < code_characters) {
    std::array<std::uint8_t, 5> bytes{};
    entropy.fill(bytes);
    characters += ticket::BookingCode(bytes).text();
  }
  characters.resize(code_characters);
  return characters;
}

std::string grouped(std::string_view characters) {
  std::string text;
  for (std::size_t index = 0; index < characters.size(); ++index) {
    if (index > 0 && index % code_group == 0) {
      text += '-';
    }
    text += characters[index];
  }
  return text;
}

// As a person types it: spaces, dashes and case do not matter.
std::string code_characters_of(std::string_view typed) {
  std::string characters;
  for (const char c : typed) {
    if (c != ' ' && c != '-') {
      characters += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
  }
  return characters;
}

port::Sha256 code_hash(port::Hasher& hasher, std::string_view characters) {
  Bytes message(enrolment_code_domain.begin(), enrolment_code_domain.end());
  message.push_back(0);
  message.insert(message.end(), characters.begin(), characters.end());
  return hasher.sha256(message);
}

ticket::KeyId key_id_of(port::Hasher& hasher, const ticket::PublicKey& key) {
  const port::Sha256 hash = hasher.sha256(key);
  ticket::KeyId id{};
  std::copy_n(hash.begin(), id.size(), id.begin());
  return id;
}

protocol::KeyNotice key_notice(const port::DeviceRecord& device) {
  return {device.id, device.name, device.key, device.public_key, device.revoked};
}

Status add_device(port::ServerTransaction& store, const port::DeviceRecord& device) {
  if (Status added = store.add_device(device); !added) {
    return added;
  }
  return store.append_feed(key_notice(device));
}

Result<port::EnrolmentCode> redeem(port::ServerTransaction& store, const port::Sha256& hash,
                                   UtcTime now) {
  const Error refused =
      fail(ErrorCode::unauthenticated, "the code is not valid; ask for a new one at the server");
  Result<port::EnrolmentCode> code = store.take_enrolment_code(hash);
  if (!code) {
    return code.error().code == ErrorCode::not_found ? refused : code.error();
  }
  return code->expires_at <= now ? Result<port::EnrolmentCode>(refused) : code;
}

}  // namespace

Result<std::string> make_enrolment_code(const Office& office, port::Entropy& entropy,
                                        const std::string& device_name_text,
                                        protocol::DeviceRole role, UtcTime now,
                                        const Actor& actor) {
  const Result<std::string> name = clean_text(device_name_text, limits::device_name_code_points);
  if (!name || name->empty()) {
    return fail(ErrorCode::out_of_range, "a device's name has 1 to " +
                                             std::to_string(limits::device_name_code_points) +
                                             " characters");
  }
  const std::string characters = random_code(entropy);
  const port::EnrolmentCode code{code_hash(office.hasher, characters), *name, role,
                                 now + code_valid_for};
  const Status stored = office.store.run(office.site(), [&](port::ServerTransaction& store) {
    if (Status added = store.add_enrolment_code(code); !added) {
      return added;
    }
    office::JournalEntry entry =
        entry_by(actor, "make_enrolment_code", "a " + std::string(protocol::name_of(role)));
    entry.content = code.code_hash;  // the device that enrols with it says the same
    return append_journal({office, store, now}, {entry});
  });
  if (!stored) {
    return stored.error();
  }
  return grouped(characters);
}

Result<ticket::PublicKey> enrolled_key(const Office& office, DeviceId device) {
  ticket::PublicKey key{};
  const Status read =
      office.store.read(office.site(), [&](port::ServerTransaction& store) -> Status {
        const Result<port::DeviceRecord> record = known_device(store, device);
        if (!record) {
          return record.error();
        }
        key = record->public_key;
        return done();
      });
  return read ? Result(key) : read.error();
}

Result<Enrolled> enrol_device(const Office& office, port::Entropy& entropy,
                              const protocol::EnrolRequest& request, UtcTime now) {
  IdBytes random{};
  entropy.fill(random);
  const DeviceId id(uuid_v7(now, random));
  const port::Sha256 hash = code_hash(office.hasher, code_characters_of(request.code));
  Enrolled enrolled;
  const Status stored = office.store.run(office.site(), [&](port::ServerTransaction& store) {
    Result<port::EnrolmentCode> code = redeem(store, hash, now);
    if (!code) {
      return Status(code.error());
    }
    port::DeviceRecord device;
    device.id = id;
    device.name = code->device_name;
    device.role = code->role;
    device.public_key = request.public_key;
    device.key = key_id_of(office.hasher, request.public_key);
    const Result<std::int64_t> incarnation = store.incarnation();
    if (!incarnation) {
      return Status(incarnation.error());
    }
    device.incarnation = *incarnation;
    enrolled = {device.id, device.name, device.role};
    if (Status added = add_device(store, device); !added) {
      return added;
    }
    office::JournalEntry entry = entry_from(device, "enrol_device", subject_of(device.id));
    entry.content = hash;
    return append_journal({office, store, now}, {entry});
  });
  if (!stored) {
    return stored.error();
  }
  return enrolled;
}

Status cancel_booking(const Office& office, ticket::BookingCode code, UtcTime now,
                      const Actor& actor) {
  return office.store.run(office.site(), [&](port::ServerTransaction& store) {
    Result<std::vector<booking::Booking>> bookings = store.bookings_by_code(code);
    if (!bookings) {
      return Status(bookings.error());
    }
    if (bookings->empty()) {
      return Status(fail(ErrorCode::not_found, "no booking " + code.text()));
    }
    if (bookings->size() > 1) {
      return Status(fail(ErrorCode::version_conflict,
                         "two bookings share the code " + code.text() + "; cancel by their ids"));
    }
    const Work work{office, store, now};
    const booking::Booking& found = bookings->front();
    booking::Act act{booking::Command::cancel, now, DeviceId{}, booking::Channel::staff,
                     actor.login};
    act.reason = "cancelled at the server";
    const Result<booking::Booking> cancelled = end_booking(
        work, found, act, {.settlement = booking::Settlement::waived, .seed = found.id.bytes()});
    if (!cancelled) {
      return Status(cancelled.error());
    }
    return append_journal(work, {entry_by(actor, "cancel_booking", subject_of(found))});
  });
}

Status note_renewal(const Office& office, DeviceId device, UtcTime now) {
  return office.store.run(office.site(), [&](port::ServerTransaction& store) -> Status {
    const Result<port::DeviceRecord> record = known_device(store, device);
    return record ? append_journal({office, store, now},
                                   {entry_from(*record, "renew_certificate", subject_of(device))})
                  : Status(record.error());
  });
}

Result<std::int64_t> take_epoch(const Office& office, DeviceId device,
                                const protocol::EpochRequest& request, UtcTime now) {
  std::int64_t taken = 0;
  const Status stored = office.store.run(office.site(), [&](port::ServerTransaction& store) {
    const Work work{office, store, now};
    std::vector<office::JournalEntry> noted;
    Result<port::DeviceRecord> record = known_device(store, device);
    if (!record) {
      return Status(record.error());
    }
    const Error other =
        fail(ErrorCode::device_fenced, "epoch " + std::to_string(request.closed_epoch) + " of " +
                                           record->name +
                                           " is closed and another machine runs on in its "
                                           "place; enrol this one again");
    if (request.closed_epoch > record->epoch) {
      return Status(fail(ErrorCode::out_of_range, "epoch " + std::to_string(request.closed_epoch) +
                                                      " of " + record->name + " has not begun"));
    }
    if (request.closed_epoch == record->epoch) {
      // The closing was lost when the server was restored. The device holds nothing any more.
      if (Status closed = close_epoch(work, *record); !closed) {
        return closed;
      }
      noted.push_back(epoch_closed(*record, record->epoch));
      record->epoch += 1;
      record->epoch_taken = false;
    }
    taken = record->epoch;
    Status took = store.take_epoch(device, taken, request.claim);
    if (!took) {
      return took.error().code == ErrorCode::already_exists ? Status(other) : took;
    }
    // It begins with nothing, and so has said all it holds.
    const Result<std::int64_t> incarnation = store.incarnation();
    if (!incarnation) {
      return Status(incarnation.error());
    }
    if (Status saved = store.save_device_incarnation(device, *incarnation); !saved) {
      return saved;
    }
    if (!record->epoch_taken) {  // else it is a repeat
      noted.push_back(entry_from(*record, "take_epoch",
                                 subject_of(device) + " epoch " + std::to_string(taken)));
    }
    if (Status written = append_journal(work, std::move(noted)); !written) {
      return written;
    }
    record->epoch_taken = true;
    return top_up_horizon(work, *record);
  });
  return stored ? Result<std::int64_t>(taken) : stored.error();
}

Status write_off_device(const Office& office, DeviceId device, UtcTime now, const Actor& actor) {
  return office.store.run(office.site(), [&](port::ServerTransaction& store) {
    const Work work{office, store, now};
    Result<port::DeviceRecord> record = known_device(store, device);
    if (!record) {
      return Status(record.error());
    }
    const Status closed = close_epoch(work, *record);
    return closed ? append_journal(work, {entry_by(actor, "write_off_device", subject_of(device))})
                  : closed;
  });
}

Status revoke_device(const Office& office, DeviceId device, UtcTime now, const Actor& actor) {
  return office.store.run(office.site(), [&](port::ServerTransaction& store) {
    Result<std::optional<port::DeviceRecord>> record = store.device(device);
    if (!record) {
      return Status(record.error());
    }
    if (!record->has_value()) {
      return Status(fail(ErrorCode::not_found, "no device " + device.text()));
    }
    if (record->value().revoked) {
      return done();
    }
    if (Status revoked = store.revoke_device(device); !revoked) {
      return revoked;
    }
    const Work work{office, store, now};
    if (Status closed = close_epoch(work, **record); !closed) {
      return closed;
    }
    protocol::KeyNotice notice = key_notice(record->value());
    notice.revoked = true;
    const Status told = store.append_feed(notice);
    return told ? append_journal(work, {entry_by(actor, "revoke_device", subject_of(device))})
                : told;
  });
}

}  // namespace lobby::service
