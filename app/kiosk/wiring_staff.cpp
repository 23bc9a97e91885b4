// Staff's part of a kiosk: PIN, thread and mailbox in one place.
#include <utility>

#include "app/common/screen_loop.h"
#include "app/common/staff_pin.h"
#include "app/kiosk/staff_worker.h"
#include "app/kiosk/wiring.h"
#include "app/kiosk/wiring_check.h"
#include "core/base/scrub.h"
#include "core/base/text.h"
#include "platform/openssl/pin_hash.h"
#include "platform/system/hidden_line.h"
#include "platform/system/system_entropy.h"

namespace lobby::kiosk {
namespace {

constexpr std::int64_t bytes_per_mb = 1'000'000;
constexpr std::size_t typed_bytes_max = 64;

MachineHealth look_at_machine(const PrinterSettings& printer, const std::filesystem::path& data) {
  MachineHealth health;
  health.has_printer = !printer.queue.empty();
  if (health.has_printer) {
    health.printer = printer_fault(printer);
  }
  health.keyboards = static_cast<std::int32_t>(count_keyboards());
  if (const std::optional<std::uintmax_t> free = free_bytes(data)) {
    health.disk_free_mb = static_cast<std::int64_t>(*free) / bytes_per_mb;
  }
  return health;
}

std::vector<StaffLogLine> staff_log(const system::Log& log) {
  std::vector<StaffLogLine> lines;
  for (system::LogLine& line : log.recent()) {
    lines.push_back({line.at, line.level != system::LogLevel::info, std::move(line.area),
                     std::move(line.text)});
  }
  return lines;
}

}  // namespace

// The worker stands last: it uses the others.
class StaffRoom {
 public:
  StaffRoom(DeviceStation& station, const std::filesystem::path& data)
      : hash_(station.entropy()),
        pin_({.data = data,
              .hash = hash_,
              .on_fault =
                  [&station](const Error& error) {
                    station.log().error("staff", to_string(error));
                  }}),
        worker_({.look_at_pin = [this](UtcTime now) { return pin_.record(now); },
                 .check_pin = [this](std::string_view pin,
                                     UtcTime now) { return pin_.check(pin, now); },
                 .look_at_machine =
                     [&station, data] { return look_at_machine(station.settings().printer, data); },
                 .news = news,
                 .on_news = &ScreenLoop::wake}) {}

  void order(StaffOrder order) { worker_.order(std::move(order)); }

  Mailbox<StaffNews> news;

 private:
  openssl::PinHash hash_;
  StaffPin pin_;
  StaffWorker worker_;
};

void CloseStaffRoom::operator()(StaffRoom* room) const {
  delete room;
}

std::unique_ptr<StaffRoom, CloseStaffRoom> open_staff_room(DeviceStation& station,
                                                           const std::filesystem::path& data,
                                                           KioskParts& parts) {
  std::unique_ptr<StaffRoom, CloseStaffRoom> room(new StaffRoom(station, data));
  parts.staff.order = [room = room.get()](StaffOrder order) { room->order(std::move(order)); };
  parts.staff.news = &room->news;
  parts.staff.log = [&station] { return staff_log(station.log()); };
  return room;
}

Status ask_for_staff_pin(const std::filesystem::path& data) {
  if (const Result<DeviceSettings> enrolled = load_settings(data); !enrolled) {
    return enrolled.error();
  }
  Result<std::string> typed = system::read_hidden_line("Staff PIN, 6 digits: ", typed_bytes_max);
  if (!typed) {
    return typed.error();
  }
  system::SystemEntropy entropy;
  openssl::PinHash hash(entropy);
  Status set = StaffPin({.data = data, .hash = hash}).set(*typed);
  wipe_text(*typed);
  scrub_stack();
  return set;
}

}  // namespace lobby::kiosk
