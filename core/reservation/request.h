// How a request to the office is carried out: who asks is looked up, a command that was carried
// out before has its answer repeated, and what was done is an entry of the journal, all in one
// transaction with the work itself.
// Any thread.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "core/port/entropy.h"
#include "core/protocol/office.h"
#include "core/service/work.h"

namespace lobby::reservation {

using service::Work;

// A request of an enrolled device. Borrows; the caller keeps it alive.
struct Request {
  const service::Office& office;
  port::Entropy& entropy;
  DeviceId device;
  UtcTime now;
  std::string_view body{};  // as it was sent: what tells a repeat from another command
};

enum class Access : std::uint8_t { every_device, staff_only };

// What is asked for, in the words of the journal; the work may name the subject when it knows it.
struct Deed {
  std::string action;   // "amend_booking"
  std::string subject;  // "booking 0190…"
  Access access = Access::every_device;
};

// One request under way.
struct Visit {
  const Work& work;
  port::Entropy& entropy;
  const port::DeviceRecord& device;
  Deed& deed;

  // Kiosks speak for guests, whatever they say.
  booking::Channel channel(const protocol::CommandHead& head) const;
  booking::Act act(booking::Command command, const protocol::CommandHead& head,
                   const std::string& reason) const;
  IdBytes new_id() const;
};

// About one field of the body: "guardian: ...".
Error of_field(std::string_view field, const Error& error);

// The body of the answer.
using Handling = std::function<Result<std::string>(const Visit&)>;

// A command. Repeated within limits::answer_days with the same body it has the same answer; a
// refusal is not kept, asking again may succeed. Errors: unauthenticated, device_fenced, forbidden
// (not for this device), id_reused, those of `handle`.
Result<std::string> carry_out(const Request& request, const protocol::CommandHead& head, Deed deed,
                              const Handling& handle);

// A look at personal data: noted in the journal, changes nothing else. Errors: as above.
Result<std::string> look_at(const Request& request, Deed deed, const Handling& handle);

// A question about no person: no entry, no write. Errors: as above.
Result<std::string> ask(const Request& request, Access access, const Handling& handle);

}  // namespace lobby::reservation
