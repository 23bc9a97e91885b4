// Tickets one by one.
#include "tests/fault/run_reckoning.h"

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>

#include "core/device/gate.h"
#include "tests/fault/run_device.h"

namespace lobby::fault {
namespace {

namespace fs = std::filesystem;
using booking::BookingState;

template <class Value>
Value must(Result<Value> result) {
  if (!result) {
    throw std::runtime_error(to_string(result.error()));
  }
  return *std::move(result);
}

// What the desk said of each ticket, as often as it was shown.
std::map<std::string, std::multiset<std::string>> verdicts_in(const fs::path& journal) {
  std::map<std::string, std::multiset<std::string>> verdicts;
  for (const std::string& line : lines_of(journal)) {
    const std::size_t gap = line.find(' ');
    verdicts[line.substr(gap + 1)].insert(line.substr(0, gap));
  }
  return verdicts;
}

class Reckoner {
 public:
  explicit Reckoner(port::ServerTransaction& store)
      : store_(store), tasks_(must(store.staff_tasks())) {
    result.tasks = static_cast<std::int64_t>(tasks_.size());
    result.conflicts = static_cast<std::int64_t>(must(store.open_conflicts()).size());
  }

  void look_at(const std::string& text, const std::multiset<std::string>& said) {
    const ticket::Ticket ticket = must(ticket::parse_ticket(text)).ticket;
    const std::string name = "the guest of booking " + ticket.code.text();
    (ticket.request_only ? result.requests : result.confirmed) += 1;
    const std::optional<booking::Booking> booking = booking_of(ticket);
    if (!booking && !has_task(ticket)) {
      violated(name + " has no booking and no task");
    }
    for (const std::string& verdict : said) {
      const bool right = ticket.request_only ? verdict == "request_only"
                                             : verdict == "admit" || verdict == "already_admitted";
      if (!right) {
        violated(name + " heard " + verdict + " at the door");
      }
    }
    if (said.empty() || said.count("admit") > 1) {
      violated(name + " was let in " + std::to_string(said.count("admit")) + " times of " +
               std::to_string(said.size()));
    }
    if (ticket.request_only) {
      return;
    }
    if (!must(store_.admission(device::admission_of(ticket)))) {
      violated(name + " was let in and the server does not know");
    }
    if (booking && booking->state != BookingState::checked_in) {
      violated(name + " was let in and is " + std::string(name_of(booking->state)));
    }
  }

  Reckoning result;

 private:
  void violated(std::string what) { result.violations.push_back(std::move(what)); }
  std::optional<booking::Booking> booking_of(const ticket::Ticket& ticket) {
    for (const booking::Booking& booking : must(store_.bookings_by_code(ticket.code))) {
      const auto maker = must(store_.device(booking.made_by));
      if (maker && maker->key == ticket.key) {
        return booking;
      }
    }
    return std::nullopt;
  }
  bool has_task(const ticket::Ticket& ticket) const {
    return std::ranges::any_of(tasks_, [&](const port::StaffTask& task) {
      return task.detail.find(ticket.code.text()) != std::string::npos;
    });
  }

  port::ServerTransaction& store_;
  const std::vector<port::StaffTask> tasks_;
};

}  // namespace

Reckoning reckon(const fs::path& devices, const fs::path& desk, port::ServerStore& server) {
  const auto verdicts = verdicts_in(journal_of(desk));
  std::set<std::string> tickets;
  for (const fs::directory_entry& entry : fs::directory_iterator(devices)) {
    if (entry.path().extension() == journal_ending && entry.path() != journal_of(desk)) {
      const std::vector<std::string> lines = lines_of(entry.path());
      tickets.insert(lines.begin(), lines.end());
    }
  }
  Reckoning result;
  const Status read =
      server.read(SiteId::literal("yunting"), [&](port::ServerTransaction& transaction) {
        Reckoner reckoner(transaction);
        for (const std::string& text : tickets) {
          const auto said = verdicts.find(text);
          reckoner.look_at(text,
                           said == verdicts.end() ? std::multiset<std::string>{} : said->second);
        }
        result = std::move(reckoner.result);
        return done();
      });
  if (!read) {
    throw std::runtime_error(to_string(read.error()));
  }
  return result;
}

}  // namespace lobby::fault
