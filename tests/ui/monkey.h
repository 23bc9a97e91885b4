// A monkey at a kiosk: random touches, keys and scans while its disk, server, catalogue and clock
// fail and are mended, all from one seed. After every stretch it goes away: the kiosk must come
// back to its first screen by itself. UI thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "tests/fakes/seeded_entropy.h"
#include "tests/ui/lone_kiosk.h"

namespace lobby::tests {

class Monkey {
 public:
  explicit Monkey(std::uint64_t seed);

  // Plays for `events` events and then goes away. Throws std::runtime_error naming what is wrong:
  // the kiosk stays on a screen, or writes of a fault that there was not. What the kiosk throws or
  // aborts at goes through.
  void play(std::int64_t events);

  std::int64_t bookings() const { return bookings_; }
  std::int64_t faults() const { return faults_; }
  // Bytes of the heap in use; 0 under a sanitizer.
  static std::int64_t heap_bytes();

 private:
  void act();
  void go_on();
  bool go_on_in_chinese();
  void touch();
  void drag();
  void press_key();
  void scan();
  bool is_broken() const;
  void break_or_mend();
  void mend_all();
  void leave();
  void note_error(const Error& error);
  ui::Point somewhere();
  bool is_fresh() const;

  SeededEntropy random_;
  std::unique_ptr<port::InputMethod> pinyin_;
  LoneKiosk kiosk_;
  bool in_earnest_ = true;  // for a while it wants to book
  bool disk_broken_ = false;
  bool catalog_lost_ = false;
  Duration clock_wrong_by_;
  std::string complaint_;
  std::int64_t bookings_ = 0;
  std::int64_t faults_ = 0;
};

}  // namespace lobby::tests
