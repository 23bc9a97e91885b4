// Goal: every state × command does what the diagram in booking.h says, and a refused command
// changes nothing. Method: the full table; then histories from random commands.
#include <gtest/gtest.h>

#include "core/booking/booking.h"
#include "tests/fakes/sample.h"
#include "tests/fakes/seeded_entropy.h"
#include "tests/fakes/store_facts.h"

namespace lobby::booking {
namespace {

constexpr BookingState all_states[] = {BookingState::draft, BookingState::requested,
                                       BookingState::confirmed, BookingState::checked_in,
                                       BookingState::cancelled};
constexpr Command all_commands[] = {Command::place,    Command::request,       Command::confirm,
                                    Command::check_in, Command::undo_check_in, Command::cancel};
const DeviceId device = tests::id_of<DeviceId>(3);

TEST(Booking, every_state_and_command) {
  using enum BookingState;
  constexpr std::optional<BookingState> no;
  // Rows: from draft, requested, confirmed, checked_in, cancelled.
  // Columns: place, request, confirm, check_in, undo_check_in, cancel.
  const std::optional<BookingState> table[5][6] = {
      {confirmed, requested, no, no, no, no},
      {no, no, confirmed, no, no, cancelled},
      {no, no, no, checked_in, no, cancelled},
      {no, no, no, no, confirmed, no},
      {no, no, no, no, no, no},
  };
  for (std::size_t state = 0; state < 5; ++state) {
    for (std::size_t command = 0; command < 6; ++command) {
      SCOPED_TRACE(std::string(name_of(all_states[state])) + " " +
                   std::string(name_of(all_commands[command])));
      Booking booking;
      booking.state = all_states[state];
      booking.version = 4;
      const Booking before = booking;
      const Result<Booking> after = transition(booking, all_commands[command], device, {99});
      EXPECT_EQ(booking, before);
      ASSERT_EQ(after.ok(), table[state][command].has_value());
      if (after) {
        EXPECT_EQ(after->state, *table[state][command]);
        EXPECT_EQ(after->version, 5);
        EXPECT_EQ(after->history, (std::vector<Step>{{5, all_commands[command], {99}, device}}));
      } else {
        EXPECT_EQ(after.error().code, ErrorCode::invalid_transition);
        EXPECT_NE(after.error().detail.find(name_of(all_states[state])), std::string::npos);
        EXPECT_NE(after.error().detail.find(name_of(all_commands[command])), std::string::npos);
      }
    }
  }
}

TEST(Booking, random_lives_keep_a_whole_history) {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    tests::SeededEntropy random(seed);
    Booking booking;
    for (int step = 0; step < 40; ++step) {
      const Command command = all_commands[random.below(std::size(all_commands))];
      const Result<Booking> next = transition(booking, command, device, {step});
      if (next) {
        booking = *next;
      }
      ASSERT_TRUE(history_is_whole(booking));
      ASSERT_EQ(static_cast<std::size_t>(booking.version), booking.history.size());
    }
  }
}

TEST(Booking, a_history_with_a_gap_is_not_whole) {
  Booking booking = tests::sample_booking(
      {.selection = tests::king_stay(LocalDate::of(2026, 12, 11), 1), .device = device});
  EXPECT_TRUE(history_is_whole(booking));
  booking.version = 2;
  EXPECT_FALSE(history_is_whole(booking));
  booking.history.push_back({3, Command::cancel, {1}, device});
  EXPECT_FALSE(history_is_whole(booking));
  booking.history.back().version = 2;
  EXPECT_TRUE(history_is_whole(booking));
}

TEST(Booking, names_read_back) {
  for (const BookingState state : all_states) {
    EXPECT_EQ(booking_state_from(name_of(state)), state);
  }
  for (const Command command : all_commands) {
    EXPECT_EQ(command_from(name_of(command)), command);
  }
  EXPECT_EQ(booking_state_from("Confirmed"), std::nullopt);
  EXPECT_EQ(command_from(""), std::nullopt);
}

}  // namespace
}  // namespace lobby::booking
