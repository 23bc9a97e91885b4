// The chain, forwards.
#include "core/service/journal.h"

#include <string_view>
#include <utility>

#include "core/protocol/office_codec.h"

namespace lobby::service {
namespace {

constexpr std::string_view domain = "LOBBY-JOURNAL-V1";
constexpr std::size_t entries_a_page = 256;

office::JournalHash hash_of(port::Hasher& hasher, office::JournalEntry entry) {
  entry.hash = {};
  const std::string json = protocol::to_json(entry);
  Bytes message(domain.begin(), domain.end());
  message.push_back(0);
  message.insert(message.end(), json.begin(), json.end());
  return hasher.sha256(message);
}

std::string numbered(std::int64_t number) {
  return "entry " + std::to_string(number);
}

// What is wrong with the entry that follows `head`.
std::optional<std::string> fault_of(port::Hasher& hasher, const office::JournalHead& head,
                                    const office::JournalEntry& entry) {
  if (entry.number != head.number + 1) {
    return numbered(head.number + 1) + " is missing";
  }
  if (entry.previous != head.hash) {
    return numbered(entry.number) + " does not follow the one before it";
  }
  if (hash_of(hasher, entry) != entry.hash) {
    return numbered(entry.number) + " was changed after it was written";
  }
  return std::nullopt;
}

// Nothing where the chain ends; else the report is finished.
class Verification {
 public:
  Verification(port::Hasher& hasher, const std::optional<office::JournalHead>& noted)
      : hasher_(hasher), noted_(noted) {}

  bool take(const office::JournalEntry& entry) {
    report.fault = fault_of(hasher_, report.head, entry);
    if (report.fault) {
      return false;
    }
    report.head = {entry.number, entry.hash};
    if (noted_ && noted_->number == entry.number && noted_->hash != entry.hash) {
      report.fault = numbered(entry.number) + " is not the one that was noted";
    }
    return !report.fault;
  }
  // `stored` is the head that stands with the site.
  void end(const office::JournalHead& stored) {
    if (report.head != stored) {
      report.fault = "the site's head is " + numbered(stored.number) + ", the last one here is " +
                     numbered(report.head.number);
    } else if (noted_ && noted_->number > report.head.number) {
      report.fault = numbered(noted_->number) + " was noted and is not here";
    }
  }

  JournalReport report;

 private:
  port::Hasher& hasher_;
  const std::optional<office::JournalHead>& noted_;
};

Status read_through(port::ServerTransaction& store, Verification& verification) {
  for (;;) {
    const auto page = store.office().journal_after(verification.report.head.number, entries_a_page);
    if (!page) {
      return page.error();
    }
    for (const office::JournalEntry& entry : *page) {
      if (!verification.take(entry)) {
        return done();
      }
    }
    if (page->size() < entries_a_page) {
      break;
    }
  }
  const Result<office::JournalHead> stored = store.office().journal_head();
  if (!stored) {
    return stored.error();
  }
  verification.end(*stored);
  return done();
}

}  // namespace

office::JournalEntry entry_by(const Actor& actor, std::string action, std::string subject) {
  office::JournalEntry entry;
  entry.actor = actor.login;
  entry.action = std::move(action);
  entry.subject = std::move(subject);
  return entry;
}

office::JournalEntry entry_from(const port::DeviceRecord& device, std::string action,
                                std::string subject) {
  office::JournalEntry entry = entry_by({}, std::move(action), std::move(subject));
  entry.device = device.id;
  entry.channel = device.role == protocol::DeviceRole::kiosk ? booking::Channel::kiosk
                                                             : booking::Channel::counter;
  return entry;
}

office::JournalEntry epoch_closed(const port::DeviceRecord& device, std::int64_t epoch) {
  return entry_from(device, "close_epoch",
                    subject_of(device.id) + " epoch " + std::to_string(epoch));
}

std::string subject_of(BookingId id) {
  return "booking " + id.text();
}

std::string subject_of(const booking::Booking& booking) {
  return "booking " + booking.id.text();
}

std::string subject_of(DeviceId device) {
  return "device " + device.text();
}

Status append_journal(const Work& work, std::vector<office::JournalEntry> entries) {
  if (entries.empty()) {
    return done();
  }
  Result<office::JournalHead> head = work.store.office().journal_head();
  if (!head) {
    return head.error();
  }
  for (office::JournalEntry& entry : entries) {
    entry.number = head->number + 1;
    entry.at = work.now;
    entry.previous = head->hash;
    entry.hash = hash_of(work.office.hasher, entry);
    *head = {entry.number, entry.hash};
  }
  return work.store.office().append_journal(entries);
}

Result<JournalReport> verify_journal(const Office& office,
                                     const std::optional<office::JournalHead>& noted) {
  Verification verification(office.hasher, noted);
  const Status read = office.store.read(office.site(), [&](port::ServerTransaction& store) {
    verification.report = {};
    return read_through(store, verification);
  });
  return read ? Result<JournalReport>(verification.report) : read.error();
}

}  // namespace lobby::service
