// The fault run as child processes of itself: `fault_run device ROLE DIRECTORY SEED MODE`. A child
// ends with its parent, whatever happens to it.
// One thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include <sys/types.h>

#include "core/protocol/feed.h"

namespace lobby::fault {

// What a device does: its work under faults of its disk, or only what is left of it.
enum class Mode : std::uint8_t { work, drain };

struct ChildOrder {
  protocol::DeviceRole role = protocol::DeviceRole::kiosk;
  std::filesystem::path data;  // an enrolled device; its journal lies beside, as <data>.journal
  std::uint64_t seed = 0;
  Mode mode = Mode::work;
};

std::filesystem::path journal_of(const std::filesystem::path& data);
// What guests were shown, one line a ticket: its text.
inline constexpr const char* journal_ending = ".journal";

class Child {
 public:
  explicit Child(ChildOrder order) : order_(std::move(order)) {}
  ~Child() { kill(); }
  Child(Child&& other) noexcept
      : order_(other.order_), process_(std::exchange(other.process_, 0)) {}
  Child& operator=(Child&&) = delete;
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  void start(std::uint64_t seed, Mode mode);
  void kill();
  // The exit status, once it has ended by itself.
  std::optional<int> ended();
  bool running() const { return process_ > 0; }
  const ChildOrder& order() const { return order_; }

 private:
  ChildOrder order_;
  pid_t process_ = 0;
};

// The whole life of a child; the exit status.
int run_kiosk(const ChildOrder& order);
int run_desk(const ChildOrder& order);

}  // namespace lobby::fault
