// Goal: every state × command does what the diagram in booking.h says, and a refused command
// changes nothing. Method: the full table; then histories from random commands.
#include <algorithm>

#include <gtest/gtest.h>

#include "core/booking/booking.h"
#include "tests/fakes/sample.h"
#include "tests/fakes/seeded_entropy.h"
#include "tests/fakes/store_facts.h"

namespace lobby::booking {
namespace {

constexpr std::size_t state_count = static_cast<std::size_t>(last_booking_state) + 1;
constexpr std::size_t command_count = static_cast<std::size_t>(Command::note) + 1;
const DeviceId device = tests::id_of<DeviceId>(3);

Act act_of(Command command, std::int64_t at = 99) {
  return {command, {at}, device, Channel::phone, "Mei", "the guest rang"};
}

Booking booking_in(BookingState state) {
  Booking booking;
  booking.state = state;
  booking.version = 4;
  return booking;
}

struct Way {
  BookingState from;
  Command command;
  BookingState to;
};

// Everything that can happen; what is not here is refused.
constexpr Way ways[] = {
    {BookingState::draft, Command::place, BookingState::confirmed},
    {BookingState::draft, Command::request, BookingState::requested},
    {BookingState::draft, Command::submit, BookingState::awaiting_approval},
    {BookingState::requested, Command::confirm, BookingState::confirmed},
    {BookingState::requested, Command::refuse, BookingState::refused},
    {BookingState::requested, Command::cancel, BookingState::cancelled},
    {BookingState::requested, Command::amend, BookingState::requested},
    {BookingState::awaiting_approval, Command::approve, BookingState::confirmed},
    {BookingState::awaiting_approval, Command::refuse, BookingState::refused},
    {BookingState::awaiting_approval, Command::cancel, BookingState::cancelled},
    {BookingState::awaiting_approval, Command::amend, BookingState::awaiting_approval},
    {BookingState::awaiting_deposit, Command::settle_deposit, BookingState::confirmed},
    {BookingState::awaiting_deposit, Command::release, BookingState::released},
    {BookingState::awaiting_deposit, Command::cancel, BookingState::cancelled},
    {BookingState::awaiting_deposit, Command::amend, BookingState::awaiting_deposit},
    {BookingState::confirmed, Command::check_in, BookingState::checked_in},
    {BookingState::confirmed, Command::mark_no_show, BookingState::no_show},
    {BookingState::confirmed, Command::release, BookingState::released},
    {BookingState::confirmed, Command::cancel, BookingState::cancelled},
    {BookingState::confirmed, Command::amend, BookingState::confirmed},
    {BookingState::requested, Command::note, BookingState::requested},
    {BookingState::awaiting_approval, Command::note, BookingState::awaiting_approval},
    {BookingState::awaiting_deposit, Command::note, BookingState::awaiting_deposit},
    {BookingState::confirmed, Command::note, BookingState::confirmed},
    {BookingState::checked_in, Command::note, BookingState::checked_in},
    {BookingState::checked_in, Command::undo_check_in, BookingState::confirmed},
    {BookingState::checked_in, Command::complete, BookingState::completed},
};

std::optional<BookingState> expected(BookingState from, Command command) {
  for (const Way& way : ways) {
    if (way.from == from && way.command == command) {
      return way.to;
    }
  }
  return std::nullopt;
}

TEST(Booking, every_state_and_command) {
  std::size_t refused = 0;
  for (std::size_t number = 0; number < state_count * command_count; ++number) {
    const auto state = static_cast<BookingState>(number / command_count);
    const auto command = static_cast<Command>(number % command_count);
    SCOPED_TRACE(std::string(name_of(state)) + " " + std::string(name_of(command)));
    const Booking booking = booking_in(state);
    const Result<Booking> after = transition(booking, act_of(command));
    const std::optional<BookingState> next = expected(state, command);
    ASSERT_EQ(after.ok(), next.has_value());
    if (after) {
      EXPECT_EQ(after->state, *next);
      EXPECT_EQ(after->version, 5);
      EXPECT_EQ(after->history, (std::vector<Step>{{5, act_of(command)}}));
    } else {
      EXPECT_EQ(after.error().code, ErrorCode::invalid_transition);
      EXPECT_NE(after.error().detail.find(name_of(state)), std::string::npos);
      EXPECT_NE(after.error().detail.find(name_of(command)), std::string::npos);
      ++refused;
    }
  }
  EXPECT_EQ(refused, state_count * command_count - std::size(ways));
}

TEST(Booking, its_people_or_its_rooms_come_one_by_one) {
  struct Row {
    const char* name;
    std::int32_t units;
    std::int32_t people;
    std::vector<std::int32_t> arrivals;  // 0: all who are awaited
    std::vector<std::int32_t> awaited;   // after each
  };
  const Row table[] = {{"all at once", 1, 3, {0}, {0}},
                       {"one, then two", 1, 3, {1, 2}, {2, 0}},
                       {"one, then the rest", 1, 3, {1, 0}, {2, 0}},
                       {"rooms", 3, 6, {1, 1, 1}, {2, 1, 0}}};
  for (const Row& row : table) {
    SCOPED_TRACE(row.name);
    Booking booking = booking_in(BookingState::confirmed);
    booking.selection.units = row.units;
    booking.selection.party = {row.people, 0};
    for (std::size_t index = 0; index < row.arrivals.size(); ++index) {
      Act act = act_of(Command::check_in);
      act.arrivals = row.arrivals[index];
      booking = *transition(booking, act);
      EXPECT_EQ(booking.state, BookingState::checked_in);
      EXPECT_EQ(booking.awaited, row.awaited[index]);
    }
    Act one_more = act_of(Command::check_in);
    one_more.arrivals = 1;
    EXPECT_EQ(transition(booking, one_more).error().code, ErrorCode::invalid_transition);
  }
}

TEST(Booking, nobody_comes_in_beyond_those_who_are_awaited) {
  Booking booking = booking_in(BookingState::confirmed);
  booking.selection.party = {2, 1};
  for (const std::int32_t arrivals : {4, -1}) {
    Act act = act_of(Command::check_in);
    act.arrivals = arrivals;
    const Result<Booking> refused = transition(booking, act);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::out_of_range);
    EXPECT_EQ(refused.error().detail.substr(0, 9), "arrivals:");
  }
  Act two = act_of(Command::check_in);
  two.arrivals = 2;
  const Booking some_in = *transition(booking, two);
  EXPECT_EQ(transition(some_in, two).error().code, ErrorCode::out_of_range);
  const Booking none_in = *transition(some_in, act_of(Command::undo_check_in));
  EXPECT_EQ(none_in.awaited, 0);
  EXPECT_EQ(transition(none_in, act_of(Command::check_in))->awaited, 0);
}

TEST(Booking, a_deposit_comes_before_the_promise) {
  struct Row {
    BookingState from;
    Command command;
  };
  const Row table[] = {{BookingState::draft, Command::place},
                       {BookingState::requested, Command::confirm},
                       {BookingState::awaiting_approval, Command::approve}};
  for (const Row& row : table) {
    Booking booking = booking_in(row.from);
    booking.plan = {{DueKind::balance, {100, {}}, {1}, {2}, {3}}};
    EXPECT_EQ(transition(booking, act_of(row.command))->state, BookingState::confirmed);
    booking.plan.insert(booking.plan.begin(), {DueKind::deposit, {100, {}}, {1}, {2}, {3}});
    const Booking waiting = *transition(booking, act_of(row.command));
    EXPECT_EQ(waiting.state, BookingState::awaiting_deposit);
    EXPECT_EQ(transition(waiting, act_of(Command::settle_deposit))->state, BookingState::confirmed);
  }
}

TEST(Booking, holds_its_units_until_it_is_given_up) {
  using enum BookingState;
  const std::vector<BookingState> without = {draft, requested, cancelled, released, refused};
  for (std::size_t number = 0; number < state_count; ++number) {
    const auto state = static_cast<BookingState>(number);
    EXPECT_EQ(holds_units(state), std::ranges::find(without, state) == without.end())
        << name_of(state);
  }
}

TEST(Booking, random_lives_keep_a_whole_history) {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    tests::SeededEntropy random(seed);
    Booking booking;
    for (int step = 0; step < 40; ++step) {
      const auto command = static_cast<Command>(random.below(command_count));
      const Result<Booking> next = transition(booking, act_of(command, step));
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
  booking.history.push_back({3, act_of(Command::cancel)});
  EXPECT_FALSE(history_is_whole(booking));
  booking.history.back().version = 2;
  EXPECT_TRUE(history_is_whole(booking));
}

TEST(Booking, names_read_back) {
  for (std::size_t number = 0; number < state_count; ++number) {
    const auto state = static_cast<BookingState>(number);
    EXPECT_EQ(booking_state_from(name_of(state)), state);
  }
  for (std::size_t number = 0; number < command_count; ++number) {
    const auto command = static_cast<Command>(number);
    EXPECT_EQ(command_from(name_of(command)), command);
  }
  for (const Channel channel :
       {Channel::kiosk, Channel::counter, Channel::phone, Channel::online, Channel::staff}) {
    EXPECT_EQ(channel_from(name_of(channel)), channel);
  }
  EXPECT_EQ(booking_state_from("Confirmed"), std::nullopt);
  EXPECT_EQ(command_from(""), std::nullopt);
}

}  // namespace
}  // namespace lobby::booking
