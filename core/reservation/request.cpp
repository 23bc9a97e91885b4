// One transaction around every request.
#include "core/reservation/request.h"

#include <utility>

#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/service/journal.h"

namespace lobby::reservation {
namespace {

using port::Record;
using port::RecordKind;
using service::Office;

constexpr std::size_t hash_digits = 64;

port::Sha256 hash_of(const Request& request, const Deed& deed) {
  const std::string said = deed.action + '\n' + deed.subject + '\n' + std::string(request.body);
  return request.office.hasher.sha256(
      {reinterpret_cast<const std::uint8_t*>(said.data()), said.size()});
}

// The answer of this very command, when it was carried out before. Errors: id_reused.
Result<std::optional<std::string>> answered(const Work& work, port::RecordId id,
                                            const port::Sha256& said) {
  const auto stored = work.store.office().record(RecordKind::answer, id);
  if (!stored) {
    return stored.error();
  }
  if (!*stored) {
    return std::optional<std::string>();
  }
  const std::string& content = (*stored)->content;
  if (content.substr(0, hash_digits) != hex_text(said)) {
    return fail(ErrorCode::id_reused,
                "operation_id " + id.text() + " was used for another command; make a new one");
  }
  return std::optional(content.substr(hash_digits));
}

Status note(const Visit& visit, const std::string& actor, booking::Channel channel,
            const port::Sha256& said) {
  office::JournalEntry entry;
  entry.device = visit.device.id;
  entry.channel = channel;
  entry.actor = actor;
  entry.action = visit.deed.action;
  entry.subject = visit.deed.subject;
  entry.content = said;
  return service::append_journal(visit.work, {entry});
}

Result<port::DeviceRecord> caller(const Work& work, const Request& request, Access access) {
  Result<port::DeviceRecord> device = service::known_device(work.store, request.device);
  if (device && access == Access::staff_only && device->role != protocol::DeviceRole::desk) {
    return fail(ErrorCode::forbidden, device->name + " is a kiosk; staff do this at a desk");
  }
  return device;
}

using InTransaction = std::function<Result<std::string>(const Work&, const port::DeviceRecord&)>;

Result<std::string> in_transaction(const Request& request, Access access, bool writes,
                                   const InTransaction& handle) {
  std::string answer;
  const auto work_once = [&](port::ServerTransaction& store) -> Status {
    const Work work{request.office, store, request.now};
    const Result<port::DeviceRecord> device = caller(work, request, access);
    if (!device) {
      return device.error();
    }
    Result<std::string> handled = handle(work, *device);
    if (!handled) {
      return handled.error();
    }
    answer = *std::move(handled);
    return done();
  };
  const Office& office = request.office;
  const Status worked = writes ? office.store.run(office.site(), work_once)
                               : office.store.read(office.site(), work_once);
  return worked ? Result<std::string>(std::move(answer)) : worked.error();
}

}  // namespace

Error of_field(std::string_view field, const Error& error) {
  return fail(error.code, std::string(field) + ": " + error.detail);
}

booking::Channel Visit::channel(const protocol::CommandHead& head) const {
  return device.role == protocol::DeviceRole::kiosk
             ? booking::Channel::kiosk
             : head.channel.value_or(booking::Channel::counter);
}

booking::Act Visit::act(booking::Command command, const protocol::CommandHead& head,
                        const std::string& reason) const {
  return {command, work.now, device.id, channel(head), head.actor, reason};
}

IdBytes Visit::new_id() const {
  IdBytes random{};
  entropy.fill(random);
  return uuid_v7(work.now, random);
}

Result<std::string> carry_out(const Request& request, const protocol::CommandHead& head, Deed deed,
                              const Handling& handle) {
  const port::Sha256 said = hash_of(request, deed);
  const port::RecordId id(head.id.bytes());
  return in_transaction(
      request, deed.access, true,
      [&](const Work& work, const port::DeviceRecord& device) -> Result<std::string> {
        const auto before = answered(work, id, said);
        if (!before || *before) {
          return before ? Result<std::string>(**before) : before.error();
        }
        Deed done_now = deed;  // the work may run again
        const Visit visit{work, request.entropy, device, done_now};
        Result<std::string> answer = handle(visit);
        if (!answer) {
          return answer;
        }
        const UtcTime kept_until = work.now + Duration::days(limits::answer_days);
        if (Status kept = work.store.office().put_record(
                {RecordKind::answer, id, 1, hex_text(said) + *answer, kept_until});
            !kept) {
          return kept.error();
        }
        const Status noted = note(visit, head.actor, visit.channel(head), said);
        return noted ? answer : noted.error();
      });
}

Result<std::string> look_at(const Request& request, Deed deed, const Handling& handle) {
  return in_transaction(
      request, deed.access, true,
      [&](const Work& work, const port::DeviceRecord& device) -> Result<std::string> {
        Deed done_now = deed;
        const Visit visit{work, request.entropy, device, done_now};
        Result<std::string> answer = handle(visit);
        if (!answer) {
          return answer;
        }
        const Status noted = note(visit, {}, visit.channel({}), {});
        return noted ? answer : noted.error();
      });
}

Result<std::string> ask(const Request& request, Access access, const Handling& handle) {
  return in_transaction(request, access, false,
                        [&](const Work& work, const port::DeviceRecord& device) {
                          Deed unnamed;
                          return handle({work, request.entropy, device, unnamed});
                        });
}

}  // namespace lobby::reservation
