// A desk without a window: every guest comes on the day their ticket is for, and shows it again.
#include <deque>
#include <map>

#include "core/device/gate.h"
#include "tests/fault/run_device.h"

namespace lobby::fault {
namespace {

namespace fs = std::filesystem;
using ticket::VerdictKind;

// Three kiosks sell faster than one person could scan.
constexpr int scans_a_step = 20;

class Door {
 public:
  Door(FaultyDevice& device, fs::path data)
      : device_(device), data_(std::move(data)), own_journal_(journal_of(data_)) {}

  void step() {
    if (queue_.empty()) {
      look_for_guests();
      return;
    }
    for (int scan = 0; scan < scans_a_step && !queue_.empty(); ++scan) {
      const std::string text = queue_.front();
      queue_.pop_front();
      if (!judged(text)) {
        waiting_.push_back(text);
      }
    }
  }
  bool all_judged() {
    queue_.insert(queue_.end(), waiting_.begin(), waiting_.end());
    waiting_.clear();
    look_for_guests();
    return queue_.empty();
  }

 private:
  void look_for_guests() {
    for (const fs::directory_entry& entry : fs::directory_iterator(data_.parent_path())) {
      if (entry.path().extension() != journal_ending || entry.path() == own_journal_) {
        continue;
      }
      for (const std::string& text : lines_of(entry.path())) {
        if (seen_.insert(text).second) {
          queue_.push_back(text);
        }
      }
    }
    if (device_.random().one_in(20)) {
      queue_.insert(queue_.end(), waiting_.begin(), waiting_.end());
      waiting_.clear();
    }
  }
  // False where it is to be shown again: the key is not known yet, or the disk failed.
  bool judged(const std::string& text) {
    const auto ticket = ticket::parse_ticket(text);
    if (!site_number_) {
      const auto offer = device_.station().load_offer();
      site_number_ = offer ? std::optional(offer->catalog.site.number) : std::nullopt;
    }
    if (!ticket || !site_number_) {
      return false;
    }
    DeviceStation& station = device_.station();
    const device::Gate gate{station.store(),   station.verifier(), station.hasher(),
                            station.entropy(), station.identity(), *site_number_};
    const auto verdict =
        device::scan(gate, text, {ticket->ticket.valid_from, Duration::milliseconds(0)});
    if (!verdict || verdict->kind == VerdictKind::unknown_key) {
      return false;
    }
    write_line(own_journal_, std::string(ticket::name_of(verdict->kind)) + " " + text);
    station.nudge();
    return true;
  }

  FaultyDevice& device_;
  const fs::path data_;
  const fs::path own_journal_;
  std::optional<std::uint32_t> site_number_;  // reading a catalogue takes longer than a scan
  std::set<std::string> seen_;
  std::deque<std::string> queue_;
  std::deque<std::string> waiting_;
};

}  // namespace

int run_desk(const ChildOrder& order) {
  FaultyDevice device(order);
  Door door(device, order.data);
  device.run([&] { door.step(); }, [&] { return device.met_server() && door.all_judged(); });
  return 0;
}

}  // namespace lobby::fault
