// kiosk_monkey [--events N] [--seed S]: a monkey at a kiosk for N touches, keys and scans (a
// million unless told), with faults switched on and off. A line for each tenth; ends with 1 when
// the kiosk gets stuck, complains without reason or keeps more than 2 MB of heap.
#include <charconv>
#include <cstdio>
#include <exception>
#include <string_view>

#include "tests/ui/monkey.h"

namespace lobby::tests {
namespace {

struct Wish {
  std::int64_t events = 1'000'000;
  std::int64_t seed = 1;
};

bool read_wish(int count, char** arguments, Wish& wish) {
  for (int index = 1; index + 1 < count; index += 2) {
    const std::string_view name(arguments[index]);
    const std::string_view value(arguments[index + 1]);
    std::int64_t* number = name == "--events" ? &wish.events
                           : name == "--seed" ? &wish.seed
                                              : nullptr;
    if (number == nullptr ||
        std::from_chars(value.begin(), value.end(), *number).ec != std::errc() || *number < 1) {
      return false;
    }
  }
  return count % 2 == 1;
}

// Between two guests the kiosk keeps what it kept when every screen, picture and glyph had been
// there.
int play(const Wish& wish) {
  constexpr std::int64_t stretch = 500;
  constexpr std::int64_t warm_after = 10'000;
  constexpr std::int64_t growth_max = 2'000'000;
  Monkey monkey(static_cast<std::uint64_t>(wish.seed));
  std::int64_t heap_at_first = 0;
  std::int64_t growth = 0;
  for (std::int64_t done = 0; done < wish.events;) {
    monkey.play(stretch);
    const std::int64_t before = done;
    done += stretch;
    if (done * 10 / wish.events == before * 10 / wish.events) {
      continue;
    }
    if (heap_at_first == 0 || done <= warm_after) {
      heap_at_first = Monkey::heap_bytes();
    }
    growth = Monkey::heap_bytes() - heap_at_first;
    std::printf("monkey: %lld events, %lld bookings, %lld faults, %+lld kB of heap\n",
                static_cast<long long>(done), static_cast<long long>(monkey.bookings()),
                static_cast<long long>(monkey.faults()), static_cast<long long>(growth / 1'000));
    std::fflush(stdout);
  }
  if (monkey.bookings() == 0 || monkey.faults() == 0) {
    std::printf("monkey: it books nothing or meets no fault, and proves nothing\n");
    return 1;
  }
  if (growth > growth_max) {
    std::printf("monkey: the heap grew by more than %lld kB\n",
                static_cast<long long>(growth_max / 1'000));
    return 1;
  }
  return 0;
}

}  // namespace
}  // namespace lobby::tests

int main(int count, char** arguments) {
  lobby::tests::Wish wish;
  if (!lobby::tests::read_wish(count, arguments, wish)) {
    std::fputs("use: kiosk_monkey [--events N] [--seed S]\n", stderr);
    return 2;
  }
  try {
    return lobby::tests::play(wish);
  } catch (const std::exception& stuck) {
    std::printf("monkey: seed %lld: %s\n", static_cast<long long>(wish.seed), stuck.what());
    return 1;
  }
}
